import type { Conversation, PinView } from "@parley/client";
import { ArrowUpRight, Paperclip, Pin, PinOff, WifiOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { usePages } from "../app/usePages.ts";
import { formatFull, formatWhen } from "../i18n/format.ts";
import { PeopleWaiting } from "../people/PeopleWaiting.tsx";
import { MessageText } from "../text/MessageText.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { toast } from "../ui/toasts.ts";
import { act, problemText } from "./act.ts";
import { may } from "./rights.ts";
import { useJump } from "./useJump.ts";

const idOf = ({ message }: PinView) => message.id;

/** What somebody pinned for everybody, the newest pin first. */
export function Pins({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("details");
  const view = useCell(conversation.view);
  const pins = usePages(`/conversations/${conversation.id}/pins`, idOf);
  const { items, loaded, problem, change, reload } = pins;

  useEffect(() => {
    const drop = (id: string) => change((all) => all.filter(({ message }) => message.id !== id));
    const stops = [
      parley.on("message_pinned", ({ conversation_id }) => { if (conversation_id === conversation.id) reload(); }),
      parley.on("message_unpinned", ({ message_id }) => drop(message_id)),
      parley.on("message_deleted", ({ message_id }) => drop(message_id)),
      parley.on("message_updated", ({ message }) => change((all) => all.map((pin) => (pin.message.id === message.id ? { ...pin, message } : pin)))),
    ];
    return () => { for (const stop of stops) stop(); };
  }, [conversation]); // `change` and `reload` belong to this conversation's list

  const unpin = (pin: PinView) => void act(() => conversation.pin(pin.message.id, false)).then((done) => {
    if (done) toast(t("unpinned"), { action: { label: t("undo"), onAct: () => void act(() => conversation.pin(pin.message.id)) } });
  });

  if (!loaded && problem) return <EmptyState icon={<WifiOff />} title={t("failed")} text={problemText(problem)} action={<Button onClick={reload}>{t("tryAgain")}</Button>} />;
  if (!loaded) return <PeopleWaiting rows={3} />;
  if (items.length === 0) return <EmptyState icon={<Pin />} title={t("nothingPinned")} text={may(view, "pin") ? t("nothingPinnedHint") : undefined} />;
  return (
    <ul role="list" aria-label={t("part.pins")} className="details-body details-pins">
      {items.map((pin) => <PinRow key={pin.message.id} pin={pin} conversation={conversation} onUnpin={may(view, "pin") ? () => unpin(pin) : undefined} />)}
    </ul>
  );
}

function PinRow({ pin: { message, pinned_by, pinned_at }, conversation, onUnpin }: { pin: PinView; conversation: Conversation; onUnpin?: () => void }) {
  const { t } = useTranslation("details");
  const jump = useJump(conversation.id);
  const sender = useCell(parley.people.person(message.sender_id));
  const pinner = useCell(parley.people.person(pinned_by));
  const name = sender?.display_name ?? "…";
  return (
    <li className="details-pin">
      <div className="details-pin-head">
        <Avatar id={message.sender_id} name={name} url={sender?.avatar_url} size={24} />
        <bdi className="details-strong">{name}</bdi>
        <time className="details-muted details-small" dateTime={message.created_at} title={formatFull(message.created_at)}>{formatWhen(message.created_at)}</time>
        <span className="details-pin-acts">
          <IconButton size="small" icon={<ArrowUpRight />} label={t("jumpTo", { name })} onClick={() => jump(message.ordinal)} />
          {onUnpin && <IconButton size="small" icon={<PinOff />} label={t("unpinOf", { name })} onClick={onUnpin} />}
        </span>
      </div>
      <div className="details-pin-text">{message.content && <MessageText text={message.content} />}</div>
      {message.attachments.map((file) => <span key={file.id} className="details-attached"><Paperclip aria-hidden="true" /><bdi>{file.name}</bdi></span>)}
      <p className="details-muted details-small">{t("pinnedBy", { name: pinner?.display_name ?? "…", when: formatWhen(pinned_at) })}</p>
    </li>
  );
}
