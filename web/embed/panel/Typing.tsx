import type { Conversation } from "@parley/client";
import { useCell, useTalk } from "./talk.ts";

/** Who writes just now. */
export function Typing({ conversation }: { conversation: Conversation }) {
  const { parley, t } = useTalk();
  const typing = useCell(conversation.typing);
  const first = useCell(parley.people.person(typing[0] ?? parley.meId()))?.display_name ?? "…";
  const second = useCell(parley.people.person(typing[1] ?? parley.meId()))?.display_name ?? "…";
  const words = typing.length === 0 ? "" : typing.length === 1 ? t("typing1", { name: first }) : typing.length === 2 ? t("typing2", { name: first, other: second }) : t("typingMany");
  return <p className="typing">{words && <><span className="typing-dots" aria-hidden="true"><i /><i /><i /></span><span>{words}</span></>}</p>;
}
