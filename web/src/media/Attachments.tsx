import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AttachmentView } from "../../../sdk/js/src/protocol.ts";
import { FileCard } from "./FileCard.tsx";
import { ImageGrid } from "./ImageGrid.tsx";
import { Video } from "./Video.tsx";
import { VoiceNote } from "./VoiceNote.tsx";
import "./media.css";

const Lightbox = lazy(() => import("./Lightbox.tsx"));

/** What a message carries: pictures together, then what plays, then files. */
export function Attachments({ items }: { items: AttachmentView[] }) {
  const { t } = useTranslation("media");
  const [open, setOpen] = useState<number | null>(null);
  if (items.length === 0) return null;
  const images = items.filter((item) => item.kind === "image");
  return (
    <div className="media" role="group" aria-label={t("attachments", { count: items.length })}>
      {images.length > 0 && <ImageGrid images={images} onOpen={setOpen} />}
      {items.map((item) => item.kind === "image" ? null
        : item.kind === "video" ? <Video key={item.id} file={item} />
        : item.kind === "audio" ? <VoiceNote key={item.id} file={item} />
        : <FileCard key={item.id} file={item} />)}
      {open !== null && <Suspense><Lightbox images={images} at={open} onClose={() => setOpen(null)} /></Suspense>}
    </div>
  );
}
