import type { ReactionView } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { formatNumber, formatWhen } from "../../i18n/format.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import type { AboutMessage } from "./about.ts";
import { Loaded } from "./Loaded.tsx";
import { PersonLine } from "./PersonLine.tsx";
import { useLoaded } from "./useLoaded.ts";

export function ReactionsDialog({ message, onClose }: AboutMessage) {
  const { t } = useTranslation("timeline");
  const [chosen, choose] = useState<string>();
  const loaded = useLoaded(() => parley.rest.all<ReactionView>(`/messages/${message.id}/reactions`));
  return (
    <Dialog open onClose={onClose} size="small" title={t("do_reactions")}>
      <Loaded {...loaded}>
        {(reactions) => {
          const emoji = [...new Set(reactions.map((one) => one.emoji))];
          const shown = reactions.filter((one) => !chosen || one.emoji === chosen);
          return (
            <>
              <div className="timeline-reactions" role="group" aria-label={t("reactions")}>
                <button type="button" className="timeline-reaction" aria-pressed={!chosen} onClick={() => choose(undefined)}>{t("all")} {formatNumber(reactions.length)}</button>
                {emoji.map((one) => (
                  <button key={one} type="button" className="timeline-reaction" aria-pressed={chosen === one} onClick={() => choose(one)}>
                    <span>{one}</span><span>{formatNumber(reactions.filter((reaction) => reaction.emoji === one).length)}</span>
                  </button>
                ))}
              </div>
              <ul role="list" className="timeline-people">
                {shown.map((one) => <PersonLine key={`${one.user_id} ${one.emoji}`} id={one.user_id} onLeave={onClose} after={<>{formatWhen(one.created_at)} <span className="timeline-person-emoji">{one.emoji}</span></>} />)}
              </ul>
            </>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
