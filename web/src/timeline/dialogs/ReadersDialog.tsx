import type { ReaderView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../../app/parley.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useTalk } from "../context.ts";
import type { AboutMessage } from "./about.ts";
import { Loaded } from "./Loaded.tsx";
import { PersonLine } from "./PersonLine.tsx";
import { useLoaded } from "./useLoaded.ts";

/** Who has read one's message, and in conversations of a size that one can oversee, who has not. */
export function ReadersDialog({ message, onClose }: AboutMessage) {
  const { t } = useTranslation("timeline");
  const { conversation, me } = useTalk();
  const members = useCell(conversation.members);
  const loaded = useLoaded(() => parley.rest.all<ReaderView>(`/messages/${message.id}/readers`));
  return (
    <Dialog open onClose={onClose} size="small" title={t("readersTitle")}>
      <Loaded {...loaded}>
        {(readers) => {
          const read = new Set(readers.map(({ user_id }) => user_id));
          const others = [...members?.keys() ?? []].filter((id) => id !== me && !read.has(id));
          return (
            <>
              <h3 className="timeline-list-title">{t("readCount", { count: readers.length })}</h3>
              {readers.length > 0 && <ul role="list" className="timeline-people">{readers.map(({ user_id }) => <PersonLine key={user_id} id={user_id} onLeave={onClose} />)}</ul>}
              {others.length > 0 && <>
                <h3 className="timeline-list-title">{t("notReadCount", { count: others.length })}</h3>
                <ul role="list" className="timeline-people">{others.map((id) => <PersonLine key={id} id={id} onLeave={onClose} />)}</ul>
              </>}
            </>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
