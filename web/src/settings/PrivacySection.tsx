import type { BlockView, ParleyError, WarningView } from "@parley/client";
import { TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { errorText, formatDate } from "../i18n/format.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/toasts.ts";
import { Group, Row, Rows } from "./Group.tsx";
import { Loaded } from "./Loaded.tsx";
import { useRemoteList } from "./useRemote.ts";

/** Whom one keeps away, and what moderators told one. */
export default function PrivacySection() {
  const { t } = useTranslation("settings");
  const blocks = useRemoteList<BlockView>("/me/blocks");
  const warnings = useRemoteList<WarningView>("/me/warnings");
  useEffect(() => parley.on("block_updated", blocks.reload), [blocks.reload]);
  useEffect(() => parley.on("warning_received", warnings.reload), [warnings.reload]);

  const change = (block: BlockView, act: "put" | "delete") => parley.rest[act](`/me/blocks/${block.user_id}`).then(() => {
    blocks.reload();
    if (act === "delete") toast(t("privacy.unblocked", { name: block.display_name }), { action: { label: t("undo"), onAct: () => void change(block, "put") } });
  }, (error: ParleyError) => toast(errorText(error.code), { kind: "problem" }));

  return (
    <div className="settings-sections">
      <Group title={t("privacy.blocked")} hint={t("privacy.blockedHint")}>
        <Loaded remote={blocks}>{(list) => list.length === 0 ? <p className="settings-hint">{t("privacy.nobodyBlocked")}</p> : (
          <Rows label={t("privacy.blocked")}>
            {list.map((block) => (
              <Row
                key={block.user_id} icon={<Face id={block.user_id} name={block.display_name} />} title={block.display_name}
                text={<><bdi dir="ltr">@{block.username}</bdi> · {t("privacy.since", { when: formatDate(block.created_at) })}</>}
              >
                <Button size="small" aria-label={t("privacy.unblockOne", { name: block.display_name })} onClick={() => void change(block, "delete")}>{t("privacy.unblock")}</Button>
              </Row>
            ))}
          </Rows>
        )}</Loaded>
      </Group>
      <Group title={t("privacy.warnings")} hint={t("privacy.warningsHint")}>
        <Loaded remote={warnings}>{(list) => list.length === 0 ? <p className="settings-hint">{t("privacy.noWarnings")}</p> : (
          <Rows label={t("privacy.warnings")}>
            {list.map((warning) => (
              <Row key={warning.id} icon={<TriangleAlert />} title={t(`reasons.${warning.reason}`)} text={[formatDate(warning.created_at), warning.note].filter(Boolean).join(" · ")} />
            ))}
          </Rows>
        )}</Loaded>
      </Group>
    </div>
  );
}

function Face({ id, name }: { id: string; name: string }) {
  const person = useCell(parley.people.person(id));
  return <Avatar id={id} name={name} url={person?.avatar_url ?? null} size={36} />;
}
