import type { MessageView } from "@parley/client";
import { Bookmark, BookmarkX, Copy, Eye, Flag, Forward, History, Link, MailQuestionMark, Pencil, Pin, PinOff, SmilePlus, Trash2 } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MenuItem, MenuSeparator } from "../ui/Menu.tsx";
import type { Action } from "./actions.ts";
import { useDoAction } from "./useDoAction.ts";
import { useIsSaved } from "./saved.ts";

export interface Choice { action: Action; icon: ReactNode; keys?: string; danger?: boolean }

/** Everything beside reacting, answering and the thread, in groups. */
export const CHOICES: Choice[][] = [
  [
    { action: "edit", icon: <Pencil />, keys: "E" },
    { action: "forward", icon: <Forward /> },
    { action: "pin", icon: <Pin /> },
    { action: "unpin", icon: <PinOff /> },
    { action: "save", icon: <Bookmark /> },
    { action: "markUnread", icon: <MailQuestionMark /> },
  ],
  [
    { action: "copyText", icon: <Copy /> },
    { action: "copyLink", icon: <Link /> },
  ],
  [
    { action: "reactions", icon: <SmilePlus /> },
    { action: "readers", icon: <Eye /> },
    { action: "history", icon: <History /> },
  ],
  [
    { action: "report", icon: <Flag /> },
    { action: "delete", icon: <Trash2 />, keys: "Delete", danger: true },
  ],
];

export const savedChoice = (choice: Choice, isSaved: boolean): Choice => (choice.action === "save" && isSaved ? { ...choice, icon: <BookmarkX /> } : choice);

export function MoreItems({ message, can }: { message: MessageView; can: ReadonlySet<Action> }) {
  const { t } = useTranslation("timeline");
  const act = useDoAction();
  const isSaved = useIsSaved(message.id);
  const groups = CHOICES.map((group) => group.filter(({ action }) => can.has(action))).filter((group) => group.length > 0);
  return groups.map((group, at) => (
    <Fragment key={at}>
      {at > 0 && <MenuSeparator />}
      {group.map((choice) => (
        <MenuItem key={choice.action} icon={savedChoice(choice, isSaved).icon} keys={choice.keys} danger={choice.danger} onSelect={() => act(choice.action, message)}>
          {t(choice.action === "save" && isSaved ? "do_unsave" : `do_${choice.action}`)}
        </MenuItem>
      ))}
    </Fragment>
  ));
}
