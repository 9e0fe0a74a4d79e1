import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, TextField } from "../../ui/index.ts";

/** Something to hand on, with a button that copies it. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const { t } = useTranslation("ui");
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  }
  return (
    <div className="admin-copy">
      <TextField label={label} value={value} readOnly dir="ltr" hint={hint} onFocus={(event) => event.target.select()} />
      <Button icon={copied ? <Check /> : <Copy />} onClick={() => void copy()}><span aria-live="polite">{copied ? t("copied") : t("copy")}</span></Button>
    </div>
  );
}
