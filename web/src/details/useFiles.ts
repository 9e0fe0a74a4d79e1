import type { Conversation, FileKind, FileView } from "@parley/client";
import { useEffect } from "react";
import { parley } from "../app/parley.ts";
import { type Pages, usePages } from "../app/usePages.ts";

const idOf = (file: FileView) => `${file.id} ${file.message_id}`;

/** A conversation's files of one kind, the newest first; what is sent or deleted meanwhile is seen at once. */
export function useFiles(conversation: Conversation, kind: FileKind): Pages<FileView> {
  const pages = usePages(`/conversations/${conversation.id}/files`, idOf, { kind });
  const { change } = pages;
  useEffect(() => {
    const put = (files: FileView[]) => change((all) => [...files.filter((file) => !all.some((one) => idOf(one) === idOf(file))), ...all]);
    const stops = [
      parley.on("new_message", ({ conversation_id, message }) => {
        if (conversation_id === conversation.id)
          put(message.attachments.filter((file) => file.kind === kind).map((file) => ({ ...file, uploader_id: message.sender_id, created_at: message.created_at, message_id: message.id })));
      }),
      parley.on("message_deleted", ({ message_id }) => change((all) => all.filter((file) => file.message_id !== message_id))),
    ];
    return () => { for (const stop of stops) stop(); };
  }, [conversation, kind]); // `change` knows its list by these
  return pages;
}
