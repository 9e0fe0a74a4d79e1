import { formatFull, formatWhen } from "../../i18n/format.ts";

/** A moment, short; the whole of it on hover. */
export function When({ at }: { at: string | null | undefined }) {
  return at ? <time dateTime={at} title={formatFull(at)} className="admin-when">{formatWhen(at)}</time> : <span className="admin-nothing">–</span>;
}
