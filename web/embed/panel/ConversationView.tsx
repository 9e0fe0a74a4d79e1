import type { Conversation, MessageView } from "@parley/client";
import { useEffect, useRef, useState } from "react";
import { Composer, type ComposerHandle } from "./Composer.tsx";
import { Disc, Face } from "./Face.tsx";
import { Head, LineNote } from "./Head.tsx";
import { MessageList } from "./MessageList.tsx";
import { nameOf, useCell, useTalk } from "./talk.ts";
import { Typing } from "./Typing.tsx";

interface ViewProps { conversation: Conversation; isOpen: boolean; onBack?: () => void; onClose?: () => void; onReady(): void }

/** One conversation: who it is with, what was said, a field to answer. */
export function ConversationView({ conversation, isOpen, onBack, onClose, onReady }: ViewProps) {
  const talk = useTalk();
  const { parley, t } = talk;
  const view = useCell(conversation.view);
  const other = view.type === "direct" ? view.direct_with?.find(({ id }) => id !== parley.meId()) : undefined;
  useCell(parley.people.person(other?.id ?? parley.meId()));
  const presence = useCell(parley.people.presence(other?.id ?? parley.meId()));
  const name = nameOf(conversation, talk);
  const [reply, setReply] = useState<MessageView>();
  const composer = useRef<ComposerHandle>(null);
  const [dropping, setDropping] = useState(false);

  useEffect(() => (isOpen ? conversation.open() : undefined), [conversation, isOpen]);
  useEffect(onReady, [onReady]);
  const answer = (message: MessageView) => { setReply(message); composer.current?.focus(); };
  const onDrag = (event: React.DragEvent) => {
    if (!event.dataTransfer.types.includes("Files") || view.archived_at) return;
    event.preventDefault();
    setDropping(true);
  };

  return (
    <div
      className="talk" onDragEnter={onDrag} onDragOver={onDrag} onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropping(false); }}
      onDrop={(event) => { if (!event.dataTransfer.files.length) return; event.preventDefault(); setDropping(false); composer.current?.add([...event.dataTransfer.files]); }}
    >
      <Head
        title={name} onBack={onBack} onClose={onClose} face={other ? <Face id={other.id} name={name} size={32} /> : <Disc id={view.id} name={name} size={32} />}
        below={other ? presence && <><i className={`dot dot-${presence.status}`} aria-hidden="true" />{t(presence.status)}</> : t("members", { count: view.member_count })}
      />
      <LineNote />
      <MessageList conversation={conversation} isOpen={isOpen} onReply={answer} />
      <Typing conversation={conversation} />
      {view.archived_at ? <p className="closed">{t("closed")}</p>
        : <Composer ref={composer} conversation={conversation} name={name} reply={reply} onReplied={() => setReply(undefined)} />}
      {dropping && <div className="drop" aria-hidden="true">{t("drop")}</div>}
    </div>
  );
}
