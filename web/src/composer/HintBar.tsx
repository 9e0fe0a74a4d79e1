import { Bold, Code, Italic, Link, Strikethrough, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/index.ts";
import { type Mark, type openMark, signOf } from "./marks.ts";
import { type EnterKey } from "./preferences.ts";

const MARKS: { which: Mark; keys: string; icon: React.ReactNode }[] = [
  { which: "bold", keys: "Mod+B", icon: <Bold /> },
  { which: "italic", keys: "Mod+I", icon: <Italic /> },
  { which: "strike", keys: "Mod+Shift+X", icon: <Strikethrough /> },
  { which: "code", keys: "Mod+E", icon: <Code /> },
  { which: "link", keys: "Mod+K", icon: <Link /> },
];

interface Props {
  id: string;
  open: ReturnType<typeof openMark>;
  enter: EnterKey;
  onMark(which: Mark): void;
  onHide(): void;
}

/** Below the field: the marks with their keys, what ends the one that is open, and which key sends. */
export function HintBar({ id, open, enter, onMark, onHide }: Props) {
  const { t } = useTranslation("composer");
  return (
    <div className="composer-hints" role="toolbar" aria-label={t("formatting")} onPointerDown={(event) => event.preventDefault()}>
      {MARKS.map(({ which, keys, icon }) => (
        <IconButton key={which} size="small" label={t(`mark.${which}`)} keys={keys} icon={icon} aria-pressed={open === which || (open === "fence" && which === "code")} onClick={() => onMark(which)} />
      ))}
      <span className="composer-hint" id={id}>
        {open ? <>{t("ends")} <bdi dir="ltr"><code>{signOf(open)}</code></bdi></> : t(enter === "send" ? "shiftEnterBreaks" : "modEnterSends")}
      </span>
      <IconButton size="small" label={t("hideHints")} icon={<X />} onClick={onHide} />
    </div>
  );
}
