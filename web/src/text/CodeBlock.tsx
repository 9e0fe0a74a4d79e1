import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/IconButton.tsx";
import { toast } from "../ui/toasts.ts";
import type { Coloured } from "./colouring.ts";
import { Recent } from "./Recent.ts";

const coloured = new Recent<Coloured[]>(60, 200_000);

/** Fenced code: first plain, then in colours of the same letters, so that nothing moves. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const { t } = useTranslation("text");
  const [copied, setCopied] = useState(false);
  const colours = useColours(code, language);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () => navigator.clipboard.writeText(code).then(() => setCopied(true), () => toast(t("copyRefused"), { kind: "problem" }));

  return (
    <div className="text-code" dir="ltr">
      <pre tabIndex={0} aria-label={language ? t("codeIn", { language }) : t("code")} role="region"><code>{colours ? draw(colours) : code}</code></pre>
      <div className="text-code-tools">
        {language && <span className="text-code-language" aria-hidden="true">{language}</span>}
        <IconButton size="small" label={copied ? t("copied") : t("copyCode")} icon={copied ? <Check /> : <Copy />} onClick={() => void copy()} />
      </div>
    </div>
  );
}

function useColours(code: string, language: string): Coloured[] | null {
  const key = `${language}\n${code}`;
  const [, redraw] = useState(0);
  const known = language ? coloured.get(key) : undefined;

  useEffect(() => {
    if (!language || coloured.get(key)) return;
    let gone = false;
    import("./colouring.ts").then(({ colour }) => {
      const colours = gone ? null : colour(code, language);
      if (!colours) return;
      coloured.set(key, colours, code.length);
      redraw((times) => times + 1);
    }, (error: unknown) => console.warn("Code stays without colours:", error));
    return () => { gone = true; };
  }, [key, code, language]);

  return known ?? null;
}

const draw = (parts: Coloured[]): ReactNode => parts.map((part, at) => part.children ? <span key={at} className={part.name}>{draw(part.children)}</span> : part.text);
