import type { MessageEditView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { formatFull } from "../../i18n/format.ts";
import { MessageText } from "../../text/MessageText.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import type { AboutMessage } from "./about.ts";
import { Loaded } from "./Loaded.tsx";
import { useLoaded } from "./useLoaded.ts";

/** What a message said before, the latest first. */
export function HistoryDialog({ message, onClose }: AboutMessage) {
  const { t } = useTranslation("timeline");
  const loaded = useLoaded(() => parley.rest.all<MessageEditView>(`/messages/${message.id}/edits`));
  return (
    <Dialog open onClose={onClose} title={t("historyTitle")}>
      <Loaded {...loaded}>
        {(edits) => (
          <ol role="list" className="timeline-history">
            <li><h3 className="timeline-list-title">{t("now")}</h3><MessageText text={message.content} /></li>
            {edits.toReversed().map((edit) => (
              <li key={edit.replaced_at}>
                <h3 className="timeline-list-title">{t("until", { time: formatFull(edit.replaced_at) })}</h3>
                <MessageText text={edit.content} />
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Dialog>
  );
}
