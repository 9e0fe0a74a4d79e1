import type { Conversation } from "@parley/client";
import { ArrowUpRight, Image, WifiOff } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { LoadMore } from "../ui/LoadMore.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { problemText } from "./act.ts";
import { useFiles } from "./useFiles.ts";
import { useJump } from "./useJump.ts";

const Lightbox = lazy(() => import("../media/Lightbox.tsx"));

/** Pictures side by side; a click shows them large. */
export function ImageWall({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("details");
  const images = useFiles(conversation, "image");
  const jump = useJump(conversation.id);
  const [open, setOpen] = useState<number>();
  const { items, loaded, problem, busy, hasMore } = images;
  if (!loaded && problem) return <EmptyState icon={<WifiOff />} title={t("failed")} text={problemText(problem)} action={<Button onClick={images.reload}>{t("tryAgain")}</Button>} />;
  if (!loaded) return <div className="details-wall" role="status" aria-label={t("loading")}>{Array.from({ length: 9 }, (_, at) => <Skeleton key={at} height="100%" />)}</div>;
  if (items.length === 0) return <EmptyState icon={<Image />} title={t("noFiles.image")} text={t("noFilesHint")} />;
  return (
    <>
      <ul role="list" className="details-wall" aria-label={t("files.image")}>
        {items.map((image, at) => (
          <li key={`${image.id} ${image.message_id}`} className="details-tile">
            <button type="button" className="details-tile-main" aria-label={t("openImage", { name: image.name, when: formatDate(image.created_at) })} onClick={() => setOpen(at)}>
              <img src={image.thumbnail_url ?? image.url} alt="" loading="lazy" decoding="async" draggable={false} />
            </button>
            {image.message_id && <IconButton size="small" kind="plain" className="details-tile-jump" icon={<ArrowUpRight />} label={t("showMessage", { name: image.name })} onClick={() => jump(image.message_id!)} />}
          </li>
        ))}
      </ul>
      {hasMore && <LoadMore busy={busy} onMore={images.loadMore} problem={problem && problemText(problem)} />}
      {open !== undefined && <Suspense><Lightbox images={[...items]} at={open} onClose={() => setOpen(undefined)} /></Suspense>}
    </>
  );
}
