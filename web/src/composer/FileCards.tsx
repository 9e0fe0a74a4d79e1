import { useTranslation } from "react-i18next";
import type { FileKind } from "@parley/client";
import { useCell } from "../app/parley.ts";
import { errorText, formatBytes } from "../i18n/format.ts";
import { UploadCard } from "../media/UploadCard.tsx";
import type { Desk } from "./desk.ts";
import type { DeskFile } from "./deskFiles.ts";
import { useFileLimits } from "./useFileLimits.ts";

/** The files that go with the next message. */
export function FileCards({ desk }: { desk: Desk }) {
  const { t } = useTranslation("composer");
  const files = useCell(desk.files.list);
  if (files.length === 0) return null;
  return (
    <ul className="composer-files" role="list" aria-label={t("files", { count: files.length })}>
      {files.map((file) => <li key={file.id}><Card desk={desk} file={file} /></li>)}
    </ul>
  );
}

function Card({ desk, file }: { desk: Desk; file: DeskFile }) {
  const { t } = useTranslation("composer");
  const progress = useCell(desk.files.progress(file.id));
  const limits = useFileLimits();
  const problem = file.fault && (file.fault.code === "file_too_large" && limits
    ? t("tooLarge", { size: formatBytes(file.size), most: formatBytes(limits.maxBytes) }) : errorText(file.fault.code));
  return (
    <UploadCard
      name={file.name} size={file.size} kind={kindOf(file)} preview={file.preview ?? file.attachment?.thumbnail_url} state={file.state} progress={progress} problem={problem}
      onRemove={() => desk.files.remove(file.id)} onRetry={file.fault?.again ? () => desk.files.retry(file.id) : undefined}
    />
  );
}

function kindOf({ type, attachment }: DeskFile): FileKind {
  if (attachment) return attachment.kind;
  const main = type.split("/")[0];
  if (main === "image" || main === "video" || main === "audio") return main;
  return main === "text" || /pdf|document|word|sheet|presentation/.test(type) ? "document" : /zip|tar|compressed|rar/.test(type) ? "archive" : "other";
}
