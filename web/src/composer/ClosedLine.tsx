import { Archive, Ban, Clock, Eye, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation, ParleyError } from "@parley/client";
import { parley } from "../app/parley.ts";
import { errorText, formatFull, formatTime } from "../i18n/format.ts";
import { Button, toast } from "../ui/index.ts";
import { unblock } from "./blocks.ts";
import type { Standing } from "./useStanding.ts";

const ICONS: Record<Exclude<Standing["kind"], "open">, LucideIcon> = { archived: Archive, outside: Eye, listening: Eye, silenced: Clock, blocking: Ban, blocked: Ban };

/** Where one cannot write: why, in a plain sentence, and what can be done about it. */
export function ClosedLine({ conversation, standing }: { conversation: Conversation; standing: Exclude<Standing, { kind: "open" }> }) {
  const { t } = useTranslation("composer");
  const [busy, setBusy] = useState(false);
  const Icon = ICONS[standing.kind];
  const action = actionOf(conversation, standing);

  async function act() {
    setBusy(true);
    try {
      await action!.act();
    } catch (error) {
      toast(errorText((error as ParleyError).code), { kind: "problem" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="composer-closed" role="status">
      <Icon aria-hidden="true" />
      <p>{t(`closed.${standing.kind}`, { ...standing, ...(standing.kind === "silenced" && { until: whenEnds(standing.until) }) })}</p>
      {action && <Button size="small" busy={busy} onClick={() => { void act(); }}>{t(action.label, { ...standing })}</Button>}
    </div>
  );
}

const whenEnds = (until: string) => (new Date(until).toDateString() === new Date().toDateString() ? formatTime(until) : formatFull(until));

function actionOf(conversation: Conversation, standing: Standing): { label: string; act(): Promise<unknown> } | undefined {
  const address = `/conversations/${conversation.id}`;
  switch (standing.kind) {
    case "archived": return standing.mayRestore ? { label: "closed.restore", act: () => parley.rest.patch(address, { archived: false }) } : undefined;
    case "outside": return standing.isPublic
      ? { label: "closed.join", act: async () => conversation.learn(await parley.rest.post(`${address}/join`)) } : undefined;
    case "blocking": return { label: "closed.unblock", act: () => unblock(standing.user) };
    case "blocked": return { label: "closed.again", act: () => parley.retry(standing.message) };
    default: return undefined;
  }
}
