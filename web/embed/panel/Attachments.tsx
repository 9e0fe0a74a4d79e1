import type { AttachmentView } from "@parley/client";
import { Download, ImageOff, Play, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { FileIcon } from "../../src/media/FileIcon.tsx";
import { FileName } from "../../src/media/FileName.tsx";
import { boxOf } from "../../src/media/sizes.ts";
import { usePicture } from "./files.ts";
import { IconButton } from "./IconButton.tsx";
import { useTalk } from "./talk.ts";

/** What a message carries: pictures in their shape, everything else as a card. */
export function Attachments({ items }: { items: AttachmentView[] }) {
  const [pictures, rest] = [items.filter(({ kind }) => kind === "image"), items.filter(({ kind }) => kind !== "image")];
  return (
    <div className="files">
      {pictures.length > 1 ? <div className="pictures">{pictures.map((item) => <Picture key={item.id} file={item} tile />)}</div> : pictures.map((item) => <Picture key={item.id} file={item} />)}
      {rest.map((item) => <Card key={item.id} file={item} />)}
    </div>
  );
}

const WIDEST = 300; // px

/** `tile`: one of several, cut to a common shape. */
function Picture({ file, tile }: { file: AttachmentView; tile?: boolean }) {
  const { t } = useTalk();
  const url = usePicture(file.thumbnail_url ?? file.url);
  const [open, setOpen] = useState(false);
  const { width, height } = boxOf(file);
  return (
    <>
      <button type="button" className="picture" style={tile ? undefined : { inlineSize: Math.min(width, WIDEST), aspectRatio: `${width} / ${height}` }} aria-label={t("openImage", { name: file.name })} onClick={() => setOpen(true)}>
        {url && <img src={url} alt="" draggable={false} />}
        {url === null && <ImageOff aria-hidden="true" />}
      </button>
      {open && <Large file={file} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The whole picture, over the whole page. */
function Large({ file, onClose }: { file: AttachmentView; onClose(): void }) {
  const { t } = useTalk();
  const dialog = useRef<HTMLDialogElement>(null);
  const url = usePicture(file.url);
  useEffect(() => {
    const here = dialog.current!;
    here.showModal();
    return () => here.close();
  }, []);
  return (
    <dialog
      ref={dialog} className="large" aria-label={file.name} onCancel={(event) => { event.preventDefault(); event.stopPropagation(); onClose(); }}
      onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); onClose(); } }} onClick={(event) => { if (event.target === event.currentTarget) onClose(); }}
    >
      {url && <img src={url} alt={file.name} />}
      {url === null && <p role="alert">{t("noFile")}</p>}
      <div className="large-tools"><Save file={file} /><IconButton label={t("closeImage")} icon={<X />} onClick={onClose} /></div>
    </dialog>
  );
}

function Card({ file }: { file: AttachmentView }) {
  const { t, dates, files } = useTalk();
  const [url, setUrl] = useState<string>();
  const [failed, setFailed] = useState(false);
  const plays = file.kind === "audio" || file.kind === "video";
  const play = () => files.link(file.id).then(setUrl, () => setFailed(true));
  return (
    <div className="card">
      <div className="card-line">
        <FileIcon kind={file.kind} name={file.name} />
        <span className="card-words"><FileName name={file.name} /><span>{dates.bytes(file.size)}</span></span>
        {plays && !url && <IconButton label={t("play", { name: file.name })} icon={<Play />} onClick={() => void play()} />}
        <Save file={file} />
      </div>
      {url && (file.kind === "audio" ? <audio src={url} controls autoPlay onError={() => setFailed(true)} /> : <video src={url} controls autoPlay playsInline onError={() => setFailed(true)} />)}
      {failed && <p className="row-failed" role="alert">{t("noFile")}</p>}
    </div>
  );
}

/** Downloads by a link of its own, made when it is asked for. */
function Save({ file }: { file: AttachmentView }) {
  const { t, files } = useTalk();
  const [failed, setFailed] = useState(false);
  const save = async () => {
    try {
      const link = document.createElement("a");
      link.href = await files.link(file.id);
      link.download = file.name;
      link.rel = "noopener";
      link.target = "_blank";
      link.click();
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return <><IconButton label={t("download", { name: file.name })} icon={<Download />} onClick={() => void save()} />{failed && <span className="hidden-words" role="alert">{t("noFile")}</span>}</>;
}
