import type { Conversation, MessageId } from "@parley/client";
import { composerKey } from "./intent.ts";
import { ClosedLine } from "./ClosedLine.tsx";
import { OpenComposer } from "./OpenComposer.tsx";
import { useStanding } from "./useStanding.ts";
import "./composer.css";

/** Where messages are written: at the foot of a conversation, or of a thread in it. */
export function Composer({ conversation, thread }: { conversation: Conversation; thread?: MessageId }) {
  const standing = useStanding(conversation);
  return standing.kind === "open"
    ? <OpenComposer key={composerKey(conversation.id, thread)} conversation={conversation} thread={thread} />
    : <ClosedLine conversation={conversation} standing={standing} />;
}
