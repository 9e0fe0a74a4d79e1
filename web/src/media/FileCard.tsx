import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AttachmentView } from "../../../sdk/js/src/protocol.ts";
import { formatBytes } from "../i18n/format.ts";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import { FileIcon } from "./FileIcon.tsx";
import { FileName } from "./FileName.tsx";
import "./media.css";

/** Anything that is not shown in place: one link that downloads it. */
export function FileCard({ file }: { file: Pick<AttachmentView, "name" | "size" | "kind" | "url"> }) {
  const { t } = useTranslation("media");
  return (
    <a className="media-file media-file-link" href={file.url} download={file.name}>
      <VisuallyHidden>{t("download")} </VisuallyHidden>
      <FileIcon kind={file.kind} name={file.name} />
      <span className="media-file-words"><FileName name={file.name} /><span className="media-file-size">{formatBytes(file.size)}</span></span>
      <Download className="media-file-act" aria-hidden="true" />
    </a>
  );
}
