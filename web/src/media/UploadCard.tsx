import { RotateCw, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FileKind } from "../../../sdk/js/src/protocol.ts";
import { formatBytes, formatPercent } from "../i18n/format.ts";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import { FileIcon } from "./FileIcon.tsx";
import { FileName } from "./FileName.tsx";
import "./media.css";

export interface UploadCardProps {
  name: string;
  size: number;
  kind: FileKind;
  /** An object URL of a picture that is on its way. */
  preview?: string | null;
  state: "waiting" | "uploading" | "done" | "failed";
  /** From 0 to 1. */
  progress?: number;
  /** Why it failed, in words. */
  problem?: string;
  onRemove(): void;
  onRetry?(): void;
}

/** A file on its way up, or waiting to be sent. */
export function UploadCard({ name, size, kind, preview, state, progress = 0, problem, onRemove, onRetry }: UploadCardProps) {
  const { t } = useTranslation("media");
  const busy = state === "waiting" || state === "uploading";
  const words = state === "failed" ? problem ?? t("uploadFailed") : state === "uploading" ? t("uploaded", { share: formatPercent(progress), size: formatBytes(size) })
    : state === "waiting" ? t("uploadWaits") : formatBytes(size);
  return (
    <div className={classes("media-file", "media-upload", state === "failed" && "media-upload-failed")} role="group" aria-label={name}>
      {preview ? <img className="media-upload-preview" src={preview} alt="" /> : <FileIcon kind={kind} name={name} />}
      <span className="media-file-words"><FileName name={name} /><span className="media-file-size" role={state === "failed" ? "alert" : undefined}>{words}</span></span>
      {state === "failed" && onRetry && <IconButton size="small" label={t("retryUpload", { name })} icon={<RotateCw />} onClick={onRetry} />}
      {busy
        ? <ProgressRing value={progress} label={t("progress", { name })} size={30}><IconButton size="small" className="media-upload-cancel" label={t("cancelUpload", { name })} icon={<X />} onClick={onRemove} /></ProgressRing>
        : <IconButton size="small" label={t("removeFile", { name })} icon={<X />} onClick={onRemove} />}
    </div>
  );
}
