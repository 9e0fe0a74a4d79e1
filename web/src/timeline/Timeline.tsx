import type { Conversation, MessageId, MessageView } from "@parley/client";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { parley, useCell } from "../app/parley.ts";
import { toConversation, toMessage } from "../app/routes.ts";
import { errorText } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Announcer } from "./Announcer.tsx";
import { TalkProvider } from "./context.ts";
import { EmptyConversation } from "./EmptyConversation.tsx";
import { MessageList } from "./MessageList.tsx";
import { atMessage, atUnread, END, unreadFrom } from "./places.ts";
import { rowsOf, type Row } from "./rows.ts";
import { TimelineSkeleton } from "./TimelineSkeleton.tsx";
import { TypingLine } from "./TypingLine.tsx";
import { usePlace } from "./usePlace.ts";
import { sayRefused, useMakeTalk } from "./useTalk.ts";
import { useUnreadLine } from "./useUnreadLine.ts";
import "./Timeline.css";

const MessageDialogs = lazy(() => import("./MessageDialogs.tsx"));

/** A conversation's messages. `at`: the ordinal to open at. */
export function Timeline({ conversation, at }: { conversation: Conversation; at?: number }) {
  return <TimelineOf key={conversation.id} conversation={conversation} at={at} />;
}

function TimelineOf({ conversation, at }: { conversation: Conversation; at?: number }) {
  const { t } = useTranslation("timeline");
  const view = useCell(conversation.timeline);
  const [location, go] = useLocation();
  const unread = useUnreadLine(conversation);
  const [opened] = useState(() => unreadFrom(conversation.view.get()));
  const place = usePlace(conversation, view, at !== undefined ? atMessage(at) : opened !== undefined ? atUnread(opened) : END);

  // After the first place is asked for: what is asked for first is loaded.
  useEffect(() => conversation.open(), [conversation]);

  const wasAt = useRef(at);
  useEffect(() => {
    if (at === wasAt.current) return;
    wasAt.current = at;
    if (at !== undefined) place.goTo(atMessage(at));
  }, [at, place]);

  const show = useCallback(async (id: MessageId) => {
    const known = conversation.timeline.get().items.find(({ message }) => message.id === id);
    try {
      const { ordinal } = known?.message ?? await parley.rest.get<MessageView>(`/messages/${id}`);
      place.goTo(atMessage(ordinal));
    } catch (error) {
      sayRefused(error);
    }
  }, [conversation, place]);

  const toEnd = useCallback(() => {
    if (at !== undefined && location === toMessage(conversation.id, at)) go(toConversation(conversation.id) + window.location.search, { replace: true });
    wasAt.current = undefined;
    place.goTo(END);
  }, [at, location, conversation, go, place]);

  const { talk, dialog, close } = useMakeTalk({
    conversation, show: (id) => { void show(id); }, markRead: unread.markRead, markUnread: ({ ordinal }) => unread.hold(ordinal),
  });

  const before = useRef<readonly Row[]>([]);
  const rows = rowsOf(view.items, unread.line, talk.me, before.current, view.hasBefore);
  useEffect(() => { before.current = rows; }, [rows]);

  const failed = view.error && !view.loading && (!view.loaded || !place.now);
  return (
    <section className="timeline" aria-label={t("messages")}>
      <TalkProvider value={talk}>
        {failed ? (
          <div className="timeline-middle">
            <EmptyState title={t("notLoaded")} text={errorText(view.error!.code)} action={<Button kind="primary" onClick={place.retry}>{t("retry")}</Button>} />
          </div>
        ) : !place.now ? <TimelineSkeleton />
          : rows.length === 0 && !view.hasBefore ? <EmptyConversation />
          : <MessageList key={place.now.key} place={place.now} rows={rows} view={view} unread={unread} onEnd={toEnd} goTo={place.goTo} />}
        <TypingLine conversation={conversation} />
        <Announcer conversation={conversation} />
        {dialog && <Suspense fallback={null}><MessageDialogs dialog={dialog} onClose={close} /></Suspense>}
      </TalkProvider>
    </section>
  );
}
