import type { Conversation, ConversationView, ParleyError, UserView } from "@parley/client";
import { Hash, Lock, Search } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { parley, useCell } from "../app/parley.ts";
import { toConversation } from "../app/routes.ts";
import { errorText } from "../i18n/format.ts";
import { Avatar, GroupAvatar } from "../ui/Avatar.tsx";
import { classes } from "../ui/classes.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { toast } from "../ui/toasts.ts";
import { nameOf, otherOf } from "./names.ts";
import "./QuickSwitcher.css";

const SHOWN = 12;
const ASK_AFTER = 150; // ms after the last letter

interface Choice { key: string; name: string; hint: string; face: ReactNode; go(): Promise<string> | string }

/** Goes to a conversation or a person by a few letters of a name or a member. */
export default function QuickSwitcher({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("sidebar");
  const [, go] = useLocation();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const all = useCell(parley.conversations);
  const found = useFound(query);

  const choices = useMemo(() => {
    const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const fits = (text: string) => words.every((word) => text.includes(word));
    const mine = all.map((conversation) => ({ conversation, view: conversation.view.get() }))
      .filter(({ conversation, view }) => fits([nameOf(view, "", t("notes")), ...people(conversation, view)].join(" ").toLocaleLowerCase()))
      .sort((a, b) => Number(b.view.unread_count! > 0) - Number(a.view.unread_count! > 0) || starts(b.view, words) - starts(a.view, words));
    const withWhom = new Set(mine.map(({ view }) => (view.type === "direct" ? otherOf(view)?.id : undefined)));
    const known = new Set(all.map((conversation) => conversation.id));
    return [
      ...mine.map(({ view }): Choice => ({ key: view.id, name: nameOf(view, t("unnamed"), t("notes")), hint: t(`types.${view.type}`), face: <Face view={view} />, go: () => view.id })),
      ...found.conversations.filter((view) => !known.has(view.id)).map((view): Choice => ({
        key: view.id, name: nameOf(view, t("unnamed"), t("notes")), hint: t("notJoined"), face: <Face view={view} />, go: () => view.id,
      })),
      ...found.users.filter((user) => !withWhom.has(user.id)).map((user): Choice => ({
        key: user.id, name: user.display_name, hint: `@${user.username}`, face: <Avatar id={user.id} name={user.display_name} url={user.avatar_url} size={28} />,
        go: async () => (await parley.direct(user.id)).id,
      })),
    ].slice(0, SHOWN);
  }, [all, found, query, t]);

  const choose = async (choice: Choice | undefined) => {
    if (!choice) return;
    try {
      const target = await choice.go();
      onClose();
      go(toConversation(target));
    } catch (error) {
      toast(errorText((error as ParleyError).code), { kind: "problem" });
    }
  };
  const current = Math.min(at, choices.length - 1);
  return (
    <Dialog open onClose={onClose} title={t("jump")} hideTitle firstFocus={field} className="switcher">
      <div className="switcher-field">
        <Search aria-hidden="true" />
        <input
          ref={field} value={query} placeholder={t("jumpHint")} role="combobox" aria-label={t("jump")} aria-expanded="true" aria-controls={id} autoComplete="off"
          aria-activedescendant={choices[current] ? `${id}-${current}` : undefined} spellCheck={false}
          onChange={(event) => { setQuery(event.target.value); setAt(0); }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "ArrowDown") setAt((current + 1) % Math.max(1, choices.length));
            else if (event.key === "ArrowUp") setAt((current - 1 + choices.length) % Math.max(1, choices.length));
            else if (event.key === "Enter") void choose(choices[current]);
            else return;
            event.preventDefault();
          }}
        />
      </div>
      <ul role="listbox" id={id} aria-label={t("jump")} className="switcher-list">
        {choices.map((choice, index) => (
          <li
            key={choice.key} id={`${id}-${index}`} role="option" aria-selected={index === current} className={classes("switcher-choice", index === current && "switcher-current")}
            onPointerMove={() => setAt(index)} onClick={() => void choose(choice)}
          >
            {choice.face}<bdi className="switcher-name">{choice.name}</bdi><span className="switcher-hint">{choice.hint}</span>
          </li>
        ))}
      </ul>
      {choices.length === 0 && <p role="status" className="switcher-none">{t("nothingFound")}</p>}
    </Dialog>
  );
}

const people = (conversation: Conversation, view: ConversationView): string[] => [
  ...(view.direct_with ?? []).map(({ username, display_name }) => `${username} ${display_name}`),
  ...[...conversation.members.get()?.values() ?? []].map(({ username, display_name }) => `${username} ${display_name}`),
];

const starts = (view: ConversationView, words: string[]) => Number(words.length > 0 && nameOf(view, "", "").toLocaleLowerCase().startsWith(words[0]!));

function Face({ view }: { view: ConversationView }) {
  const other = view.type === "direct" ? otherOf(view) : undefined;
  if (other) return <Avatar id={other.id} name={other.display_name} url={other.avatar_url} size={28} />;
  if (view.type === "group") return <GroupAvatar id={view.id} name={view.title ?? ""} size={28} />;
  return <span className="sidebar-sign" aria-hidden="true">{view.visibility === "private" ? <Lock /> : <Hash />}</span>;
}

/** People and public conversations of the workspace; an answer that came too late is dropped. */
function useFound(query: string): { users: UserView[]; conversations: ConversationView[] } {
  const [found, setFound] = useState<{ users: UserView[]; conversations: ConversationView[] }>({ users: [], conversations: [] });
  useEffect(() => {
    const wanted = query.trim();
    if (!wanted) return setFound({ users: [], conversations: [] });
    const leave = new AbortController();
    const timer = setTimeout(() => {
      Promise.all([
        parley.rest.get<{ items: UserView[] }>("/users", { query: wanted, limit: SHOWN }, leave.signal),
        parley.rest.get<{ items: ConversationView[] }>("/conversations", { visibility: "public", query: wanted, limit: SHOWN }, leave.signal),
      ]).then(
        ([users, conversations]) => setFound({ users: users.items, conversations: conversations.items }),
        () => setFound({ users: [], conversations: [] })); // without a network what is known here is searched
    }, ASK_AFTER);
    return () => { clearTimeout(timer); leave.abort(); };
  }, [query]);
  return found;
}
