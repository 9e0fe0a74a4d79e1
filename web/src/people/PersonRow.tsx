import type { UserView } from "@parley/client";
import { MessageSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { openDialog } from "../app/dialogs.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { PersonPresence } from "./PersonPresence.tsx";
import { StatusLine } from "./StatusLine.tsx";
import { useMessage } from "./useMessage.ts";
import "./People.css";

/** The account type of whoever signs up; it says nothing. */
export const USUAL_TYPE = "member";

/** One of the directory: who, how reachable, what they are; a click shows more. */
export function PersonRow({ person, isMe, isBlocked }: { person: UserView; isMe: boolean; isBlocked: boolean }) {
  const { t } = useTranslation("people");
  const [message, isOpening] = useMessage();
  const tags = [isMe && t("you"), person.role !== "member" && t(`role.${person.role}`), person.account_type !== USUAL_TYPE && person.account_type, person.disabled && t("disabled"), isBlocked && t("blocked")];
  return (
    <li className="people-row">
      <button type="button" className="people-row-main" data-roving={person.display_name} tabIndex={-1} onClick={() => openDialog({ kind: "profile", id: person.id })}>
        <PersonPresence person={person} size={40} />
        <span className="people-row-words">
          <span className="people-row-name">
            <bdi className="people-name">{person.display_name}</bdi>
            {tags.filter(Boolean).map((tag) => <span key={String(tag)} className="people-tag">{tag}</span>)}
          </span>
          <span className="people-row-text"><bdi>@{person.username}</bdi><StatusLine person={person} /></span>
        </span>
      </button>
      {!person.disabled && !isBlocked && (
        <IconButton icon={<MessageSquare />} label={isMe ? t("openNotes") : t("messageTo", { name: person.display_name })} busy={isOpening} onClick={() => message(person.id)} />
      )}
    </li>
  );
}
