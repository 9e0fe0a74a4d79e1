import { Pause, Play } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AttachmentView } from "../../../sdk/js/src/protocol.ts";
import { formatDuration, formatNumber } from "../i18n/format.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { playAlone } from "./playing.ts";
import "./media.css";

const SPEEDS = [1, 1.5, 2];
const BARS = 64;

/** A native slider lies over the waveform: the keyboard and screen readers get it for nothing. */
export function VoiceNote({ file }: { file: Pick<AttachmentView, "name" | "url" | "duration_ms" | "waveform"> }) {
  const { t } = useTranslation("media");
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [length, setLength] = useState(file.duration_ms ?? 0);
  const [speed, setSpeed] = useState(1);
  const [failed, setFailed] = useState(false);
  const peaks = file.waveform?.length ? file.waveform : Array.from({ length: BARS }, () => 12);
  const share = length > 0 ? Math.min(1, position / length) : 0;

  // The element tells its time four times a second; a waveform wants every frame.
  useEffect(() => {
    if (!playing) return;
    let frame = requestAnimationFrame(function follow() {
      setPosition((audio.current?.currentTime ?? 0) * 1000);
      frame = requestAnimationFrame(follow);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  const toggle = () => {
    const element = audio.current!;
    if (!element.paused) return element.pause();
    playAlone(element);
    element.play().then(() => setFailed(false), (error: unknown) => { if ((error as DOMException).name !== "AbortError") setFailed(true); });
  };
  const seek = (milliseconds: number) => {
    setPosition(milliseconds);
    audio.current!.currentTime = milliseconds / 1000;
  };
  const faster = () => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length]!;
    setSpeed(next);
    audio.current!.playbackRate = next;
  };

  return (
    <div className="media-voice" role="group" aria-label={t("voice", { duration: formatDuration(length) })}>
      <audio
        ref={audio} src={file.url} preload="none" onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)} onEnded={() => setPosition(0)}
        onLoadedMetadata={(event) => { if (!file.duration_ms && Number.isFinite(event.currentTarget.duration)) setLength(event.currentTarget.duration * 1000); event.currentTarget.playbackRate = speed; }}
      />
      <IconButton kind="primary" className="media-voice-play" label={playing ? t("pause") : t("play")} icon={playing ? <Pause /> : <Play />} onClick={toggle} />
      <div className="media-wave">
        <svg viewBox={`0 0 ${peaks.length * 4} 32`} preserveAspectRatio="none" aria-hidden="true">
          {peaks.map((peak, at) => {
            const height = Math.max(2, (Math.min(100, peak) / 100) * 30);
            return <rect key={at} x={at * 4 + 0.5} y={16 - height / 2} width={2.5} height={height} rx={1.2} className={(at + 0.5) / peaks.length <= share ? "media-wave-done" : undefined} />;
          })}
        </svg>
        <input
          type="range" min={0} max={Math.max(1, length)} step={100} value={Math.min(position, Math.max(1, length))} aria-label={t("seek")} disabled={length === 0}
          aria-valuetext={t("positionOf", { position: formatDuration(position), duration: formatDuration(length) })} onChange={(event) => seek(Number(event.target.value))}
        />
      </div>
      <span className="media-voice-time" aria-hidden="true">{formatDuration(playing || position > 0 ? position : length)}</span>
      <button type="button" className="media-voice-speed" aria-label={t("speed", { speed: formatNumber(speed) })} onClick={faster}>{formatNumber(speed)}×</button>
      {failed && <p role="alert" className="media-voice-problem">{t("cannotPlay")}</p>}
    </div>
  );
}
