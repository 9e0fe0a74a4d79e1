import type { LinkPreviewView } from "../../../sdk/js/src/protocol.ts";
import { safeLink } from "../text/links.ts";
import "./media.css";

/** What a link leads to, as the server read it: its picture is the server's own copy. */
export function LinkCard({ preview }: { preview: LinkPreviewView }) {
  const url = safeLink(preview.url);
  if (!url || (!preview.title && !preview.description)) return null;
  const { image_url: image, image_width: width, image_height: height } = preview;
  const wide = !!image && !!width && !!height && width >= 300 && width / height >= 1.3;
  return (
    <a className={wide ? "media-link media-link-wide" : "media-link"} href={url.href} rel="noopener noreferrer nofollow" target="_blank">
      <span className="media-link-words">
        <span className="media-link-site" dir="auto">{preview.site_name ? `${preview.site_name} · ${url.host}` : url.host}</span>
        {preview.title && <span className="media-link-title" dir="auto">{preview.title}</span>}
        {preview.description && <span className="media-link-text" dir="auto">{preview.description}</span>}
      </span>
      {image && <img src={image} alt="" loading="lazy" decoding="async" width={width ?? undefined} height={height ?? undefined} style={wide ? { aspectRatio: `${width} / ${Math.min(height, width / 1.6)}` } : undefined} />}
    </a>
  );
}
