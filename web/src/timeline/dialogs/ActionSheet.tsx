import { MessageSquareReply, MessagesSquare } from "lucide-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { QuickReactions } from "../../emoji/QuickReactions.tsx";
import { plainText } from "../../text/plainText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { actionsFor } from "../actions.ts";
import { useTalk } from "../context.ts";
import { CHOICES, savedChoice, type Choice } from "../MoreItems.tsx";
import { useIsSaved } from "../saved.ts";
import { useDoAction } from "../useDoAction.ts";
import type { AboutMessage } from "./about.ts";

const FIRST: Choice[] = [{ action: "reply", icon: <MessageSquareReply /> }, { action: "thread", icon: <MessagesSquare /> }];

/** What a long press opens: reactions in a row, and everything that can be done. */
export function ActionSheet({ message, onClose }: AboutMessage) {
  const { t } = useTranslation("timeline");
  const talk = useTalk();
  const act = useDoAction();
  const isSaved = useIsSaved(message.id);
  const can = actionsFor({ message }, talk.conversation.view.get(), talk.me, talk.thread);
  const groups = [FIRST, ...CHOICES].map((group) => group.filter(({ action }) => can.has(action))).filter((group) => group.length > 0);
  return (
    <Dialog open onClose={onClose} title={t("actions")} size="small" hideTitle className="timeline-sheet">
      {message.content && <p className="timeline-sheet-text" dir="auto">{plainText(message.content, 120)}</p>}
      {can.has("react") && <div className="timeline-sheet-emoji"><QuickReactions onReact={(emoji) => { onClose(); talk.react(message, emoji); }} /></div>}
      {groups.map((group, at) => (
        <Fragment key={at}>
          {at > 0 && <hr />}
          {group.map((choice) => (
            <button
              key={choice.action} type="button" className={choice.danger ? "timeline-sheet-item timeline-sheet-danger" : "timeline-sheet-item"}
              onClick={() => { onClose(); act(choice.action, message); }}
            >
              <span aria-hidden="true">{savedChoice(choice, isSaved).icon}</span>
              {t(choice.action === "save" && isSaved ? "do_unsave" : choice.action === "reply" || choice.action === "thread" ? choice.action : `do_${choice.action}`)}
            </button>
          ))}
        </Fragment>
      ))}
    </Dialog>
  );
}
