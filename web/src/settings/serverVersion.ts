import { parley } from "../app/parley.ts";

const WITHIN = 64 * 1024; // characters: the description stands before it

/** The server says its version at the head of its API description, which is long: only the head is read. */
export async function serverVersion(signal: AbortSignal): Promise<string> {
  const answer = await fetch(`${parley.rest.url}/openapi/v1.json`, { signal });
  if (!answer.ok || !answer.body) throw new Error(`The API description cannot be read: ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let head = ""; head.length < WITHIN; ) {
      const { value, done } = await reader.read();
      head += value ?? "";
      const version = /"version":\s*"([^"]+)"/.exec(head)?.[1];
      if (version) return version;
      if (done) break;
    }
    throw new Error("The API description names no version.");
  } finally {
    await reader.cancel();
  }
}
