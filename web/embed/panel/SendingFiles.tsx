import type { OutboxEntry, WaitingFile } from "@parley/client";
import { X } from "lucide-react";
import { useEffect, useMemo } from "react";
import { FileIcon } from "../../src/media/FileIcon.tsx";
import { FileName } from "../../src/media/FileName.tsx";
import { IconButton } from "./IconButton.tsx";
import { useCell, useTalk } from "./talk.ts";

/** The files of a message on its way. */
export function SendingFiles({ sending }: { sending: OutboxEntry }) {
  const { parley, t, dates } = useTalk();
  const share = useCell(parley.progress(sending.id));
  return (
    <div className="files">
      {sending.files!.map((waiting, at) => <Waiting key={at} waiting={waiting} />)}
      {!sending.failure && (
        <div className="sending">
          <progress max={1} value={share} aria-label={t("uploading", { share: dates.percent(share) })} />
          <span aria-hidden="true">{dates.percent(share)}</span>
          <IconButton size="small" label={t("cancelUpload")} icon={<X />} onClick={() => void parley.discard(sending.id)} />
        </div>
      )}
    </div>
  );
}

function Waiting({ waiting }: { waiting: WaitingFile }) {
  const { dates } = useTalk();
  const preview = usePreview(waiting.file);
  if (preview) return <img className="sending-picture" src={preview} alt={waiting.name} />;
  return <div className="card-line"><FileIcon kind="other" name={waiting.name} /><span className="card-words"><FileName name={waiting.name} /><span>{dates.bytes(waiting.file.size)}</span></span></div>;
}

/** A picture of one's own, before the server has it. */
export function usePreview(file: Blob): string | undefined {
  const url = useMemo(() => (/^image\/(png|jpeg|gif|webp|avif)$/.test(file.type) ? URL.createObjectURL(file) : undefined), [file]);
  useEffect(() => () => { if (url) URL.revokeObjectURL(url); }, [url]);
  return url;
}
