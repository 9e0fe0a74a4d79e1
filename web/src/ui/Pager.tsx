import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./IconButton.tsx";
import "./LoadMore.css";

/** For cursors, which know only back and on; `text` says where one is. */
export function Pager({ text, onBack, onNext }: { text: string; onBack?: (() => void) | null; onNext?: (() => void) | null }) {
  const { t } = useTranslation("ui");
  return (
    <nav className="ui-pager" aria-label={t("pages")}>
      <span role="status">{text}</span>
      <IconButton size="small" label={t("previousPage")} icon={<ChevronLeft />} disabled={!onBack} onClick={() => onBack?.()} />
      <IconButton size="small" label={t("nextPage")} icon={<ChevronRight />} disabled={!onNext} onClick={() => onNext?.()} />
    </nav>
  );
}
