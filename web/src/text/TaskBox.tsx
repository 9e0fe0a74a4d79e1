import { useTranslation } from "react-i18next";

/** A task in a list: it shows how things stood when it was written, and cannot be ticked. */
export function TaskBox({ done }: { done: boolean }) {
  const { t } = useTranslation("text");
  return <input type="checkbox" checked={done} readOnly tabIndex={-1} aria-disabled="true" aria-label={done ? t("taskDone") : t("taskOpen")} className="text-task" onClick={(event) => event.preventDefault()} />;
}
