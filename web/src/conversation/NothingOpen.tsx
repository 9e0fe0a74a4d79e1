import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Kbd } from "../ui/Kbd.tsx";

export function NothingOpen() {
  const { t } = useTranslation("app");
  return <div className="conversation-nothing"><EmptyState icon={<MessagesSquare />} title={t("nothingOpen")} text={<>{t("nothingOpenHint")} <Kbd keys="Mod+K" /></>} /></div>;
}
