import { SmilePlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/IconButton.tsx";
import { EmojiPopover } from "./EmojiPicker.tsx";
import { quickEmoji, rememberEmoji, useRecentEmoji } from "./recent.ts";
import "./emoji.css";

/** Three that were used lately, and all the others. */
export function QuickReactions({ onReact, onOpenChange }: { onReact(emoji: string): void; onOpenChange?(open: boolean): void }) {
  const { t } = useTranslation("emoji");
  const recent = useRecentEmoji();
  const [open, setOpen] = useState(false);
  // The three stay where they are while the pointer is on them; the order changes with the next message.
  const [quick] = useState(() => quickEmoji(recent));
  return (
    <>
      {quick.map((emoji) => (
        <IconButton key={emoji} size="small" className="emoji-quick" label={t("reactWith", { emoji })} icon={<span aria-hidden="true">{emoji}</span>} onClick={() => { rememberEmoji(emoji); onReact(emoji); }} />
      ))}
      <EmojiPopover
        trigger={<IconButton size="small" label={t("moreReactions")} icon={<SmilePlus />} />} open={open} onPick={onReact}
        onOpenChange={(next) => { setOpen(next); onOpenChange?.(next); }}
      />
    </>
  );
}
