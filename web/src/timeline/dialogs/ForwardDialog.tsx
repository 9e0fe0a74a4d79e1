import type { Conversation, ConversationId } from "@parley/client";
import { Search } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../../app/parley.ts";
import { otherOf, useName } from "../../sidebar/names.ts";
import { plainText } from "../../text/plainText.ts";
import { Avatar, GroupAvatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/Field.tsx";
import { toast } from "../../ui/toasts.ts";
import { may } from "../may.ts";
import type { AboutMessage } from "./about.ts";

const SHOWN = 60;

/** Repeats a message elsewhere, in several conversations at once. */
export function ForwardDialog({ message, onClose }: AboutMessage) {
  const { t } = useTranslation("timeline");
  const { t: ts } = useTranslation("sidebar");
  const all = useCell(parley.conversations);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<ConversationId>>(new Set());
  const first = useRef<HTMLInputElement>(null);
  const found = useMemo(() => {
    const wanted = query.trim().toLocaleLowerCase();
    return all.filter(({ id, view }) => may(view.get(), "post") && (chosen.has(id) || !wanted || lettersOf(view.get(), ts("notes")).includes(wanted))).slice(0, SHOWN);
  }, [all, query, chosen, ts]);

  const toggle = (id: ConversationId) => setChosen((before) => { const next = new Set(before); if (!next.delete(id)) next.add(id); return next; });

  function send() {
    for (const id of chosen) parley.find(id)?.send("", { forward_from: message.id });
    toast(t("forwarded", { count: chosen.size }));
    onClose();
  }

  return (
    <Dialog
      open onClose={onClose} title={t("forwardTitle")} firstFocus={first}
      actions={<><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" disabled={chosen.size === 0} onClick={send}>{t("forwardTo", { count: chosen.size })}</Button></>}
    >
      <blockquote className="timeline-about" dir="auto">{plainText(message.content, 160) || t("files", { count: message.attachments.length })}</blockquote>
      <TextField ref={first} type="search" label={t("forwardSearch")} hideLabel placeholder={t("forwardSearch")} before={<Search />} value={query} onChange={(event) => setQuery(event.target.value)} />
      <ul role="list" className="timeline-people timeline-targets" aria-label={t("forwardSearch")}>
        {found.map((conversation) => <Target key={conversation.id} conversation={conversation} checked={chosen.has(conversation.id)} onToggle={() => toggle(conversation.id)} />)}
      </ul>
      {found.length === 0 && <p className="timeline-muted">{t("forwardNone")}</p>}
    </Dialog>
  );
}

function lettersOf(view: ReturnType<Conversation["view"]["get"]>, notes: string): string {
  const people = (view.direct_with ?? []).flatMap(({ display_name, username }) => [display_name, username]);
  return [view.title, ...people, view.type === "direct" && people.length === 0 && notes].filter(Boolean).join(" ").toLocaleLowerCase();
}

function Target({ conversation, checked, onToggle }: { conversation: Conversation; checked: boolean; onToggle(): void }) {
  const view = useCell(conversation.view);
  const name = useName(view);
  const other = view.type === "direct" ? otherOf(view) : undefined;
  return (
    <li>
      <label className="timeline-person">
        <input type="checkbox" className="ui-checkbox" checked={checked} onChange={onToggle} />
        {other ? <Avatar id={other.id} name={name} url={other.avatar_url} size={32} /> : <GroupAvatar id={view.id} name={name} size={32} />}
        <span className="timeline-person-name"><bdi>{name}</bdi></span>
      </label>
    </li>
  );
}
