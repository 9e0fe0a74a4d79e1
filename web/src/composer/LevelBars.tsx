import { useEffect, useRef } from "react";
import type { VoiceRecorder } from "./voiceRecorder.ts";

const BARS = 48, EACH = 60; // ms a bar

/** The last three seconds of what the microphone hears, so that one sees that it hears. Drawn past React: it moves all the time. */
export function LevelBars({ recorder }: { recorder: VoiceRecorder }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bars = [...place.current!.children] as HTMLElement[];
    const levels: number[] = Array.from({ length: BARS }, () => 0);
    const timer = setInterval(() => {
      if (recorder.isPaused) return;
      levels.shift();
      levels.push(recorder.level());
      bars.forEach((bar, at) => { bar.style.transform = `scaleY(${Math.max(0.08, levels[at]!)})`; });
    }, EACH);
    return () => clearInterval(timer);
  }, [recorder]);
  return <div className="composer-levels" ref={place} aria-hidden="true">{Array.from({ length: BARS }, (_, at) => <span key={at} />)}</div>;
}
