import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AttachmentView } from "../../../sdk/js/src/protocol.ts";
import { formatBytes } from "../i18n/format.ts";
import { FileIcon } from "./FileIcon.tsx";
import { FileName } from "./FileName.tsx";
import "./media.css";

/** Anything that is not shown in place: one link that downloads it. */
export function FileCard({ file }: { file: Pick<AttachmentView, "name" | "size" | "kind" | "url"> }) {
  const { t } = useTranslation("media");
  const size = formatBytes(file.size);
  return (
    <a className="media-file" href={file.url} download={file.name} aria-label={t("download", { name: file.name, size })}>
      <FileIcon kind={file.kind} name={file.name} />
      <span className="media-file-words"><FileName name={file.name} /><span className="media-file-size">{size}</span></span>
      <Download className="media-file-act" aria-hidden="true" />
    </a>
  );
}
