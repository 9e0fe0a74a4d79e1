import { Smile } from "lucide-react";
import { lazy, type RefObject, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/index.ts";
import { insertAtCaret } from "./typing.ts";

const EmojiPopover = lazy(() => import("../emoji/EmojiPicker.tsx").then(({ EmojiPopover: it }) => ({ default: it })));

/** The picker comes with the first click; what is picked stands at the caret. */
export function EmojiButton({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation("composer");
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const button = <IconButton label={t("emoji")} icon={<Smile />} className="composer-emoji" />;
  const first = <IconButton label={t("emoji")} icon={<Smile />} className="composer-emoji" aria-haspopup="dialog" onClick={() => { setWanted(true); setOpen(true); }} />;
  if (!wanted) return first;
  return (
    <Suspense fallback={first}>
      <EmojiPopover trigger={button} open={open} onOpenChange={setOpen} returnTo={field} onPick={(emoji) => { if (field.current) insertAtCaret(field.current, emoji); }} />
    </Suspense>
  );
}
