import { useTranslation } from "react-i18next";
import View from "yet-another-react-lightbox";
import Counter from "yet-another-react-lightbox/plugins/counter";
import Download from "yet-another-react-lightbox/plugins/download";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import "yet-another-react-lightbox/plugins/counter.css";
import type { AttachmentView } from "../../../sdk/js/src/protocol.ts";
import "./Lightbox.css";

/** Pictures over the whole page; loaded when the first one is opened. */
export default function Lightbox({ images, at, onClose }: { images: AttachmentView[]; at: number; onClose(): void }) {
  const { t } = useTranslation("media");
  return (
    <View
      open close={onClose} index={at} plugins={[Counter, Download, Zoom]}
      slides={images.map((image) => ({
        src: image.url, alt: image.name, width: image.width ?? undefined, height: image.height ?? undefined, download: { url: image.url, filename: image.name },
      }))}
      carousel={{ finite: true, padding: 0 }} controller={{ closeOnBackdropClick: true, closeOnPullDown: true }}
      animation={{ fade: 150, swipe: 180, zoom: 150 }} zoom={{ maxZoomPixelRatio: 4, scrollToZoom: true }}
      render={images.length < 2 ? { buttonPrev: () => null, buttonNext: () => null } : undefined}
      labels={{
        Lightbox: t("lightbox"), Close: t("close"), Next: t("next"), Previous: t("previous"), Download: t("download"), "Zoom in": t("zoomIn"), "Zoom out": t("zoomOut"),
        "Photo gallery": t("lightbox"), "{index} of {total}": t("counter", { index: "{index}", total: "{total}" }),
      }}
    />
  );
}
