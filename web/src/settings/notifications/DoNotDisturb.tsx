import { useTranslation } from "react-i18next";
import { formatFull } from "../../i18n/format.ts";
import { Button } from "../../ui/Button.tsx";

const CHOICES = ["30m", "1h", "4h", "tomorrow", "monday"] as const;
const MORNING = 8; // o'clock

/** Holds pushes until a moment. */
export function DoNotDisturb({ until, error, onChange }: { until: string | null; error?: string; onChange(until: string | null): void }) {
  const { t } = useTranslation("settings");
  if (until && Date.parse(until) > Date.now()) {
    return (
      <div className="settings-notice" role="status">
        <p>{t("notifications.pausedUntil", { when: formatFull(until) })}</p>
        <div className="settings-actions"><Button size="small" onClick={() => onChange(null)}>{t("notifications.resume")}</Button></div>
      </div>
    );
  }
  return (
    <>
      <div className="settings-actions" role="group" aria-label={t("notifications.pause")}>
        {CHOICES.map((choice) => <Button key={choice} size="small" onClick={() => onChange(endOf(choice).toISOString())}>{t(`notifications.pauses.${choice}`)}</Button>)}
      </div>
      {error && <p className="settings-wrong" role="alert">{error}</p>}
    </>
  );
}

function endOf(choice: (typeof CHOICES)[number]): Date {
  const end = new Date();
  if (choice === "tomorrow" || choice === "monday") {
    end.setDate(end.getDate() + (choice === "tomorrow" ? 1 : ((8 - end.getDay()) % 7) || 7));
    end.setHours(MORNING, 0, 0, 0);
  } else end.setMinutes(end.getMinutes() + { "30m": 30, "1h": 60, "4h": 240 }[choice]);
  return end;
}
