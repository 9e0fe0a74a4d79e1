import { ImageOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AttachmentView } from "../../../sdk/js/src/protocol.ts";
import { formatNumber } from "../i18n/format.ts";
import { boxOf } from "./sizes.ts";
import "./media.css";

const MOST_TILES = 4;

/** One picture in its own shape; several as a grid of one shape, the rest behind the last. */
export function ImageGrid({ images, onOpen }: { images: AttachmentView[]; onOpen(at: number): void }) {
  const { t } = useTranslation("media");
  const shown = images.slice(0, MOST_TILES);
  const more = images.length - shown.length;
  const first = boxOf(images[0]!);
  return (
    <div
      className={`media-grid media-grid-${shown.length}`}
      style={shown.length === 1 ? { inlineSize: first.width, aspectRatio: `${first.width} / ${first.height}` } : undefined}
    >
      {shown.map((image, at) => (
        <button
          key={image.id} type="button" className="media-tile" onClick={() => onOpen(at)}
          aria-label={at === shown.length - 1 && more > 0 ? t("openImageAndMore", { name: image.name, count: more }) : t("openImage", { name: image.name })}
        >
          <Picture image={image} />
          {at === shown.length - 1 && more > 0 && <span className="media-tile-more" aria-hidden="true">+{formatNumber(more)}</span>}
        </button>
      ))}
    </div>
  );
}

function Picture({ image }: { image: AttachmentView }) {
  const [broken, setBroken] = useState(false);
  const moves = image.content_type === "image/gif" && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (broken) return <span className="media-broken"><ImageOff aria-hidden="true" /><bdi>{image.name}</bdi></span>;
  return (
    <img
      src={moves ? image.url : image.thumbnail_url ?? image.url} alt="" loading="lazy" decoding="async" draggable={false}
      width={image.width ?? undefined} height={image.height ?? undefined} onError={() => setBroken(true)}
    />
  );
}
