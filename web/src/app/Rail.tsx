import type { UserView } from "@parley/client";
import { AtSign, Bell, Bookmark, MessagesSquare, Search, Settings, ShieldCheck, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { Badge } from "../ui/Badge.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import { MyMenu } from "./MyMenu.tsx";
import { parley, useCell } from "./parley.ts";
import { routes } from "./routes.ts";
import "./Rail.css";

/** The parts of the app; at the foot of the page on a phone. */
export function Rail({ me }: { me: UserView }) {
  const { t } = useTranslation("app");
  const [location] = useLocation();
  const { urgent, conversations } = useCell(parley.unread);
  const { unread_count: notifications } = useCell(parley.notifications);
  const entry = (to: string, name: string, icon: ReactNode, isCurrent: boolean, badge?: ReactNode) => (
    <Tooltip text={name} key={to}>
      <Link to={to} className="rail-entry" aria-current={isCurrent ? "page" : undefined}>{icon}<VisuallyHidden>{name}</VisuallyHidden>{badge}</Link>
    </Tooltip>
  );
  const isAdmin = me.role !== "member";
  return (
    <nav className="rail" aria-label={t("rail.name")}>
      {entry(routes.home, t("rail.conversations"), <MessagesSquare />, location === "/" || location.startsWith("/c/"),
        <Badge count={urgent} dot={urgent === 0 && conversations > 0} kind={urgent > 0 ? "mention" : "unread"} label={urgent > 0 ? t("rail.urgent", { count: urgent }) : t("rail.unread", { count: conversations })} />)}
      {entry(routes.notifications, t("rail.notifications"), notifications > 0 ? <Bell /> : <AtSign />, location === routes.notifications,
        <Badge count={notifications} kind="unread" label={t("rail.newNotifications", { count: notifications })} />)}
      {entry(routes.search, t("rail.search"), <Search />, location === routes.search)}
      {entry(routes.people, t("rail.people"), <Users />, location === routes.people)}
      {entry(routes.saved, t("rail.saved"), <Bookmark />, location === routes.saved)}
      <span className="rail-space" />
      {isAdmin && entry("/admin", t("rail.admin"), <ShieldCheck />, location.startsWith("/admin"))}
      {entry("/settings", t("rail.settings"), <Settings />, location.startsWith("/settings"))}
      <MyMenu me={me} />
    </nav>
  );
}
