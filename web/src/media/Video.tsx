import { useTranslation } from "react-i18next";
import type { AttachmentView } from "../../../sdk/js/src/protocol.ts";
import { playAlone } from "./playing.ts";
import { boxOf } from "./sizes.ts";
import "./media.css";

/** Nothing of it is fetched before it is played; its place is kept by what the server knows. */
export function Video({ file }: { file: AttachmentView }) {
  const { t } = useTranslation("media");
  const box = boxOf({ width: file.width ?? 1280, height: file.height ?? 720 });
  return (
    <video
      className="media-video" controls preload="none" playsInline src={file.url} poster={file.thumbnail_url ?? undefined} aria-label={t("video", { name: file.name })}
      style={{ inlineSize: Math.max(220, box.width), aspectRatio: `${box.width} / ${box.height}` }} onPlay={(event) => playAlone(event.currentTarget)}
    />
  );
}
