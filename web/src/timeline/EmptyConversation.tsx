import type { Conversation, UserId } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { formatNumber } from "../i18n/format.ts";
import { otherOf, useName } from "../sidebar/names.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { useTalk } from "./context.ts";
import { may } from "./may.ts";

const SHOWN = 5;

/** Who is here, one sentence, and a first message to send. */
export function EmptyConversation() {
  const { t } = useTranslation("timeline");
  const { conversation, me } = useTalk();
  const view = useCell(conversation.view);
  const name = useName(view);
  const people = usePeopleOf(conversation).filter((id) => id !== me || view.type !== "direct");
  const other = otherOf(view);
  const isNotes = view.type === "direct" && (!other || other.id === me);
  const hello = isNotes ? t("firstNote") : view.type === "direct" ? t("firstHello", { name: other!.display_name }) : t("firstTopic", { name });
  return (
    <div className="timeline-middle">
      <div className="timeline-empty">
        <div className="timeline-empty-people">
          {people.slice(0, SHOWN).map((id) => <Face key={id} id={id} />)}
          {view.member_count > SHOWN && people.length > 0 && <span className="timeline-empty-more">+{formatNumber(view.member_count - SHOWN)}</span>}
        </div>
        <h2><bdi>{name}</bdi></h2>
        <p>{isNotes ? t("emptyNotes") : view.type === "direct" ? t("emptyDirect", { name: other!.display_name }) : t("emptyGroup", { count: view.member_count })}</p>
        {view.description && <p className="timeline-beginning-about" dir="auto">{view.description}</p>}
        {may(view, "post") && <Button kind="primary" onClick={() => { conversation.send(hello); }}>{t("sendFirst", { text: hello })}</Button>}
      </div>
    </div>
  );
}

function usePeopleOf(conversation: Conversation): UserId[] {
  const members = useCell(conversation.members), view = useCell(conversation.view);
  return members ? [...members.keys()] : (view.direct_with ?? []).map(({ id }) => id);
}

function Face({ id }: { id: UserId }) {
  const person = useCell(parley.people.person(id)), presence = useCell(parley.people.presence(id));
  return <Avatar id={id} name={person?.display_name ?? ""} url={person?.avatar_url} size={56} presence={presence?.status ?? null} named />;
}
