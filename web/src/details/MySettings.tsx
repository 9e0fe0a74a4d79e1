import type { Conversation, ConversationNotificationsView, NotificationLevel } from "@parley/client";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { formatFull } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { Switch } from "../ui/Choice.tsx";
import { SelectField } from "../ui/Field.tsx";
import { Menu, MenuItem } from "../ui/Menu.tsx";
import { act } from "./act.ts";

const HOUR = 3_600_000;
const SPANS: [name: string, milliseconds: number | null][] = [["hour", HOUR], ["eightHours", 8 * HOUR], ["day", 24 * HOUR], ["week", 168 * HOUR], ["always", null]];
const FOR_EVER = "9000"; // what ends in a year beyond this never does

/** What one has set here for oneself; nobody else sees it. */
export function MySettings({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("details");
  const { my } = useCell(conversation.view);
  const [levels, setLevels] = useState<ConversationNotificationsView>();
  const path = `/conversations/${conversation.id}`;

  useEffect(() => {
    const leave = new AbortController();
    parley.rest.get<ConversationNotificationsView>(`${path}/notification-settings`, {}, leave.signal).then(setLevels, () => {}); // without a line the choice is not offered
    return () => leave.abort();
  }, [path]);

  if (!my) return null;
  const isMuted = my.muted_until !== null && my.muted_until > new Date().toISOString();
  const post = (what: string, body?: unknown) => void act(() => parley.rest.post(`${path}/${what}`, body));
  const setLevel = (level: NotificationLevel | null) => void act(async () => setLevels(await parley.rest.put<ConversationNotificationsView>(`${path}/notification-settings`, { level })));

  return (
    <section className="details-section" aria-label={t("mine")}>
      <h3 className="details-heading">{t("mine")}</h3>
      {levels && (
        <SelectField
          label={t("notifyMe")} value={levels.level ?? ""} onChange={(event) => setLevel((event.target.value || null) as NotificationLevel | null)}
          options={[{ value: "", label: levels.level === null ? t("levelDefaultIs", { level: t(`level.${levels.effective_level}`) }) : t("levelDefault") }, ...(["all", "mentions", "nothing"] as const).map((value) => ({ value, label: t(`level.${value}`) }))]}
        />
      )}
      <div className="details-mute">
        <span className="details-mute-words">
          <span>{t("mute")}</span>
          <span className="details-muted details-small">{!isMuted ? t("muteHint") : my.muted_until! > FOR_EVER ? t("mutedAlways") : t("mutedUntil", { when: formatFull(my.muted_until!) })}</span>
        </span>
        {isMuted ? <Button size="small" onClick={() => post("unmute")}>{t("unmute")}</Button> : (
          <Menu label={t("mute")} align="end" trigger={<Button size="small">{t("muteFor")}</Button>}>
            {SPANS.map(([name, span]) => (
              <MenuItem key={name} onSelect={() => post("mute", { until: span && new Date(Date.now() + span).toISOString() })}>{t(`span.${name}`)}</MenuItem>
            ))}
          </Menu>
        )}
      </div>
      <Switch label={t("pinned")} hint={t("pinnedHint")} checked={my.pinned} onChange={() => post(my.pinned ? "unpin" : "pin")} />
      <Switch label={t("archived")} hint={t("archivedHint")} checked={my.archived} onChange={() => post(my.archived ? "unarchive" : "archive")} />
    </section>
  );
}
