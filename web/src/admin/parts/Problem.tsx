import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ParleyError } from "@parley/client";
import { errorText } from "../../i18n/format.ts";
import { Button, EmptyState } from "../../ui/index.ts";

/** A refusal in the person's words; for wrong fields the server's own sentence, which names them, follows. */
export function problemText(error: unknown): string {
  if (!(error instanceof ParleyError)) throw error;
  const details = [error.message, ...Object.values(error.fields).flat()].filter((text) => text);
  return error.code === "validation_failed" || error.code === "invalid_text" ? `${errorText(error.code)} ${[...new Set(details)].join(" ")}` : errorText(error.code);
}

/** Instead of what could not be loaded. */
export function Problem({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { t } = useTranslation("ui");
  return <div role="alert"><EmptyState icon={<CircleAlert />} title={problemText(error)} action={<Button onClick={onRetry}>{t("retry")}</Button>} /></div>;
}
