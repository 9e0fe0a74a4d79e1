import { Check, Mic, Paperclip, SendHorizontal } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCell } from "../app/parley.ts";
import { formatBytes } from "../i18n/format.ts";
import { IconButton } from "../ui/index.ts";
import type { Desk } from "./desk.ts";
import { MOST_FILES } from "./fileLimits.ts";
import { useFileLimits } from "./useFileLimits.ts";

/** Says what may be attached before anything is chosen. */
export function AttachButton({ onFiles }: { onFiles(files: File[]): void }) {
  const { t } = useTranslation("composer");
  const input = useRef<HTMLInputElement>(null);
  const [near, setNear] = useState(false);
  const limits = useFileLimits(near);
  return (
    <>
      <IconButton
        label={limits ? t("attachUpTo", { count: MOST_FILES, size: formatBytes(limits.maxBytes) }) : t("attach")} icon={<Paperclip />} className="composer-attach"
        onPointerEnter={() => setNear(true)} onFocus={() => setNear(true)} onClick={() => input.current?.click()}
      />
      <input
        ref={input} type="file" multiple hidden tabIndex={-1} aria-label={t("attach")}
        onChange={(event) => { onFiles([...event.target.files ?? []]); event.target.value = ""; }}
      />
    </>
  );
}

const canHear = typeof MediaRecorder !== "undefined";
// The keyboard of a phone stays where it is, and so does the caret.
const keepFocus = (event: React.PointerEvent) => event.preventDefault();

interface SendProps { desk: Desk; isEditing: boolean; held: boolean; onSend(): void; onVoice(): void }

/** Sends where there is something to send; a microphone where there is not. */
export function SendButton({ desk, isEditing, held, onSend, onVoice }: SendProps) {
  const { t } = useTranslation("composer");
  const hasText = useCell(desk.hasText);
  const files = useCell(desk.files.list);
  if (isEditing) return <IconButton kind="primary" label={t("save")} keys="Enter" icon={<Check />} className="composer-send" onPointerDown={keepFocus} onClick={onSend} />;
  if (hasText || files.length > 0)
    return <IconButton kind="primary" label={t("send")} keys="Enter" icon={<SendHorizontal className="composer-send-sign" />} className="composer-send" aria-disabled={held || undefined} onPointerDown={keepFocus} onClick={onSend} />;
  return canHear ? <IconButton label={t("voice.record")} icon={<Mic />} className="composer-mic" onClick={onVoice} /> : null;
}

/** Characters that still fit; nothing while they are many. */
export function CharactersLeft({ desk }: { desk: Desk }) {
  const { t } = useTranslation("composer");
  const left = useCell(desk.left);
  if (left === undefined) return null;
  return <p className="composer-left" data-over={left < 0 || undefined} role={left < 0 ? "alert" : undefined}>{left < 0 ? t("over", { count: -left }) : t("left", { count: left })}</p>;
}
