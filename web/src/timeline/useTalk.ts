import type { Conversation, MessageId, MessageView } from "@parley/client";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { openDialog } from "../app/dialogs.ts";
import { usePanel } from "../app/panel.ts";
import { parley } from "../app/parley.ts";
import { composerKey, setIntent } from "../composer/intent.ts";
import { errorText } from "../i18n/format.ts";
import { toast } from "../ui/toasts.ts";
import type { MessageDialog, Talk } from "./context.ts";
import { useMentioned } from "./mentioned.ts";

export const sayRefused = (error: unknown) => { toast(errorText((error as { code?: string }).code ?? "unknown"), { kind: "problem" }); };

interface Options {
  conversation: Conversation;
  thread?: MessageId;
  show(id: MessageId): void;
  markRead?(): void;
  markUnread?(message: MessageView): void;
}

/** What the rows of a timeline or a thread can do, and the dialog that is open about one of them. */
export function useMakeTalk({ conversation, thread, ...options }: Options) {
  const [dialog, ask] = useState<MessageDialog>();
  const [, openPanel] = usePanel();
  const find = useMentioned(conversation);
  const { t } = useTranslation("timeline");
  const latest = useRef({ ...options, openPanel, t });
  latest.current = { ...options, openPanel, t };
  const key = composerKey(conversation.id, thread);

  const talk = useMemo((): Talk => ({
    conversation, thread, find, me: parley.meId(), ask,
    onMention: ({ id }) => openDialog({ kind: "profile", id }),
    show: (id) => latest.current.show(id),
    reply: (message) => setIntent(key, { kind: "reply", message }),
    edit: (message) => setIntent(key, { kind: "edit", message }),
    openThread: (root) => latest.current.openPanel({ kind: "thread", root }),
    react: (message, emoji) => {
      const isMine = message.reactions.some((one) => one.emoji === emoji && one.mine);
      conversation.react(message.id, emoji, !isMine).catch(sayRefused);
    },
    markRead: () => latest.current.markRead?.(),
    markUnread: (message) => {
      latest.current.markUnread?.(message);
      conversation.markUnread(message.ordinal).then(() => toast(latest.current.t("markedUnread")), sayRefused);
    },
  }), [conversation, thread, find, key]);

  const close = useCallback(() => ask(undefined), []);
  return { talk, dialog, close };
}
