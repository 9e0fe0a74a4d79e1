import type { Conversation, MessageView } from "@parley/client";
import { Paperclip, SendHorizontal, X } from "lucide-react";
import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { FileIcon } from "../../src/media/FileIcon.tsx";
import { FileName } from "../../src/media/FileName.tsx";
import { plainText } from "../../src/text/plainText.ts";
import { IconButton } from "./IconButton.tsx";
import { usePreview } from "./SendingFiles.tsx";
import { useCell, useTalk } from "./talk.ts";

export interface ComposerHandle { focus(): void; add(files: File[]): void }

interface ComposerProps { conversation: Conversation; name: string; reply: MessageView | undefined; onReplied(): void; ref: Ref<ComposerHandle> }

/** Begun and not sent: it waits while another conversation is open. */
const begun = new WeakMap<Conversation, { text: string; files: File[] }>();

export function Composer({ conversation, name, reply, onReplied, ref }: ComposerProps) {
  const { parley, t } = useTalk();
  const [text, setText] = useState(begun.get(conversation)?.text ?? "");
  const [files, setFiles] = useState<File[]>(begun.get(conversation)?.files ?? []);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const id = useId();
  const answered = useCell(parley.people.person(reply?.sender_id ?? parley.meId()))?.display_name ?? "…";

  useEffect(() => { begun.set(conversation, { text, files }); }, [conversation, text, files]);
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    add: (more) => { setFiles((had) => [...had, ...more]); field.current?.focus(); },
  }), []);

  // Where the browser does not grow the field by itself.
  useEffect(() => {
    const { current: box } = field;
    if (!box || CSS.supports("field-sizing", "content")) return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight}px`;
  }, [text]);

  const ready = text.trim() !== "" || files.length > 0;
  const send = () => {
    if (!ready) return;
    conversation.send(text.trim(), { reply_to: reply?.id, ...(files.length > 0 && { files: files.map((file) => ({ file, name: file.name })) }) });
    setText("");
    setFiles([]);
    onReplied();
    field.current?.focus();
  };

  return (
    <form className="composer" part="composer" onSubmit={(event) => { event.preventDefault(); send(); }}>
      {reply && (
        <div className="answering">
          <p><strong>{t("replyingTo", { name: answered })}</strong><span dir="auto">{plainText(reply.content) || reply.attachments[0]?.name}</span></p>
          <IconButton size="small" label={t("cancelReply")} icon={<X />} onClick={() => { onReplied(); field.current?.focus(); }} />
        </div>
      )}
      {files.length > 0 && <ul className="picked" role="list">{files.map((file, at) => <Picked key={at} file={file} onRemove={() => { setFiles(files.filter((other) => other !== file)); field.current?.focus(); }} />)}</ul>}
      <div className="composer-line">
        <input ref={picker} type="file" multiple hidden onChange={({ target }) => { setFiles([...files, ...target.files!]); target.value = ""; field.current?.focus(); }} />
        <IconButton label={t("attach")} icon={<Paperclip />} onClick={() => picker.current!.click()} />
        <label htmlFor={id} className="hidden-words">{t("writeTo", { name })}</label>
        <textarea
          ref={field} id={id} rows={1} dir="auto" value={text} placeholder={t("write")} enterKeyHint="send" maxLength={16_000} autoComplete="off"
          onChange={({ target }) => { setText(target.value); if (target.value) conversation.type(); else conversation.stopTyping(); }}
          onBlur={() => conversation.stopTyping()}
          onPaste={(event) => { if (event.clipboardData.files.length) { event.preventDefault(); setFiles([...files, ...event.clipboardData.files]); } }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              send();
            } else if (event.key === "Escape" && reply) {
              event.preventDefault();
              event.stopPropagation();
              onReplied();
            }
          }}
        />
        <IconButton className="composer-send" type="submit" disabled={!ready} label={t("send")} icon={<SendHorizontal className="flips" />} />
      </div>
    </form>
  );
}

function Picked({ file, onRemove }: { file: File; onRemove(): void }) {
  const { t, dates } = useTalk();
  const preview = usePreview(file);
  return (
    <li className="card-line">
      {preview ? <img className="picked-picture" src={preview} alt="" /> : <FileIcon kind="other" name={file.name} />}
      <span className="card-words"><FileName name={file.name} /><span>{dates.bytes(file.size)}</span></span>
      <IconButton size="small" label={t("remove", { name: file.name })} icon={<X />} onClick={onRemove} />
    </li>
  );
}
