import { ArrowLeft } from "lucide-react";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { useTitle } from "../app/pageTitle.ts";
import { PageSkeleton } from "../app/PageSkeleton.tsx";
import { isSection, sections, type SectionName } from "./sections.ts";
import { SavedNote } from "./SavedNote.tsx";
import "./settings.css";

const pages = {
  profile: lazy(() => import("./profile/ProfileSection.tsx")),
  devices: lazy(() => import("./DevicesSection.tsx")),
  notifications: lazy(() => import("./notifications/NotificationsSection.tsx")),
  appearance: lazy(() => import("./AppearanceSection.tsx")),
  language: lazy(() => import("./LanguageSection.tsx")),
  privacy: lazy(() => import("./PrivacySection.tsx")),
  tokens: lazy(() => import("./tokens/TokensSection.tsx")),
  storage: lazy(() => import("./storage/StorageSection.tsx")),
  about: lazy(() => import("./AboutSection.tsx")),
} satisfies Record<SectionName, unknown>;

/** The list of sections beside the open one; where there is no room for both, the list and then the section. */
export default function SettingsPage() {
  const { t } = useTranslation("settings");
  const [location] = useLocation();
  const asked = location.split("/")[2];
  const isChosen = isSection(asked);
  const name = isChosen ? asked : "profile";
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(name);
  const Page = pages[name];
  useTitle(t(`sections.${name}`));

  // Whoever walks by keyboard or listens begins at the new section, not at the list that may be gone.
  useEffect(() => {
    if (shown.current !== name) heading.current?.focus();
    shown.current = name;
  }, [name]);

  return (
    <div className="settings" data-chosen={isChosen || undefined}>
      <nav className="settings-nav" aria-label={t("title")}>
        <p className="settings-nav-title">{t("title")}</p>
        <ul role="list">
          {sections.map(({ name: other, Icon }) => (
            <li key={other}>
              <Link to={`/settings/${other}`} className="settings-nav-entry" aria-current={other === name ? "page" : undefined}>
                <Icon aria-hidden="true" />
                <span>{t(`sections.${other}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="settings-page">
        <header className="settings-head">
          <Link to="/settings" className="settings-back" aria-label={t("back")}><ArrowLeft aria-hidden="true" className="settings-back-icon" /></Link>
          <h1 ref={heading} tabIndex={-1} className="settings-heading">{t(`sections.${name}`)}</h1>
          <SavedNote />
        </header>
        <div className="settings-body" key={name}>
          <Suspense fallback={<PageSkeleton />}><Page /></Suspense>
        </div>
      </div>
    </div>
  );
}
