// What happens when one sends: a message goes, a command is run, a message is reworded.
import { limits, type MessageType, type ParleyError } from "@parley/client";
import { errorText, formatFull, formatList } from "../i18n/format.ts";
import { i18next } from "../i18n/i18n.ts";
import { toast } from "../ui/index.ts";
import { commandIn } from "./commands.ts";
import type { Desk } from "./desk.ts";
import { getIntent, type Intent, setIntent } from "./intent.ts";
import type { Recording } from "./voiceRecorder.ts";

const t = (key: string, values?: Record<string, unknown>) => i18next.t(key, { ns: "composer", ...values });
const complain = (key: string, values?: Record<string, unknown>) => { toast(t(key, values), { kind: "problem" }); };

/** Lines before and after the words are no part of a message. */
const tidy = (text: string) => text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();

export type Sent = "sent" | "asks_leave" | "stays";

/** Sends what lies on the desk. "stays": something is missing, and the person has been told what. */
export function sendDesk(desk: Desk): Sent {
  const text = tidy(desk.text);
  const files = desk.files.list.get();
  if (!text && files.length === 0) return "stays";
  const isCommand = files.length === 0 ? commandIn(desk.conversation, text) : undefined;
  const effect = isCommand?.command.run(desk.conversation, isCommand.words);
  if (effect?.kind === "problem") return complain(`outcome.${effect.said}`, effect.values), "stays";
  if (effect?.kind === "leave") return "asks_leave";
  if (effect?.kind === "did") {
    desk.clear();
    tell(effect.done, desk, text);
    return "sent";
  }
  const words = effect?.text ?? text;
  if (words.length > limits.messageCharacters) return complain("tooLong", { count: words.length - limits.messageCharacters }), "stays";
  if (files.some(({ state }) => state === "failed")) return complain("fileFailed"), "stays";
  // In a thread every message answers its root; to answer one of the answers is to name its author.
  const replyTo = desk.thread ?? desk.replyTo;
  desk.conversation.send(words, { ...(replyTo && { reply_to: replyTo }), ...(desk.thread && { keep_draft: true }), ...desk.files.hand() });
  desk.clear();
  return "sent";
}

export function sendVoice(desk: Desk, recording: Recording): void {
  const replyTo = desk.thread ?? desk.replyTo;
  desk.conversation.send("", {
    message_type: "audio" satisfies MessageType, files: [{ file: recording.blob, name: recording.name }],
    ...(replyTo && { reply_to: replyTo }), keep_draft: true,
  });
  if (getIntent(desk.key)?.kind === "reply") setIntent(desk.key, undefined);
}

/** Shown at once; where it is refused the words come back into the field. */
export function reword(desk: Desk, { message }: Intent, typed: string): Sent {
  const text = tidy(typed);
  if (!text) return complain("editEmpty"), "stays";
  if (text.length > limits.messageCharacters) return complain("tooLong", { count: text.length - limits.messageCharacters }), "stays";
  if (text !== message.content) {
    desk.conversation.edit(message.id, text).catch((error: ParleyError) => {
      complain("editFailed", { reason: errorText(error.code) });
      if (!getIntent(desk.key)) setIntent(desk.key, { kind: "edit", message: { ...message, content: text } });
    });
  }
  desk.rewording = undefined;
  desk.leaveEdit();
  return "sent";
}

function tell(done: Promise<{ said: string; values?: Record<string, unknown>; undo?: () => Promise<unknown> }>, desk: Desk, line: string): void {
  done.then(({ said, values = {}, undo }) => {
    const { names, until, ...rest } = values as { names?: string[]; until?: Date | null };
    const shown = { ...rest, ...(names && { names: formatList(names) }), ...(until && { until: formatFull(until) }) };
    toast(t(`outcome.${said}`, shown), undo && { action: { label: t("undo"), onAct: () => { void undo().catch(refused); } } });
  }, (error: ParleyError) => {
    refused(error);
    if (!desk.text) desk.take(line, desk.replyTo, desk.files.attachmentIds); // nothing that was typed is lost
  });
}

const refused = (error: ParleyError) => { toast(errorText(error.code), { kind: "problem" }); };
