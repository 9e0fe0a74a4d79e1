import { limits, type ParleyError, type SavedView } from "@parley/client";
import { BookmarkX, ExternalLink, NotebookPen, Paperclip } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { parley, useCell } from "../app/parley.ts";
import { toMessage } from "../app/routes.ts";
import { errorText, formatFull, formatWhen } from "../i18n/format.ts";
import { useNaming } from "../people/naming.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { TextArea } from "../ui/Field.tsx";
import { IconButton } from "../ui/IconButton.tsx";

export interface SavedRowProps { saved: SavedView; onNote(note: string | null): Promise<void>; onRemove(): void }

/** A message put aside: who, where, what, and one's note to it. */
export function SavedRow({ saved: { message, note, saved_at }, onNote, onRemove }: SavedRowProps) {
  const { t } = useTranslation("saved");
  const nameOf = useNaming();
  const sender = useCell(parley.people.person(message.sender_id));
  const place = parley.find(message.conversation_id)?.view.get();
  const [isEditing, edit] = useState(false);
  const name = sender?.display_name ?? "…";
  return (
    <li className="saved">
      <div className="saved-head">
        <Avatar id={message.sender_id} name={name} url={sender?.avatar_url} size={28} />
        <bdi className="saved-name">{name}</bdi>
        {place && <bdi className="saved-place">{nameOf(place)}</bdi>}
        <time className="saved-time" dateTime={message.created_at} title={formatFull(message.created_at)}>{formatWhen(message.created_at)}</time>
      </div>
      <Link to={toMessage(message.conversation_id, message.ordinal)} className="saved-message" data-roving="" tabIndex={-1}>
        {message.deleted_at ? <span className="saved-deleted">{t("deleted")}</span> : <span className="saved-text" dir="auto">{message.content}</span>}
        {message.attachments.map((file) => <span key={file.id} className="saved-file"><Paperclip aria-hidden="true" /><bdi>{file.name}</bdi></span>)}
      </Link>
      {isEditing ? <NoteForm note={note} onNote={onNote} onClose={() => edit(false)} /> : note && <p className="saved-note" dir="auto">{note}</p>}
      <div className="saved-actions">
        {!isEditing && <Button kind="quiet" size="small" icon={<NotebookPen />} onClick={() => edit(true)}>{note ? t("editNote") : t("addNote")}</Button>}
        <Link to={toMessage(message.conversation_id, message.ordinal)} className="ui-button ui-button-quiet ui-button-small"><ExternalLink aria-hidden="true" /><span className="ui-button-text">{t("open")}</span></Link>
        <span className="saved-when">{t("savedWhen", { when: formatWhen(saved_at) })}</span>
        <IconButton size="small" icon={<BookmarkX />} label={t("removeFrom", { name })} onClick={onRemove} />
      </div>
    </li>
  );
}

function NoteForm({ note, onNote, onClose }: { note: string | null; onNote(note: string | null): Promise<void>; onClose(): void }) {
  const { t } = useTranslation("saved");
  const [text, setText] = useState(note ?? "");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function keep() {
    setBusy(true);
    try {
      await onNote(text.trim() || null);
      onClose();
    } catch (error) {
      setProblem(errorText((error as ParleyError).code));
      setBusy(false);
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void keep();
    else return;
    event.preventDefault();
  }

  return (
    <form className="saved-form" onSubmit={(event) => { event.preventDefault(); void keep(); }}>
      <TextArea autoFocus label={t("note")} rows={2} maxLength={limits.noteCharacters} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} error={problem} />
      <div className="saved-form-actions"><Button size="small" onClick={onClose}>{t("cancel")}</Button><Button size="small" kind="primary" type="submit" busy={isBusy}>{t("keep")}</Button></div>
    </form>
  );
}
