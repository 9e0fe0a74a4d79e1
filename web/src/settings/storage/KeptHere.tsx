import type { UserView } from "@parley/client";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../../app/parley.ts";
import { formatBytes } from "../../i18n/format.ts";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { Group } from "../Group.tsx";
import { saySaved } from "../saved.ts";
import { countKept, forgetKept } from "./kept.ts";

/** What opens without a network, and the way to forget it. */
export function KeptHere() {
  const { t } = useTranslation("settings");
  const me = useCell(parley.me) as UserView;
  const unsent = useCell(parley.unsent).length;
  const [kept, setKept] = useState<{ conversations: number; bytes: number | undefined }>();
  const [isAsking, ask] = useState(false);
  useEffect(() => { void countKept(me.id).then(setKept); }, [me.id]);
  return (
    <Group title={t("storage.here")} hint={t("storage.hereHint")}>
      {kept && <p>{t("storage.kept", { count: kept.conversations })}{kept.bytes !== undefined && ` · ${formatBytes(kept.bytes)}`}</p>}
      {unsent > 0 && <p className="settings-hint">{t("storage.waiting", { count: unsent })}</p>}
      <div className="settings-actions"><Button onClick={() => ask(true)}>{t("storage.forget")}</Button></div>
      <ConfirmDialog
        open={isAsking} onClose={() => ask(false)} title={t("storage.forgetTitle")} text={t("storage.forgetText")} confirm={t("storage.forget")}
        onConfirm={async () => { await forgetKept(me.id); setKept(await countKept(me.id)); saySaved(); }}
      />
    </Group>
  );
}
