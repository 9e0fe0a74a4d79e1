import type { MessageView, ReactionCount, ReactionView } from "@parley/client";
import { SmilePlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { formatList, formatNumber } from "../i18n/format.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { useTalk } from "./context.ts";
import { may } from "./may.ts";

const NAMED = 8;

/** Emoji under a message with their counts; pressing one puts one's own to it or takes it back. */
export function Reactions({ message }: { message: MessageView }) {
  if (message.reactions.length === 0) return null;
  return <ReactionRow message={message} />;
}

function ReactionRow({ message }: { message: MessageView }) {
  const { t } = useTranslation("timeline");
  const { conversation, react, ask } = useTalk();
  const allowed = may(useCell(conversation.view), "react");
  return (
    <div className="timeline-reactions" role="group" aria-label={t("reactions")}>
      {message.reactions.map((reaction) => (
        <Tooltip key={reaction.emoji} text={<Reacted message={message} reaction={reaction} />}>
          <button
            type="button" className="timeline-reaction" aria-pressed={reaction.mine ?? false} disabled={!allowed}
            aria-label={t("reaction", { emoji: reaction.emoji, count: reaction.count })} onClick={() => react(message, reaction.emoji)}
            onContextMenu={(event) => { event.preventDefault(); ask({ kind: "reactions", message }); }}
          >
            <span aria-hidden="true">{reaction.emoji}</span><span aria-hidden="true">{formatNumber(reaction.count)}</span>
          </button>
        </Tooltip>
      ))}
      {allowed && <IconButton size="small" className="timeline-react-more" label={t("react")} icon={<SmilePlus />} onClick={() => ask({ kind: "picker", message })} />}
    </div>
  );
}

/** Asked for when somebody hovers, not before. */
function Reacted({ message, reaction }: { message: MessageView; reaction: ReactionCount }) {
  const { t } = useTranslation("timeline");
  const { me } = useTalk();
  const [who, setWho] = useState<ReactionView[]>();
  const asked = useRef("");
  const now = `${message.id} ${reaction.count}`;
  useEffect(() => {
    if (asked.current === now) return;
    asked.current = now;
    parley.rest.all<ReactionView>(`/messages/${message.id}/reactions`).then(
      async (all) => {
        const mine = all.filter(({ emoji }) => emoji === reaction.emoji);
        for (const { user_id } of mine.slice(0, NAMED)) parley.people.person(user_id);
        setWho(mine);
      },
      () => setWho([]), // the count alone is said then
    );
  }, [now, message.id, reaction.emoji]);
  if (!who || who.length === 0) return <>{t("reaction", { emoji: reaction.emoji, count: reaction.count })}</>;
  return <Names ids={who.slice(0, NAMED).map(({ user_id }) => user_id)} more={who.length - NAMED} emoji={reaction.emoji} me={me} />;
}

function Names({ ids, more, emoji, me }: { ids: string[]; more: number; emoji: string; me: string }) {
  const { t } = useTranslation("timeline");
  const [, again] = useState(0);
  useEffect(() => {
    const stops = ids.map((id) => parley.people.person(id).subscribe(() => again((n) => n + 1)));
    return () => { for (const stop of stops) stop(); };
  }, [ids.join()]);
  const names = ids.map((id) => (id === me ? t("you") : parley.people.person(id).get()?.display_name ?? "…"));
  if (more > 0) names.push(t("others", { count: more }));
  return <>{t("reactedWith", { names: formatList(names), emoji })}</>;
}
