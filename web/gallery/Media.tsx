import type { AttachmentView, FileKind, LinkPreviewView } from "../../sdk/js/src/protocol.ts";
import { Attachments } from "../src/media/Attachments.tsx";
import { LinkCard } from "../src/media/LinkCard.tsx";
import { UploadCard } from "../src/media/UploadCard.tsx";

const file = (kind: FileKind, name: string, more: Partial<AttachmentView> = {}): AttachmentView => ({
  id: name, name, size: 1_234_567, content_type: "image/png", kind, url: "/favicon.svg", thumbnail_url: null, width: null, height: null, duration_ms: null, waveform: null, sha256: "", ...more,
});
const image = (at: number, width: number, height: number) => file("image", `photo-${at}.svg`, { width, height, url: "/icon-512.png" });
const wave = Array.from({ length: 64 }, (_, at) => Math.round(20 + 70 * Math.abs(Math.sin(at / 5) * Math.cos(at / 13))));
const link = (more: Partial<LinkPreviewView>): LinkPreviewView => ({ id: "1", url: "https://example.org/story", title: "A story about how one small team wrote a chat server that keeps what it acknowledged", description: "It began with a look at five older systems, and with the question why none of them kept every message. This is what came of it, told from the beginning.", site_name: "Example", image_url: null, image_width: null, image_height: null, ...more });
const none = () => {};

export function Media() {
  return (
    <>
      {[[image(1, 1600, 1000)], [image(1, 300, 2400)], [image(1, 2400, 200)], [image(1, 40, 40)], [image(1, 10, 10), image(2, 10, 10)], [1, 2, 3].map((at) => image(at, 800, 600)), [1, 2, 3, 4, 5, 6, 7].map((at) => image(at, 800, 600)), [file("image", "gone.png", { url: "/gone.png", width: 640, height: 480 })]]
        .map((items, at) => <section key={at}><Attachments items={items} /></section>)}
      <section><Attachments items={[file("video", "holiday.mp4", { width: 1280, height: 720, thumbnail_url: "/icon-512.png" }), file("audio", "voice.webm", { duration_ms: 42_000, waveform: wave }), file("audio", "no-wave.mp3"), file("document", "Quarterly report with a name that is far too long for one line (final, really).docx"), file("archive", "a.zip"), file("other", "main.cs")]} /></section>
      <section>
        <UploadCard name="diagram of everything.png" size={2_400_000} kind="image" state="uploading" progress={0.4} preview="/icon-192.png" onRemove={none} />
        <UploadCard name="notes.pdf" size={240_000} kind="document" state="waiting" onRemove={none} />
        <UploadCard name="film.mov" size={9_240_000_000} kind="video" state="failed" problem="The file is larger than this workspace takes." onRemove={none} onRetry={none} />
        <UploadCard name="done.zip" size={240} kind="archive" state="done" onRemove={none} />
      </section>
      <section><LinkCard preview={link({})} /><LinkCard preview={link({ image_url: "/icon-192.png", image_width: 192, image_height: 192 })} /><LinkCard preview={link({ image_url: "/icon-512.png", image_width: 1200, image_height: 630 })} /></section>
    </>
  );
}
