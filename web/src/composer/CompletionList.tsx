import { Hash, Lock, SquareSlash, UsersRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Avatar, classes, VisuallyHidden } from "../ui/index.ts";
import type { Suggestion } from "./suggestions.ts";
import type { Completion } from "./useCompletion.ts";

export const optionId = (list: string, at: number) => `${list}-${at}`;

interface Props { id: string; completion: Completion; onPick(suggestion: Suggestion): void }

/** Stands above the field, so that it never covers what is typed. The caret stays in the field; fingers and mice choose here too. */
export function CompletionList({ id, completion: { items, active, token }, onPick }: Props) {
  const { t } = useTranslation("composer");
  const chosen = useRef<HTMLLIElement>(null);
  useEffect(() => { chosen.current?.scrollIntoView({ block: "nearest" }); }, [active]); // Chromium answers with a promise
  return (
    <div className="composer-list" onPointerDown={(event) => event.preventDefault()}>
      <p className="composer-list-title" aria-hidden="true">{t(`list.${token.kind}`)}</p>
      <ul id={id} role="listbox" aria-label={t(`list.${token.kind}`)}>
        {items.map((item, at) => (
          <li
            key={item.id} id={optionId(id, at)} ref={at === active ? chosen : undefined} role="option" aria-selected={at === active}
            className={classes("composer-option", at === active && "composer-option-active")} onClick={() => onPick(item)}
          >
            <Option item={item} />
          </li>
        ))}
      </ul>
      <VisuallyHidden><span role="status">{t("suggestions", { count: items.length })}</span></VisuallyHidden>
    </div>
  );
}

function Option({ item }: { item: Suggestion }) {
  const { t } = useTranslation("composer");
  switch (item.kind) {
    case "person": return (
      <><Avatar id={item.person.id} name={item.person.name} url={item.person.url} size={24} />
        <span className="composer-option-name">{item.person.name}</span><span className="composer-option-more" dir="ltr">@{item.person.username}</span></>
    );
    case "crowd": return (
      <><span className="composer-option-icon" aria-hidden="true"><UsersRound /></span>
        <span className="composer-option-name" dir="ltr">@{item.word}</span><span className="composer-option-more">{t(`crowd.${item.word}`)}</span></>
    );
    case "emoji": return (
      <><span className="composer-option-emoji" aria-hidden="true">{item.emoji}</span><span className="composer-option-name">{item.label}</span><span className="composer-option-more" dir="ltr">:{item.name}:</span></>
    );
    case "channel": return (
      <><span className="composer-option-icon" aria-hidden="true">{item.isPrivate ? <Lock /> : <Hash />}</span>
        <span className="composer-option-name">{item.title}</span><span className="composer-option-more">{t("members", { count: item.members })}</span></>
    );
    case "command": return (
      <><span className="composer-option-icon" aria-hidden="true"><SquareSlash /></span>
        <span className="composer-option-name"><bdi dir="ltr">/{item.command.name}</bdi> {item.command.takesWords && <span className="composer-option-words">{t(`command.${item.command.name}.words`)}</span>}</span>
        <span className="composer-option-more">{t(`command.${item.command.name}.does`)}</span></>
    );
  }
}
