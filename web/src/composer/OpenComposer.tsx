import type { Conversation, MessageId } from "@parley/client";
import { CaseSensitive } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { formatDuration } from "../i18n/format.ts";
import { useName } from "../sidebar/names.ts";
import { IconButton, toast } from "../ui/index.ts";
import { AttachButton, CharactersLeft, SendButton } from "./Buttons.tsx";
import { CompletionList, optionId } from "./CompletionList.tsx";
import { deskOf } from "./desk.ts";
import { DropZone } from "./DropZone.tsx";
import { EmojiButton } from "./EmojiButton.tsx";
import { MOST_FILES } from "./fileLimits.ts";
import { HintBar } from "./HintBar.tsx";
import { setIntent, useIntent } from "./intent.ts";
import { followKeyboard } from "./keyboardInset.ts";
import { openMark } from "./marks.ts";
import { OtherDraft } from "./OtherDraft.tsx";
import { useEnterKey, useHintsShown } from "./preferences.ts";
import { reword, sendDesk, sendVoice } from "./sending.ts";
import { useSlowMode } from "./slowMode.ts";
import { Strip } from "./Strip.tsx";
import { put } from "./typing.ts";
import { useCompletion } from "./useCompletion.ts";
import { grow, useField } from "./useField.ts";
import { useKeys } from "./useKeys.ts";
import { usePaste } from "./usePaste.ts";
import { useTypeAnywhere } from "./useTypeAnywhere.ts";

const FileCards = lazy(() => import("./FileCards.tsx").then(({ FileCards: it }) => ({ default: it })));
const VoicePanel = lazy(() => import("./VoicePanel.tsx"));
const LeaveDialog = lazy(() => import("./LeaveDialog.tsx"));

const hasMouse = () => matchMedia("(hover: hover) and (pointer: fine)").matches;

/** The composer of a conversation in which one may write. The text itself lives in the field and on the desk; React hears only of what is drawn differently. */
export function OpenComposer({ conversation, thread }: { conversation: Conversation; thread?: MessageId }) {
  const { t } = useTranslation("composer");
  const desk = deskOf(conversation, thread);
  const name = useName(useCell(conversation.view));
  const intent = useIntent(desk.key);
  const editing = intent?.kind === "edit" ? intent.message : undefined;
  const [enter] = useEnterKey();
  const [hints, showHints] = useHintsShown();
  const held = useSlowMode(conversation);
  const hasFiles = useCell(desk.files.list).length > 0;
  const [open, setOpen] = useState<ReturnType<typeof openMark>>();
  const [isSpeaking, setSpeaking] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const root = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const { show, applyMark } = useField(field, desk, editing);
  const { completion, look, close, pick, onKey } = useCompletion(field, conversation);
  const label = thread ? t("messageThread") : t("messageTo", { name });

  useTypeAnywhere(field, !thread);
  useEffect(followKeyboard, []);
  useEffect(() => {
    const onHide = () => { if (document.visibilityState === "hidden") desk.draft.flush(); };
    document.addEventListener("visibilitychange", onHide);
    addEventListener("pagehide", desk.draft.flush);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      removeEventListener("pagehide", desk.draft.flush);
      desk.draft.flush();
      conversation.stopTyping();
    };
  }, [desk, conversation]);

  // Who chooses to answer or to reword means to write now; what a draft brings back does not take the focus.
  const before = useRef(intent);
  useEffect(() => {
    if (intent && intent !== before.current) {
      if (thread && intent.kind === "reply") {
        setIntent(desk.key, undefined);
        const author = parley.people.person(intent.message.sender_id).get();
        if (author && author.id !== parley.meId() && field.current) put(field.current, { from: 0, to: 0, put: `@${author.username} ` });
      }
      setSpeaking(false);
      field.current?.focus();
    }
    before.current = intent;
  }, [intent, thread, desk]);
  useEffect(() => { if (thread && hasMouse()) field.current?.focus(); }, [thread]);

  const addFiles = useCallback((files: File[]) => {
    if (files.length === 0) return;
    const over = desk.files.add(files);
    if (over > 0) toast(t("tooMany", { count: MOST_FILES, over }), { kind: "problem" });
    field.current?.focus();
  }, [desk, t]);
  const onPaste = usePaste(field, addFiles);

  const submit = () => {
    if (!field.current || (held > 0 && !editing)) return;
    const sent = editing ? reword(desk, intent!, field.current.value) : sendDesk(desk);
    if (sent === "asks_leave") setLeaving(true);
    if (sent !== "sent") return;
    if (!editing) show("");
    close();
    setOpen(undefined);
    field.current.focus();
  };
  const leave = () => {
    if (editing) desk.leaveEdit();
    else setIntent(desk.key, undefined);
    field.current?.focus();
  };
  const onKeyDown = useKeys({ conversation, thread, desk, enter, intent, completes: onKey, onMark: applyMark, onSend: submit, onLeave: leave });

  const onInput = () => {
    const { value, selectionStart } = field.current!;
    grow(field.current!);
    if (editing) desk.rewording = { id: editing.id, text: value };
    else {
      desk.type(value);
      if (value) conversation.type();
      else conversation.stopTyping();
    }
    look();
    if (hints) setOpen(openMark(value.slice(0, selectionStart)));
  };

  return (
    <form ref={root} className="composer" aria-label={label} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {completion && <CompletionList id={list} completion={completion} onPick={pick} />}
      {held > 0 && <p className="composer-slow">{t("slow", { every: formatDuration(conversation.view.get().slow_mode_seconds * 1000), left: formatDuration(held * 1000) })}</p>}
      <OtherDraft desk={desk} onTake={(text) => put(field.current!, { from: field.current!.value.length, to: field.current!.value.length, put: field.current!.value ? `\n${text}` : text })} />
      {intent && !(thread && intent.kind === "reply") && <Strip intent={intent} onLeave={leave} />}
      <div className="composer-box" data-editing={editing ? true : undefined}>
        {hasFiles && !editing && <Suspense fallback={<div className="composer-files-coming" />}><FileCards desk={desk} /></Suspense>}
        {isSpeaking && (
          <Suspense fallback={<div className="composer-voice" />}>
            <VoicePanel held={held > 0} onSend={(recording) => sendVoice(desk, recording)} onClose={() => { setSpeaking(false); requestAnimationFrame(() => field.current?.focus()); }} />
          </Suspense>
        )}
        <div className="composer-row" hidden={isSpeaking}>
          {!editing && <AttachButton onFiles={addFiles} />}
          <textarea
            ref={field} className="composer-field" rows={1} dir="auto" aria-label={label} placeholder={label} defaultValue={desk.text} enterKeyHint={enter === "send" ? "send" : "enter"}
            autoComplete="off" autoCapitalize="sentences" spellCheck aria-autocomplete="list" aria-haspopup="listbox" aria-controls={completion ? list : undefined}
            aria-activedescendant={completion ? optionId(list, completion.active) : undefined} aria-describedby={hints ? `${list}-hint` : undefined}
            onInput={onInput} onKeyDown={onKeyDown} onPaste={onPaste} onClick={look} onBlur={close}
            onKeyUp={(event) => { if (/^(Arrow(Left|Right)|Home|End)$/.test(event.key)) look(); }}
          />
          {!hints && <IconButton label={t("showHints")} icon={<CaseSensitive />} className="composer-wide" onClick={() => showHints(true)} />}
          <EmojiButton field={field} />
          <SendButton desk={desk} isEditing={editing !== undefined} held={held > 0} onSend={submit} onVoice={() => setSpeaking(true)} />
        </div>
      </div>
      {!editing && <CharactersLeft desk={desk} />}
      {hints && !isSpeaking && <HintBar id={`${list}-hint`} open={open} enter={enter} onMark={applyMark} onHide={() => showHints(false)} />}
      {!editing && <DropZone around={root} name={name} onDrop={addFiles} />}
      {isLeaving && <Suspense fallback={null}><LeaveDialog conversation={conversation} name={name} onClose={(left) => { setLeaving(false); if (left) desk.clear(); }} /></Suspense>}
    </form>
  );
}
