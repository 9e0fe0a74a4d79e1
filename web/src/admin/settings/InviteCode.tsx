import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, TextField } from "../../ui/index.ts";
import { CopyField } from "../parts/CopyField.tsx";
import { useScope } from "../Scope.tsx";

// As the server makes them: letters that are not mistaken for each other when somebody reads them aloud.
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const LENGTH = 16;

function newCode(): string {
  let code = "";
  // Bytes beyond the last whole round of the alphabet are thrown away, so that no letter comes more often.
  const whole = 256 - (256 % LETTERS.length);
  while (code.length < LENGTH) for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) if (byte < whole && code.length < LENGTH) code += LETTERS[byte % LETTERS.length];
  return code;
}

/** The code, and the link that carries it. The link is of the code that is in force, not of one that is not saved yet. */
export function InviteCode({ code, saved, onChange }: { code: string; saved: string; onChange(code: string): void }) {
  const { t } = useTranslation("admin");
  const { workspace } = useScope();
  const link = `${location.origin}/sign-up?${new URLSearchParams({ workspace: workspace.slug, code: saved })}`;
  return (
    <>
      <div className="admin-copy">
        <TextField label={t("settings.invite_code")} value={code} minLength={8} maxLength={128} required={saved !== ""} placeholder={t("settings.invite_code_made")} dir="ltr" autoComplete="off" spellCheck={false} onChange={(event) => onChange(event.target.value)} />
        <Button icon={<RefreshCw />} onClick={() => onChange(newCode())}>{t("settings.invite_code_new")}</Button>
      </div>
      {saved && saved === code && <CopyField label={t("settings.invite_link")} value={link} hint={t("settings.invite_link_hint")} />}
    </>
  );
}
