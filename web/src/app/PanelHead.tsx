import { ArrowLeft, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/IconButton.tsx";
import { usePanel } from "./panel.ts";
import "./PanelHead.css";

/** The head of what stands beside a timeline: its name, a way back to the overview where it has one, a way out. */
export function PanelHead({ title, back, children }: { title: string; back?: { label: string; onBack(): void }; children?: ReactNode }) {
  const { t } = useTranslation("ui");
  const [, openPanel] = usePanel();
  return (
    <header className="panel-head">
      {back && <IconButton icon={<ArrowLeft />} label={back.label} onClick={back.onBack} className="panel-back" />}
      <h2 className="panel-title">{title}</h2>
      {children}
      <IconButton icon={<X />} label={t("close")} onClick={() => openPanel(undefined)} />
    </header>
  );
}
