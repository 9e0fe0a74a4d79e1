import type { ParleyError } from "@parley/client";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../i18n/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";

/** A list in a dialog: what is there, what is on its way, or why it is not. */
export function Loaded<T>({ value, error, retry, children }: { value: T | undefined; error: ParleyError | undefined; retry(): void; children(value: T): ReactNode }) {
  const { t } = useTranslation("timeline");
  if (value !== undefined) return children(value);
  if (error) return <div className="timeline-problem" role="alert"><p>{errorText(error.code)}</p><Button size="small" onClick={retry}>{t("retry")}</Button></div>;
  return <div aria-busy="true"><Skeleton lines={4} /></div>;
}
