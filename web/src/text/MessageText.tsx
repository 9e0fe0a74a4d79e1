import { memo, type ReactNode, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TextSpan } from "../../../sdk/js/src/protocol.ts";
import { classes } from "../ui/classes.ts";
import { drawBlocks } from "./draw.tsx";
import { isEmojiOnly } from "./emojiOnly.ts";
import { foundWords } from "./highlights.ts";
import { lex } from "./lex.ts";
import type { FindMentioned, Mentioned } from "./mentions.ts";
import "./text.css";

export interface MessageTextProps {
  text: string;
  /** Who has this user name; keep the function the same while the members are, or every message is drawn again. */
  find?: FindMentioned;
  onMention?(person: Mentioned, element: HTMLElement): void;
  highlights?: readonly TextSpan[];
  /** Long ones are cut until "show more"; decided by the text alone, so that the height is known before it is drawn. */
  clamp?: boolean;
  suffix?: ReactNode;
}

const MANY_LINES = 30, MANY_LETTERS = 2600;

/** What somebody wrote, as elements. There is no way from here to a string of HTML. */
export const MessageText = memo(function MessageText({ text, find, onMention, highlights, clamp = true, suffix }: MessageTextProps) {
  const { t } = useTranslation("text");
  const id = useId();
  const [open, setOpen] = useState(false);
  const found = useMemo(() => foundWords(text, highlights), [text, highlights]);

  if (isEmojiOnly(text)) return <p className="text text-emoji" dir="auto">{text.trim()}{suffix && <span className="text-suffix">{suffix}</span>}</p>;

  const long = clamp && isLong(text);
  const cut = long && !open;
  return (
    <>
      <div id={id} className={classes("text", cut && "text-cut")} onFocus={cut ? () => setOpen(true) : undefined}>{drawBlocks(lex(text), { find, onMention, found, suffix })}</div>
      {long && <button type="button" className="text-more" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>{open ? t("showLess") : t("showMore")}</button>}
    </>
  );
});

function isLong(text: string): boolean {
  if (text.length > MANY_LETTERS) return true;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0 && lines <= MANY_LINES; at = text.indexOf("\n", at + 1)) lines++;
  return lines > MANY_LINES;
}
