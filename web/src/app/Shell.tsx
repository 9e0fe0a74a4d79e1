import type { UserView } from "@parley/client";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Switch, useLocation, useSearchParams } from "wouter";
import { NothingOpen } from "../conversation/NothingOpen.tsx";
import { Sidebar } from "../sidebar/Sidebar.tsx";
import { announceAway } from "./presence.ts";
import { AppDialogs } from "./AppDialogs.tsx";
import { Rail } from "./Rail.tsx";
import { routes } from "./routes.ts";
import { StateLine } from "./StateLine.tsx";
import { useBadges } from "./useBadges.ts";
import { FollowPermalink } from "./FollowPermalink.tsx";
import { PageSkeleton } from "./PageSkeleton.tsx";
import "./Shell.css";

const ConversationPage = lazy(() => import("../conversation/ConversationPage.tsx"));
const NotificationsPage = lazy(() => import("../notifications/NotificationsPage.tsx"));
const PeoplePage = lazy(() => import("../people/PeoplePage.tsx"));
const SavedPage = lazy(() => import("../saved/SavedPage.tsx"));
const SearchPage = lazy(() => import("../search/SearchPage.tsx"));
const SettingsPage = lazy(() => import("../settings/SettingsPage.tsx"));
const AdminPage = lazy(() => import("../admin/AdminPage.tsx"));

/** Rail, sidebar and the page beside them; on a phone one of the last two at a time. */
export function Shell({ me }: { me: UserView }) {
  const { t } = useTranslation("app");
  const [location] = useLocation();
  const [search] = useSearchParams();
  const message = search.get("message");
  useBadges();
  useEffect(announceAway, []);
  useEffect(() => {
    // Only what arrives is announced, and nothing does before the line is there: this may come late.
    let stop: (() => void) | undefined;
    let isOver = false;
    void import("../notifications/announce.ts").then(({ announceArrivals }) => { if (!isOver) stop = announceArrivals(); });
    return () => { isOver = true; stop?.(); };
  }, []);
  const view = location === routes.home ? "list" : location.startsWith("/c/") ? "conversation" : "page";
  return (
    <div className="shell" data-view={view}>
      <a className="shell-skip" href="#main">{t("skip")}</a>
      <StateLine />
      <Rail me={me} />
      <Sidebar />
      <main className="shell-main" id="main" tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>
          <Switch>
            <Route path={routes.home}>{message ? <FollowPermalink id={message} /> : <NothingOpen />}</Route>
            <Route path={routes.message}>{({ id, ordinal }) => <ConversationPage key={id} id={id} at={Number(ordinal) || undefined} />}</Route>
            <Route path={routes.conversation}>{({ id }) => <ConversationPage key={id} id={id} />}</Route>
            <Route path={routes.notifications}><NotificationsPage /></Route>
            <Route path={routes.people}><PeoplePage /></Route>
            <Route path={routes.saved}><SavedPage /></Route>
            <Route path={routes.search}><SearchPage /></Route>
            <Route path={routes.settings}><SettingsPage /></Route>
            <Route path={routes.admin}><AdminPage /></Route>
            <Route><Redirect to={isAdministration(location) ? "/admin" : routes.home} replace /></Route>
          </Switch>
        </Suspense>
      </main>
      <AppDialogs />
    </div>
  );
}

/** Addresses at which an older system had its administration (`/mrm-chat/admin/`); its chat's (`/aristay/api/chat/`) open the conversations. */
const isAdministration = (location: string) => /^\/[a-z-]+\/admin(\/|$)/.test(location);
