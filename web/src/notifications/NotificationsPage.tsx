import type { MessageView, NotificationView, ParleyError } from "@parley/client";
import { BellRing, CheckCheck, Settings, WifiOff } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { byDay } from "../app/byDay.ts";
import { PageFrame } from "../app/PageFrame.tsx";
import { parley, useCell } from "../app/parley.ts";
import { toConversation, toMessage } from "../app/routes.ts";
import { errorText, formatDay, formatNumber } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { LoadMore } from "../ui/LoadMore.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { toast } from "../ui/toasts.ts";
import { useRovingFocus } from "../ui/useRovingFocus.ts";
import { PeopleWaiting } from "../people/PeopleWaiting.tsx";
import { NotificationRow } from "./NotificationRow.tsx";
import { useNotifications } from "./useNotifications.ts";
import { WhyDialog } from "./WhyDialog.tsx";
import "./Notifications.css";

const fail = (error: unknown) => { toast(errorText((error as ParleyError).code), { kind: "problem" }); };

/** What happened for oneself: what is unread first, or everything of the last 90 days. */
export default function NotificationsPage() {
  const { t } = useTranslation("notifications");
  const [, go] = useLocation();
  const { unread_count: unread } = useCell(parley.notifications);
  const [tab, setTab] = useState("unread");
  return (
    <PageFrame
      title={t("title")}
      actions={<>
        <Button className="notices-all" aria-label={t("readAll")} icon={<CheckCheck />} disabled={unread === 0} onClick={() => { parley.rest.post("/notifications/read").catch(fail); }}>{t("readAll")}</Button>
        <IconButton icon={<Settings />} label={t("settings")} onClick={() => go("/settings/notifications")} />
      </>}
    >
      <Tabs
        label={t("title")} value={tab} onChange={setTab}
        tabs={[
          { id: "unread", label: t("unread"), count: unread ? formatNumber(unread) : undefined, content: <Notices unreadOnly /> },
          { id: "all", label: t("all"), content: <Notices /> },
        ]}
      />
    </PageFrame>
  );
}

function Notices({ unreadOnly = false }: { unreadOnly?: boolean }) {
  const { t } = useTranslation("notifications");
  const [, go] = useLocation();
  const notices = useNotifications(unreadOnly);
  const [why, explain] = useState<NotificationView>();
  const place = useRef<HTMLDivElement>(null);
  const roving = useRovingFocus(place, { typing: false });

  async function open(one: NotificationView) {
    if (one.read_at === null) notices.read([one.id]).catch(fail);
    if (!one.message_id) return go(toConversation(one.conversation_id));
    try {
      const { ordinal } = await parley.rest.get<MessageView>(`/messages/${one.message_id}`);
      go(toMessage(one.conversation_id, ordinal));
    } catch {
      go(toConversation(one.conversation_id)); // gone, or no line: what is there is shown
    }
  }

  const { items, loaded, problem, busy, hasMore } = notices;
  if (!loaded && problem) return <EmptyState icon={<WifiOff />} title={t("failed")} text={errorText(problem.code)} action={<Button onClick={notices.reload}>{t("tryAgain")}</Button>} />;
  if (!loaded) return <PeopleWaiting />;
  if (items.length === 0) return <EmptyState icon={<BellRing />} title={unreadOnly ? t("nothingUnread") : t("nothing")} text={t("nothingHint")} />;
  return (
    <>
      <div ref={place} className="notices" {...roving}>
        {byDay(items, (one) => one.updated_at).map((day) => (
          <section key={day.day} aria-label={formatDay(day.items[0]!.updated_at)}>
            <h2 className="notice-day">{formatDay(day.items[0]!.updated_at)}</h2>
            <ul role="list" className="notice-list">
              {day.items.map((one) => (
                <NotificationRow
                  key={one.id} one={one} onOpen={(it) => void open(it)} onWhy={explain}
                  onRead={(it) => { notices.read([it.id]).catch(fail); }} onRemove={(it) => { notices.remove(it.id).catch(fail); }}
                />
              ))}
            </ul>
          </section>
        ))}
        {hasMore && <LoadMore busy={busy} onMore={notices.loadMore} problem={problem && errorText(problem.code)} />}
      </div>
      {why?.message_id && <WhyDialog message={why.message_id} onClose={() => explain(undefined)} />}
    </>
  );
}
