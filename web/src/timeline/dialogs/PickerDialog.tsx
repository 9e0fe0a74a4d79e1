import { useTranslation } from "react-i18next";
import { EmojiPicker } from "../../emoji/EmojiPicker.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useTalk } from "../context.ts";
import type { AboutMessage } from "./about.ts";

/** All emoji, for who comes by the keyboard or from a sheet. */
export function PickerDialog({ message, onClose }: AboutMessage) {
  const { t } = useTranslation("timeline");
  const { react } = useTalk();
  return (
    <Dialog open onClose={onClose} title={t("react")} size="small" className="timeline-picker">
      <EmojiPicker onPick={(emoji) => { onClose(); react(message, emoji); }} />
    </Dialog>
  );
}
