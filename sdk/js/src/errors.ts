import type { ErrorCode, Problem } from "./protocol.ts";

/** What can go wrong before the server has said anything. */
export type LineErrorCode = "offline" | "line_lost" | "no_answer" | "aborted";

/** A refusal. `code` is stable; `message` is a sentence in English for people who write programs. */
export class ParleyError extends Error {
  override readonly name = "ParleyError";
  readonly code: ErrorCode | LineErrorCode;
  /** The HTTP status; 0 where no answer came, 400 for a frame that was refused. */
  readonly status: number;
  /** Seconds after which trying again makes sense, where the server said so. */
  readonly retryAfter: number | undefined;
  /** What is wrong with which field. */
  readonly fields: Record<string, string[]>;

  constructor(code: ErrorCode | LineErrorCode, message: string, status = 0, retryAfter?: number, fields: Record<string, string[]> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
    this.fields = fields;
  }

  /** Nothing is wrong with what was asked: the same again may succeed. */
  get isPassing(): boolean {
    return PASSING.has(this.code);
  }

  static async of(answer: Response): Promise<ParleyError> {
    const problem = await answer.json().catch(() => ({})) as Partial<Problem>;
    const code = problem.code ?? (answer.status >= 500 ? "busy" : answer.status === 401 ? "not_signed_in" : "bad_request");
    const wait = Number(answer.headers.get("retry-after"));
    return new ParleyError(code, problem.detail ?? answer.statusText, answer.status, wait || undefined, problem.errors);
  }
}

const PASSING = new Set<string>([
  "offline", "line_lost", "no_answer", "aborted",
  "rate_limited", "slow_mode", "internal_error", "busy", "shutting_down", "storage_failed", "storage_full", "not_signed_in", "upload_locked",
] satisfies (ErrorCode | LineErrorCode)[]);
