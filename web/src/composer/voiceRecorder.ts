// Recording a voice message: the microphone, its level, pausing, and the sound at the end.

export interface Recording { blob: Blob; name: string; milliseconds: number; /** 64 peaks from 0 to 100. */ waveform: number[] }

/** Why there is no recording: refused by the person or the page, no microphone, taken by another program, or a browser that cannot. */
export type MicrophoneFault = "refused" | "missing" | "taken" | "unsupported";

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];
const PEAKS = 64;

export const canRecord = (): boolean =>
  typeof MediaRecorder !== "undefined" && typeof navigator.mediaDevices?.getUserMedia === "function" && TYPES.some((type) => MediaRecorder.isTypeSupported(type));

export function faultOf(error: unknown): MicrophoneFault {
  switch ((error as DOMException | undefined)?.name) {
    case "NotAllowedError": case "SecurityError": return "refused";
    case "NotFoundError": case "OverconstrainedError": return "missing";
    case "NotReadableError": case "AbortError": return "taken";
    default: return "unsupported";
  }
}

export class VoiceRecorder {
  readonly #stream: MediaStream;
  readonly #recorder: MediaRecorder;
  readonly #context = new AudioContext();
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  readonly #parts: Blob[] = [];
  readonly #levels: number[] = [];
  #before = 0; // ms recorded before the present stretch
  #since = performance.now();

  /** Asks for the microphone and begins. @throws DOMException */
  static async begin(): Promise<VoiceRecorder> {
    if (!canRecord()) throw new DOMException("This browser records no sound.", "NotSupportedError");
    return new VoiceRecorder(await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } }));
  }

  private constructor(stream: MediaStream) {
    this.#stream = stream;
    this.#recorder = new MediaRecorder(stream, { mimeType: TYPES.find((type) => MediaRecorder.isTypeSupported(type)), audioBitsPerSecond: 32_000 });
    this.#recorder.ondataavailable = ({ data }) => { if (data.size > 0) this.#parts.push(data); };
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
    this.#recorder.start(1_000); // in parts, so that a long one does not lie in one buffer
  }

  get isPaused(): boolean { return this.#recorder.state === "paused"; }
  get milliseconds(): number { return this.#before + (this.#recorder.state === "recording" ? performance.now() - this.#since : 0); }

  /** How loud it is now, from 0 to 1; also noted for the waveform. */
  level(): number {
    if (this.#recorder.state !== "recording") return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    // Speech lies between −50 and −10 dB; in between the ear hears evenly.
    const decibels = 10 * Math.log10(sum / this.#samples.length + 1e-10);
    const level = Math.min(1, Math.max(0, (decibels + 50) / 40));
    this.#levels.push(level);
    return level;
  }

  pause(): void {
    this.#before = this.milliseconds;
    this.#recorder.pause();
  }

  resume(): void {
    this.#since = performance.now();
    this.#recorder.resume();
  }

  async end(): Promise<Recording> {
    const milliseconds = Math.round(this.milliseconds);
    const ended = new Promise((resolve) => { this.#recorder.addEventListener("stop", resolve, { once: true }); });
    this.#recorder.stop();
    await ended;
    this.#release();
    const type = this.#recorder.mimeType.split(";")[0]!;
    return { blob: new Blob(this.#parts, { type }), name: nameOf(type), milliseconds, waveform: this.#waveform() };
  }

  cancel(): void {
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    this.#release();
  }

  #release(): void {
    for (const track of this.#stream.getTracks()) track.stop(); // the browser's red dot goes out
    if (this.#context.state !== "closed") void this.#context.close();
  }

  #waveform(): number[] {
    const each = this.#levels.length / PEAKS;
    return Array.from({ length: PEAKS }, (_, at) => {
      const stretch = this.#levels.slice(Math.floor(at * each), Math.max(Math.floor(at * each) + 1, Math.floor((at + 1) * each)));
      return Math.round(Math.max(0, ...stretch) * 100);
    });
  }
}

/** The name under which it is kept; the server looks inside for its type. */
function nameOf(type: string): string {
  const stamp = new Date().toISOString().slice(0, 19).replace("T", " ").replaceAll(":", ".");
  return `voice ${stamp}.${{ "audio/mp4": "m4a", "audio/ogg": "ogg" }[type] ?? "webm"}`;
}
