import type { TextSpan } from "../../../sdk/js/src/protocol.ts";
import { cutAtSpans } from "./highlights.ts";
import "./text.css";

/** Plain text, such as a search's snippet, with the found letters marked. */
export function Highlighted({ text, spans }: { text: string; spans: readonly TextSpan[] }) {
  return <>{cutAtSpans(text, spans).map((part, at) => part.marked ? <mark key={at} className="text-found">{part.text}</mark> : part.text)}</>;
}
