import { Mic, Pause, SendHorizontal, Square, Trash2 } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../i18n/format.ts";
import { VoiceNote } from "../media/VoiceNote.tsx";
import { Button, IconButton } from "../ui/index.ts";
import { LevelBars } from "./LevelBars.tsx";
import { faultOf, type MicrophoneFault, type Recording, VoiceRecorder } from "./voiceRecorder.ts";

type State =
  | { kind: "asking" }
  | { kind: "recording" | "paused"; recorder: VoiceRecorder }
  | { kind: "heard"; recording: Recording; url: string }
  | { kind: "fault"; fault: MicrophoneFault };

/** Takes the field's place while a voice message is spoken: level and time, pause, listen, send, throw away. */
export default function VoicePanel({ held, onSend, onClose }: { held: boolean; onSend(recording: Recording): void; onClose(): void }) {
  // The player's words too, before anything is recorded: what waits for words is drawn anew, and would record anew.
  const { t } = useTranslation(["composer", "media"]);
  const [state, setState] = useState<State>({ kind: "asking" });
  const present = useRef(state);
  present.current = state;
  const panel = useRef<HTMLDivElement>(null);

  const begin = useCallback(() => {
    let isHere = true;
    setState({ kind: "asking" });
    VoiceRecorder.begin().then((recorder) => {
      if (isHere) setState({ kind: "recording", recorder });
      else recorder.cancel();
    }, (error: unknown) => { if (isHere) setState({ kind: "fault", fault: faultOf(error) }); });
    return () => {
      isHere = false;
      const last = present.current;
      if ("recorder" in last) last.recorder.cancel();
      if (last.kind === "heard") URL.revokeObjectURL(last.url);
    };
  }, []);
  useEffect(() => begin(), [begin]);
  useEffect(() => panel.current?.querySelector<HTMLElement>("[data-first]")?.focus(), [state.kind]);

  async function stop() {
    if (!("recorder" in state)) return;
    const recording = await state.recorder.end();
    setState({ kind: "heard", recording, url: URL.createObjectURL(recording.blob) });
  }

  async function send() {
    if (state.kind === "heard") onSend(state.recording);
    else if ("recorder" in state) onSend(await state.recorder.end());
    onClose();
  }

  function pauseOrGoOn() {
    if (!("recorder" in state)) return;
    if (state.kind === "recording") state.recorder.pause();
    else state.recorder.resume();
    setState({ ...state, kind: state.kind === "recording" ? "paused" : "recording" });
  }

  return (
    <div className="composer-voice" ref={panel} role="group" aria-label={t("voice.name")} onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); onClose(); } }}>
      {state.kind === "fault"
        ? <><Mic aria-hidden="true" className="composer-voice-fault" /><p role="alert">{t(`voice.${state.fault}`)}</p>
          {state.fault !== "unsupported" && <Button size="small" onClick={begin}>{t("voice.again")}</Button>}
          <Button size="small" kind="quiet" data-first onClick={onClose}>{t("voice.close")}</Button></>
        : <IconButton label={t("voice.discard")} keys="Escape" kind="danger" icon={<Trash2 />} onClick={onClose} />}
      {state.kind === "asking" && <p role="status">{t("voice.asking")}</p>}
      {"recorder" in state && <>
        <span className="composer-voice-dot" data-paused={state.kind === "paused" || undefined} aria-hidden="true" />
        <Time recorder={state.recorder} />
        <LevelBars recorder={state.recorder} />
        <span className="ui-visually-hidden" role="status">{t(state.kind === "paused" ? "voice.paused" : "voice.recording")}</span>
        <IconButton label={t(state.kind === "paused" ? "voice.goOn" : "voice.pause")} icon={state.kind === "paused" ? <Mic /> : <Pause />} onClick={pauseOrGoOn} />
        <IconButton label={t("voice.stop")} icon={<Square />} onClick={() => { void stop(); }} />
      </>}
      {state.kind === "heard" && <VoiceNote file={{ name: t("voice.name"), url: state.url, duration_ms: state.recording.milliseconds, waveform: state.recording.waveform }} />}
      {state.kind !== "fault" && state.kind !== "asking" && (
        <IconButton label={t("voice.send")} kind="primary" data-first icon={<SendHorizontal />} className="composer-send" disabled={held} onClick={() => { void send(); }} />
      )}
    </div>
  );
}

function Time({ recorder }: { recorder: VoiceRecorder }) {
  const { t } = useTranslation("composer");
  const [milliseconds, setMilliseconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMilliseconds(Math.floor(recorder.milliseconds / 1000) * 1000), 200);
    return () => clearInterval(timer);
  }, [recorder]);
  return <span className="composer-voice-time" role="timer" aria-label={t("voice.length")}>{formatDuration(milliseconds)}</span>;
}
