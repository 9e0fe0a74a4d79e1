import type { FileKind, FileView, OwnFiles as Page, ParleyError } from "@parley/client";
import { Archive, File, FileText, Image, Music, Trash2, Video, type LucideIcon } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { errorText, formatBytes, formatDate } from "../../i18n/format.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { LoadMore } from "../../ui/LoadMore.tsx";
import { Group, Row, Rows } from "../Group.tsx";
import { Loaded } from "../Loaded.tsx";
import { saySaved } from "../saved.ts";
import "./storage.css";

const ICONS: Record<FileKind, LucideIcon> = { image: Image, video: Video, audio: Music, document: FileText, archive: Archive, other: File };

/** One's own files, the newest first, with how much room they take; deleting one deletes it everywhere. */
export function OwnFiles() {
  const { t } = useTranslation("settings");
  const [page, setPage] = useState<Page>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [asked, ask] = useState<FileView>();

  const load = useCallback((cursor?: string | null) => {
    setBusy(true);
    setProblem(undefined);
    parley.rest.get<Page>("/files", { cursor, limit: 30 })
      .then((next) => setPage((now) => (now && cursor ? { ...next, items: [...now.items, ...next.items] } : next)), (error: ParleyError) => setProblem(errorText(error.code)))
      .finally(() => setBusy(false));
  }, []);
  useEffect(() => load(), [load]);

  const remove = async () => {
    const { id, size } = asked!;
    await parley.rest.delete(`/files/${id}`);
    setPage((now) => now && { ...now, used_bytes: Math.max(0, now.used_bytes - size), items: now.items.filter((file) => file.id !== id) });
    saySaved();
  };
  return (
    <Group title={t("storage.files")} hint={t("storage.filesHint")}>
      <Loaded remote={{ value: page, problem: page ? undefined : problem, reload: () => load() }} height={160}>{(own) => <>
        <Room used={own.used_bytes} workspace={own.workspace_used_bytes} quota={own.quota_bytes} />
        {own.items.length === 0 ? <p className="settings-hint">{t("storage.noFiles")}</p> : (
          <Rows label={t("storage.files")}>
            {own.items.map((file) => {
              const Icon = ICONS[file.kind];
              return (
                <Row
                  key={file.id} icon={file.thumbnail_url ? <img className="settings-thumb" src={file.thumbnail_url} alt="" loading="lazy" /> : <Icon />}
                  title={<a href={file.url} target="_blank" rel="noopener">{file.name}</a>}
                  text={[formatBytes(file.size), formatDate(file.created_at), !file.message_id && t("storage.unsent")].filter(Boolean).join(" · ")}
                >
                  <IconButton label={t("storage.deleteOne", { name: file.name })} icon={<Trash2 />} kind="danger" onClick={() => ask(file)} />
                </Row>
              );
            })}
          </Rows>
        )}
        {own.next_cursor && <LoadMore busy={isBusy} problem={problem} onMore={() => load(own.next_cursor)} />}
      </>}</Loaded>
      <ConfirmDialog
        open={asked !== undefined} onClose={() => ask(undefined)} title={t("storage.deleteTitle")} text={t("storage.deleteText")} names={asked && [asked.name]} confirm={t("storage.delete")}
        problemText={(error) => errorText((error as ParleyError).code)} onConfirm={remove}
      />
    </Group>
  );
}

/** The quota is the workspace's: its bar says how full that is, of which one's own is a part. */
function Room({ used, workspace, quota }: { used: number; workspace: number; quota: number | null }) {
  const { t } = useTranslation("settings");
  return (
    <div className="settings-room">
      <p>{t("storage.used", { size: formatBytes(used) })}</p>
      {quota !== null && <>
        <meter min={0} max={quota} value={workspace} high={quota * 0.9} aria-label={t("storage.workspace", { size: formatBytes(workspace), quota: formatBytes(quota) })} />
        <p className="settings-hint">{t("storage.workspace", { size: formatBytes(workspace), quota: formatBytes(quota) })}</p>
      </>}
    </div>
  );
}
