import type { Conversation, ConversationId, ParleyError } from "@parley/client";
import { Hash } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { PageSkeleton } from "../app/PageSkeleton.tsx";
import { useTitle } from "../app/pageTitle.ts";
import { usePanel } from "../app/panel.ts";
import { parley, useCell } from "../app/parley.ts";
import { tellPresence } from "../app/presence.ts";
import { Composer } from "../composer/Composer.tsx";
import { errorText } from "../i18n/format.ts";
import { useName } from "../sidebar/names.ts";
import { Timeline } from "../timeline/Timeline.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { toast } from "../ui/toasts.ts";
import { ConversationHeader } from "./ConversationHeader.tsx";
import { useBackSwipe } from "./useBackSwipe.ts";
import { useConversation } from "./useConversation.ts";
import "./Conversation.css";

const ThreadPanel = lazy(() => import("../thread/ThreadPanel.tsx"));
const InfoPanel = lazy(() => import("../details/InfoPanel.tsx"));
const SearchPanel = lazy(() => import("../search/SearchPanel.tsx"));

/** A conversation: its head, its messages, where one writes, and the panel at its side. */
export default function ConversationPage({ id, at }: { id: ConversationId; at?: number }) {
  const { t } = useTranslation("app");
  const found = useConversation(id);
  if (found.kind === "loading") return <PageSkeleton />;
  if (found.kind === "missing") return <EmptyState title={t("missing.title")} text={t("missing.text")} action={<Link to="/">{t("missing.back")}</Link>} />;
  if (found.kind === "failed") return <EmptyState title={errorText(found.error.code)} action={<Link to="/">{t("missing.back")}</Link>} />;
  return <Opened conversation={found.conversation} at={at} />;
}

function Opened({ conversation, at }: { conversation: Conversation; at?: number }) {
  const view = useCell(conversation.view);
  const name = useName(view);
  const [panel, openPanel] = usePanel();
  const swipe = useBackSwipe();
  useTitle(name);
  useEffect(() => conversation.open(), [conversation]);
  useEffect(() => { tellPresence(); }, [conversation]);
  useEffect(() => {
    if (!panel) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("[role=dialog], [role=alertdialog], [role=menu]")) return;
      openPanel(undefined);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [panel, openPanel]);
  return (
    <div className="conversation" data-panel={panel?.kind} ref={swipe}>
      <section className="conversation-column" aria-label={name}>
        <ConversationHeader conversation={conversation} name={name} />
        <Timeline conversation={conversation} at={at} />
        {view.my ? <Composer conversation={conversation} /> : <JoinBar conversation={conversation} name={name} />}
      </section>
      {panel && (
        <aside className="conversation-panel">
          <Suspense fallback={<PageSkeleton />}>
            {panel.kind === "thread" ? <ThreadPanel conversation={conversation} root={panel.root} key={panel.root} />
              : panel.kind === "search" ? <SearchPanel conversation={conversation} />
              : <InfoPanel conversation={conversation} kind={panel.kind} />}
          </Suspense>
        </aside>
      )}
    </div>
  );
}

/** A public conversation may be looked into before one joins it. */
function JoinBar({ conversation, name }: { conversation: Conversation; name: string }) {
  const { t } = useTranslation("app");
  const [isBusy, setBusy] = useState(false);
  const join = () => {
    setBusy(true);
    parley.rest.post(`/conversations/${conversation.id}/join`)
      .then(() => conversation.startOver(), (error: ParleyError) => toast(errorText(error.code), { kind: "problem" }))
      .finally(() => setBusy(false));
  };
  return (
    <div className="conversation-join">
      <Hash aria-hidden="true" /><p>{t("join.lookingInto", { name })}</p>
      <Button kind="primary" busy={isBusy} onClick={join}>{t("join.join")}</Button>
    </div>
  );
}
