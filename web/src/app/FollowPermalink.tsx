import type { MessageContext, MessageId } from "@parley/client";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageSkeleton } from "./PageSkeleton.tsx";
import { parley } from "./parley.ts";
import { toMessage } from "./routes.ts";

/** A permalink names a message only; this finds its conversation and goes there. */
export function FollowPermalink({ id }: { id: MessageId }) {
  const { t } = useTranslation("app");
  const [, go] = useLocation();
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    const leave = new AbortController();
    parley.rest.get<MessageContext>(`/messages/${encodeURIComponent(id)}/context`, { limit: 1 }, leave.signal).then(
      ({ conversation, ordinal }) => go(toMessage(conversation.id, ordinal), { replace: true }),
      () => { if (!leave.signal.aborted) setMissing(true); });
    return () => leave.abort();
  }, [id, go]);
  return isMissing ? <EmptyState title={t("permalink.missing")} text={t("permalink.why")} /> : <PageSkeleton />;
}
