import type { QuoteView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { plainText } from "../text/plainText.ts";
import { useTalk } from "./context.ts";

/** The message that is answered, in a line; leads to it. */
export function Quote({ quote }: { quote: QuoteView }) {
  const { t } = useTranslation("timeline");
  const { show } = useTalk();
  const person = useCell(parley.people.person(quote.sender_id));
  const text = quote.deleted_at ? t("deleted") : plainText(quote.content, 160) || t(`kind_${quote.message_type}`, { defaultValue: t("kind_file") });
  return (
    <button type="button" className="timeline-quote" onClick={() => show(quote.message_id)} aria-label={t("quoteOf", { name: person?.display_name ?? "", text })}>
      <b><bdi>{person?.display_name ?? "…"}</bdi></b>
      <span dir="auto">{text}</span>
    </button>
  );
}
