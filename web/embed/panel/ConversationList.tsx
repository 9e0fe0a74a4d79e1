import type { Conversation } from "@parley/client";
import { useEffect } from "react";
import { plainText } from "../../src/text/plainText.ts";
import { Disc, Face } from "./Face.tsx";
import { Head, LineNote, Waiting } from "./Head.tsx";
import { Note } from "./Note.tsx";
import { nameOf, useCell, useTalk } from "./talk.ts";

interface ListProps { onChoose(conversation: Conversation): void; onClose?: () => void; onReady(): void }

export function ConversationList({ onChoose, onClose, onReady }: ListProps) {
  const { parley, t } = useTalk();
  const conversations = useCell(parley.conversations);
  const { kind } = useCell(parley.state);
  const loaded = conversations.length > 0;
  useEffect(() => { if (loaded) onReady(); }, [loaded, onReady]);
  return (
    <>
      <Head title={t("conversations")} onClose={onClose} />
      <LineNote />
      {loaded ? <ul className="list" role="list">{conversations.map((one) => <Row key={one.id} conversation={one} onChoose={onChoose} />)}</ul>
        : kind === "live" ? <Note title={t("noConversations")} words={t("noConversationsMore")} /> : <Waiting />}
    </>
  );
}

function Row({ conversation, onChoose }: { conversation: Conversation; onChoose(conversation: Conversation): void }) {
  const talk = useTalk();
  const { parley, t, dates } = talk;
  const { last_message: last, last_message_at: at, unread_count: unread, direct_with: people, type, id } = useCell(conversation.view);
  const other = people?.find((one) => one.id !== parley.meId());
  useCell(parley.people.person(other?.id ?? parley.meId())); // a new name is shown at once
  const writer = useCell(parley.people.person(last?.sender_id ?? parley.meId()));
  const name = nameOf(conversation, talk);
  const who = !last || last.message_type === "system" ? "" : last.sender_id === parley.meId() ? t("you") : type === "direct" ? "" : writer?.display_name ?? "";
  const said = !last ? "" : last.deleted_at ? t("deleted") : plainText(last.content) || (last.attachments[0] ? last.attachments[0].name : "");
  return (
    <li>
      <button type="button" className="list-row" data-first onClick={() => onChoose(conversation)}>
        {other && type === "direct" ? <Face id={other.id} name={name} size={40} /> : <Disc id={id} name={name} size={40} />}
        <span className="list-words">
          <span className="list-top"><bdi className="list-name">{name}</bdi>{at && <time dateTime={at}>{dates.when(at)}</time>}</span>
          <span className="list-top">
            <span className="list-said" dir="auto">{who ? t("said", { name: who, text: said }) : said}</span>
            {!!unread && <><span className="count" aria-hidden="true">{unread > 99 ? "99+" : unread}</span><span className="hidden-words">{t("unread", { count: unread })}</span></>}
          </span>
        </span>
      </button>
    </li>
  );
}
