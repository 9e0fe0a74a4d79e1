import type { Conversation, MessageId, MessageView, ParleyError } from "@parley/client";
import { X } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { usePanel } from "../app/panel.ts";
import { parley, useCell } from "../app/parley.ts";
import { toMessage } from "../app/routes.ts";
import { Composer } from "../composer/Composer.tsx";
import { errorText, formatNumber } from "../i18n/format.ts";
import { TalkProvider } from "../timeline/context.ts";
import { MessageRow } from "../timeline/MessageRow.tsx";
import { flash } from "../timeline/flash.ts";
import { rowsOf, type Row } from "../timeline/rows.ts";
import { SkeletonRows } from "../timeline/TimelineSkeleton.tsx";
import { sayRefused, useMakeTalk } from "../timeline/useTalk.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { useThreadKeys } from "./useThreadKeys.ts";
import { useRoot } from "./useRoot.ts";
import "../timeline/Timeline.css";
import "./Thread.css";

const MessageDialogs = lazy(() => import("../timeline/MessageDialogs.tsx"));

const NEAR_END = 48;

/** A message, the replies to it as they come, and where one answers. */
export default function ThreadPanel({ conversation, root }: { conversation: Conversation; root: MessageId }) {
  const { t } = useTranslation("thread");
  const [, openPanel] = usePanel();
  const [, go] = useLocation();
  const { message, error, retry } = useRoot(conversation, root);
  const timeline = useMemo(() => conversation.thread(root), [conversation, root]);
  const view = useCell(timeline.view);
  const canWrite = useCell(conversation.view).my !== null;
  const scroller = useRef<HTMLDivElement>(null);
  const close = useCallback(() => openPanel(undefined), [openPanel]);

  const show = useCallback((id: MessageId) => {
    if (flash(scroller.current, id, true)) return;
    parley.rest.get<MessageView>(`/messages/${id}`).then(({ ordinal }) => go(toMessage(conversation.id, ordinal)), sayRefused);
  }, [conversation, go]);
  const { talk, dialog, close: closeDialog } = useMakeTalk({ conversation, thread: root, show });

  const before = useRef<readonly Row[]>([]);
  const rows = rowsOf(view.items, undefined, talk.me, before.current, false);
  useEffect(() => { before.current = rows; }, [rows]);
  const rootRow = useMemo((): Row | undefined => message && { item: { message }, day: true, unread: 0, first: true, system: undefined }, [message]);
  const sticks = useRef(true);
  useLayoutEffect(() => { if (sticks.current && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight; }, [rows, rootRow]);
  const onKeyDown = useThreadKeys(scroller, talk, rows, rootRow);
  const failed = error ?? (view.error && !view.loading && !view.loaded ? view.error : undefined);

  return (
    <section className="thread" aria-label={t("title")}>
      <header className="thread-head">
        <h2>{t("title")}</h2>
        {message && <span className="thread-count" role="status">{t("replies", { count: view.loaded ? view.items.length : message.reply_count, n: formatNumber(view.loaded ? view.items.length : message.reply_count) })}</span>}
        {message && <Button size="small" kind="quiet" onClick={() => go(`${toMessage(conversation.id, message.ordinal)}${location.search}`)}>{t("showInConversation")}</Button>}
        <IconButton label={t("close")} keys="Escape" icon={<X />} onClick={close} />
      </header>
      <TalkProvider value={talk}>
        {failed ? <Failed error={failed} onRetry={() => { retry(); conversation.thread(root); }} /> : (
          <div
            ref={scroller} className="thread-scroller timeline-scroller" role="log" aria-live="off" aria-label={t("title")} tabIndex={0} aria-busy={!view.loaded} onKeyDown={onKeyDown}
            onScroll={({ currentTarget: at }) => { sticks.current = at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_END; }}
          >
            {rootRow ? <div className="thread-root"><MessageRow row={rootRow} /></div> : <SkeletonRows count={1} />}
            {!view.loaded ? <SkeletonRows count={3} />
              : rows.length === 0 ? <p className="thread-none">{t("none")}</p>
              : rows.map((row) => <MessageRow key={row.item.message.id} row={row} />)}
            <div className="timeline-foot" />
          </div>
        )}
        {dialog && <Suspense fallback={null}><MessageDialogs dialog={dialog} onClose={closeDialog} /></Suspense>}
      </TalkProvider>
      {canWrite && !failed && !message?.deleted_at && <Composer conversation={conversation} thread={root} />}
    </section>
  );
}

function Failed({ error, onRetry }: { error: ParleyError; onRetry(): void }) {
  const { t } = useTranslation("thread");
  return <div className="timeline-middle"><EmptyState title={t("notLoaded")} text={errorText(error.code)} action={<Button kind="primary" onClick={onRetry}>{t("retry")}</Button>} /></div>;
}
