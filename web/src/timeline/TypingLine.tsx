import type { Conversation, UserId } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { formatList } from "../i18n/format.ts";

const NAMED = 2;

/** "Ada and Grace are typing…"; its place is kept, so that nothing moves when somebody begins. */
export function TypingLine({ conversation }: { conversation: Conversation }) {
  const typing = useCell(conversation.typing);
  return <div className="timeline-typing" aria-live="off">{typing.length > 0 && <Typing who={typing} />}</div>;
}

function Typing({ who }: { who: readonly UserId[] }) {
  const { t } = useTranslation("timeline");
  const first = useCell(parley.people.person(who[0]!)), second = useCell(parley.people.person(who[1] ?? who[0]!));
  const names = [first, second].slice(0, Math.min(NAMED, who.length)).map((person) => person?.display_name ?? "…");
  const text = who.length > NAMED ? t("typingMany", { count: who.length }) : t("typing", { count: who.length, names: formatList(names) });
  return <><span className="timeline-typing-dots" aria-hidden="true"><i /><i /><i /></span><span>{text}</span></>;
}
