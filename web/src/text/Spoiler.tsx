import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

/** Covered until it is asked for; what is covered is not read aloud either. */
export function Spoiler({ children }: { children: ReactNode }) {
  const { t } = useTranslation("text");
  const [shown, setShown] = useState(false);
  if (shown) return <span className="text-spoiler text-spoiler-shown">{children}</span>;
  return (
    <span className="text-spoiler">
      <button type="button" className="text-spoiler-cover" aria-label={t("spoiler")} onClick={() => setShown(true)} />
      <span inert className="text-spoiler-words">{children}</span>
    </span>
  );
}
