import type { Conversation } from "@parley/client";
import { useTranslation } from "react-i18next";
import { usePanel } from "../app/panel.ts";
import { PanelHead } from "../app/PanelHead.tsx";
import { Files } from "./Files.tsx";
import { Members } from "./Members.tsx";
import { Overview } from "./Overview.tsx";
import { Pins } from "./Pins.tsx";
import { Statistics } from "./Statistics.tsx";
import "./Details.css";

const parts = { info: Overview, members: Members, files: Files, pins: Pins, statistics: Statistics };

/** What a conversation is, who is in it, what is kept in it; each part a page of the panel. */
export default function InfoPanel({ conversation, kind }: { conversation: Conversation; kind: string }) {
  const { t } = useTranslation("details");
  const [, openPanel] = usePanel();
  const at = kind in parts ? kind as keyof typeof parts : "info";
  const Part = parts[at];
  return (
    <section className="details" aria-label={t(`part.${at}`)}>
      <PanelHead title={t(`part.${at}`)} back={at === "info" ? undefined : { label: t("back"), onBack: () => openPanel({ kind: "info" }) }} />
      <Part key={conversation.id} conversation={conversation} />
    </section>
  );
}
