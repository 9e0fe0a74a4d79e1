import { Smile } from "lucide-react";
import { type RefObject, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { EmojiPopover } from "../emoji/EmojiPicker.tsx";
import { IconButton } from "../ui/index.ts";
import { insertAtCaret } from "./typing.ts";

/** What is picked stands at the caret, and the caret is in the field again. */
export function EmojiButton({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation("composer");
  const button = <IconButton label={t("emoji")} icon={<Smile />} className="composer-emoji" />;
  return (
    // Its words come after the first view's.
    <Suspense fallback={button}>
      <EmojiPopover trigger={button} returnTo={field} onPick={(emoji) => { if (field.current) insertAtCaret(field.current, emoji); }} />
    </Suspense>
  );
}
