import { lazy, type ReactElement, type RefObject, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Popover } from "../ui/Popover.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import "./emoji.css";

const View = lazy(() => import("./EmojiPickerView.tsx"));

/** The picker itself, of the same size before and after it came. */
export function EmojiPicker({ onPick }: { onPick(emoji: string): void }) {
  return <Suspense fallback={<div className="emoji-picker emoji-waiting"><Skeleton height={36} /><Skeleton lines={8} /></div>}><View onPick={onPick} /></Suspense>;
}

/** Opens from a button, closes with the choice; `keepOpen` for writers who want several. */
export function EmojiPopover({ trigger, onPick, keepOpen, open, onOpenChange, side = "top", align = "end", returnTo }: {
  trigger: ReactElement; onPick(emoji: string): void; keepOpen?: boolean; open?: boolean; onOpenChange?(open: boolean): void; side?: "top" | "bottom"; align?: "start" | "end";
  returnTo?: RefObject<HTMLElement | null>;
}) {
  const { t } = useTranslation("emoji");
  const [own, setOwn] = useState(false);
  const change = onOpenChange ?? setOwn;
  return (
    <Popover trigger={trigger} label={t("picker")} open={open ?? own} onOpenChange={change} side={side} align={align} returnTo={returnTo} className="emoji-popover">
      <EmojiPicker onPick={(emoji) => { if (!keepOpen) change(false); onPick(emoji); }} />
    </Popover>
  );
}
