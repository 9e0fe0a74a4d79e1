import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import type { Remote } from "./useRemote.ts";

/** Draws what came; before that a quiet block of its height, and the reason with a way on where nothing came. */
export function Loaded<T>({ remote, height = 56, children }: { remote: Pick<Remote<T>, "value" | "problem" | "reload">; height?: number; children: (value: T) => ReactNode }) {
  const { t } = useTranslation("ui");
  if (remote.value !== undefined) return children(remote.value);
  if (!remote.problem) return <Skeleton height={height} />;
  return (
    <div className="settings-problem" role="alert">
      <p>{remote.problem}</p>
      <Button size="small" onClick={remote.reload}>{t("retry")}</Button>
    </div>
  );
}
