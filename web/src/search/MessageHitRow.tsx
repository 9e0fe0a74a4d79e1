import type { MessageHit } from "@parley/client";
import { FileText, Image, Mic, Paperclip, Video } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { keepPanel } from "../app/keepPanel.ts";
import { parley, useCell } from "../app/parley.ts";
import { toMessage } from "../app/routes.ts";
import { formatFull, formatWhen } from "../i18n/format.ts";
import { useNaming } from "../people/naming.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Highlighted } from "../text/Highlighted.tsx";

const icons = { image: Image, video: Video, audio: Mic, document: FileText, archive: Paperclip, other: Paperclip };

/** A message that was found: who, where, when, and the words around the match. */
export function MessageHitRow({ hit, inOne }: { hit: MessageHit; inOne?: boolean }) {
  const { t } = useTranslation("search");
  const nameOf = useNaming();
  const { message, conversation, snippet } = hit;
  const sender = useCell(parley.people.person(message.sender_id));
  const name = sender?.display_name ?? "…";
  const to = toMessage(message.conversation_id, message.ordinal);
  return (
    <li>
      <Link to={inOne ? keepPanel(to) : to} className="search-hit" data-roving="" tabIndex={-1}>
        <Avatar id={message.sender_id} name={name} url={sender?.avatar_url} size={32} />
        <span className="search-hit-words">
          <span className="search-hit-head">
            <bdi className="search-hit-name">{name}</bdi>
            {!inOne && <span className="search-hit-place">{conversation.type === "channel" && "# "}<bdi>{nameOf(conversation)}</bdi></span>}
            <time className="search-hit-time" dateTime={message.created_at} title={formatFull(message.created_at)}>{formatWhen(message.created_at)}</time>
          </span>
          {snippet.text && (
            <span className="search-hit-text"><bdi>
              {snippet.start > 0 && "…"}<Highlighted text={snippet.text} spans={snippet.highlights} />{snippet.start + snippet.text.length < message.content.length && "…"}
            </bdi></span>
          )}
          {message.attachments.length > 0 && (
            <span className="search-hit-files">
              {message.attachments.slice(0, 3).map(({ id, kind, name: file }) => {
                const Icon = icons[kind];
                return <span key={id} className="search-hit-file"><Icon aria-hidden="true" /><bdi>{file}</bdi></span>;
              })}
              {message.attachments.length > 3 && <span>{t("moreFiles", { count: message.attachments.length - 3 })}</span>}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
