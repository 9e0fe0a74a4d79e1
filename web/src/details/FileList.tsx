import type { Conversation, FileKind, FileView } from "@parley/client";
import { ArrowUpRight, Download, FolderOpen, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { formatBytes, formatWhen } from "../i18n/format.ts";
import { FileIcon } from "../media/FileIcon.tsx";
import { FileName } from "../media/FileName.tsx";
import { PeopleWaiting } from "../people/PeopleWaiting.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { LoadMore } from "../ui/LoadMore.tsx";
import { problemText } from "./act.ts";
import { useFiles } from "./useFiles.ts";
import { useJump } from "./useJump.ts";
import "../media/media.css";

/** Files of one kind: name, size, who sent it and when. */
export function FileList({ conversation, kind }: { conversation: Conversation; kind: FileKind }) {
  const { t } = useTranslation("details");
  const files = useFiles(conversation, kind);
  const { items, loaded, problem, busy, hasMore } = files;
  if (!loaded && problem) return <EmptyState icon={<WifiOff />} title={t("failed")} text={problemText(problem)} action={<Button onClick={files.reload}>{t("tryAgain")}</Button>} />;
  if (!loaded) return <PeopleWaiting rows={4} />;
  if (items.length === 0) return <EmptyState icon={<FolderOpen />} title={t(`noFiles.${kind}`)} text={t("noFilesHint")} />;
  return (
    <>
      <ul role="list" className="details-filelist" aria-label={t(`files.${kind}`)}>{items.map((file) => <FileRow key={`${file.id} ${file.message_id}`} file={file} conversation={conversation} />)}</ul>
      {hasMore && <LoadMore busy={busy} onMore={files.loadMore} problem={problem && problemText(problem)} />}
    </>
  );
}

function FileRow({ file, conversation }: { file: FileView; conversation: Conversation }) {
  const { t } = useTranslation("details");
  const jump = useJump(conversation.id);
  const sender = useCell(parley.people.person(file.uploader_id));
  return (
    <li className="details-file">
      <FileIcon kind={file.kind} name={file.name} />
      <span className="details-file-words">
        <FileName name={file.name} />
        <span className="details-muted details-small">{formatBytes(file.size)} · <bdi>{sender?.display_name ?? "…"}</bdi> · {formatWhen(file.created_at)}</span>
      </span>
      {file.message_id && <IconButton size="small" icon={<ArrowUpRight />} label={t("showMessage", { name: file.name })} onClick={() => jump(file.message_id!)} />}
      <a className="ui-icon-button ui-icon-button-small" href={file.url} download={file.name} aria-label={t("download", { name: file.name })}><Download aria-hidden="true" /></a>
    </li>
  );
}
