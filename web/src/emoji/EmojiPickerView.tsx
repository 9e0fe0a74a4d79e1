import { EmojiPicker as Parts, type EmojiPickerListCategoryHeaderProps, type EmojiPickerListEmojiProps, type EmojiPickerListRowProps } from "frimousse";
import { Search } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "../i18n/languages.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { loadPicker } from "./data.ts";
import { chooseTone, rememberEmoji, type Tone, tones, useRecentEmoji, useTone } from "./recent.ts";

const HAND: Record<Tone, string> = { none: "✋", light: "✋🏻", "medium-light": "✋🏼", medium: "✋🏽", "medium-dark": "✋🏾", dark: "✋🏿" };
const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9];
const COLUMNS = 8;

const CategoryHeader = ({ category, ...rest }: EmojiPickerListCategoryHeaderProps) => <div {...rest} className="emoji-category">{category.label}</div>;
/** frimousse counts from 0, ARIA from 1. */
const fromOne = (index: number | string | undefined) => (index === undefined ? undefined : Number(index) + 1);
const Row = ({ children, ...rest }: EmojiPickerListRowProps) => <div {...rest} aria-rowindex={fromOne(rest["aria-rowindex"])} className="emoji-row">{children}</div>;
const One = ({ emoji, ...rest }: EmojiPickerListEmojiProps) => <button {...rest} aria-colindex={fromOne(rest["aria-colindex"])} type="button" className="emoji-one" title={emoji.label}>{emoji.emoji}</button>;

/** frimousse with our own data: nobody else's server is asked. */
export default function EmojiPickerView({ onPick }: { onPick(emoji: string): void }) {
  const { t } = useTranslation("emoji");
  const { language } = useLanguage();
  const recent = useRecentEmoji();
  const tone = useTone();

  const pick = (emoji: string) => { rememberEmoji(emoji); onPick(emoji); };
  const resolve = useCallback(async (locale: string) => ({
    locale,
    categories: GROUPS.map((index) => ({ index, label: t(`groups.${index}`) })),
    skinTones: { light: t("tones.light"), "medium-light": t("tones.medium-light"), medium: t("tones.medium"), "medium-dark": t("tones.medium-dark"), dark: t("tones.dark") },
    emojis: (await loadPicker(locale as Language)).map(([emoji, category, label, version, tags, skins]) => ({
      emoji, category, label, version, tags,
      skins: skins && { light: skins[0]!, "medium-light": skins[1]!, medium: skins[2]!, "medium-dark": skins[3]!, dark: skins[4]! },
    })),
  }), [t]);

  return (
    <Parts.Root key={language} className="emoji-picker" locale={language} resolveEmojiData={resolve} skinTone={tone} columns={COLUMNS} onEmojiSelect={({ emoji }) => pick(emoji)}>
      <div className="emoji-search">
        <Search aria-hidden="true" />
        <Parts.Search placeholder={t("search")} aria-label={t("search")} autoFocus={matchMedia("(hover: hover)").matches} />
      </div>
      {recent.length > 0 && (
        <div className="emoji-recent" role="group" aria-label={t("recent")}>
          {recent.slice(0, COLUMNS).map((emoji) => <button key={emoji} type="button" className="emoji-one" onClick={() => pick(emoji)}>{emoji}</button>)}
        </div>
      )}
      <Parts.Viewport className="emoji-viewport">
        <Parts.Loading className="emoji-note">{t("loading")}</Parts.Loading>
        <Parts.Empty className="emoji-note">{({ search }) => t("nothing", { search })}</Parts.Empty>
        <Parts.List className="emoji-list" components={{ CategoryHeader, Row, Emoji: One }} />
      </Parts.Viewport>
      <div className="emoji-foot">
        <Parts.ActiveEmoji>{({ emoji }) => <span className="emoji-active">{emoji ? <><span aria-hidden="true">{emoji.emoji}</span> {emoji.label}</> : null}</span>}</Parts.ActiveEmoji>
        <select className="emoji-tone" aria-label={t("tone")} value={tone} onChange={(event) => chooseTone(event.target.value as Tone)}>
          {tones.map((one) => <option key={one} value={one} aria-label={t(`tones.${one}`)}>{HAND[one]}</option>)}
        </select>
      </div>
    </Parts.Root>
  );
}
