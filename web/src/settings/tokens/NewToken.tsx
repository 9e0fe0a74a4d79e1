import type { ParleyError, TokenView } from "@parley/client";
import { Check, Copy } from "lucide-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../../app/parley.ts";
import { errorText } from "../../i18n/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Choice.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";

const SCOPES = ["read", "write", "admin"] as const;
const LENGTHS = ["7", "30", "90", "365", "never"] as const; // days

/** Protocol, not words: the same in every language. */
const HEADER = "Authorization: Token …";

/** Asks what the token is for, makes it, and shows it this once. */
export function NewToken({ onClose, onMade }: { onClose(): void; onMade(): void }) {
  const { t } = useTranslation("settings");
  const me = useCell(parley.me);
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["read"]);
  const [length, setLength] = useState<string>("90");
  const [made, setMade] = useState<string>();
  const [wrong, setWrong] = useState<{ name?: string; scopes?: string }>({});
  const [isBusy, setBusy] = useState(false);

  const make = async (event: FormEvent) => {
    event.preventDefault();
    const missing = { ...(!name.trim() && { name: t("wrong.tokenName") }), ...(scopes.length === 0 && { scopes: t("wrong.tokenScopes") }) };
    setWrong(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    const expires_at = length === "never" ? null : new Date(Date.now() + Number(length) * 86_400_000).toISOString();
    try {
      setMade((await parley.rest.post<TokenView>("/tokens", { name: name.trim(), scopes, expires_at })).token ?? "");
      onMade();
    } catch (error) {
      const { code, fields } = error as ParleyError;
      setWrong(fields.name ? { name: t("wrong.tokenName") } : { scopes: errorText(code) });
    } finally {
      setBusy(false);
    }
  };
  if (made) return <MadeToken token={made} onClose={onClose} />;
  return (
    <Dialog
      open onClose={onClose} title={t("tokens.new")} size="small" firstFocus={first}
      actions={<>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button kind="primary" type="submit" form={form} busy={isBusy}>{t("tokens.make")}</Button>
      </>}
    >
      <form id={form} className="settings-form" onSubmit={(event) => void make(event)} noValidate>
        <TextField ref={first} label={t("tokens.name")} hint={t("tokens.nameHint")} value={name} maxLength={200} error={wrong.name} onChange={(event) => setName(event.target.value)} required />
        <fieldset>
          <legend className="ui-field-label">{t("tokens.may")}</legend>
          {SCOPES.filter((scope) => scope !== "admin" || me?.role !== "member").map((scope) => (
            <Checkbox
              key={scope} label={t(`tokens.scopes.${scope}`)} hint={t(`tokens.scopeHints.${scope}`)} checked={scopes.includes(scope)}
              onChange={(event) => setScopes(SCOPES.filter((other) => (other === scope ? event.target.checked : scopes.includes(other))))}
            />
          ))}
          {wrong.scopes && <p className="settings-wrong" role="alert">{wrong.scopes}</p>}
        </fieldset>
        <SelectField label={t("tokens.endsIn")} value={length} onChange={(event) => setLength(event.target.value)} options={LENGTHS.map((value) => ({ value, label: t(`tokens.lengths.${value}`) }))} />
      </form>
    </Dialog>
  );
}

function MadeToken({ token, onClose }: { token: string; onClose(): void }) {
  const { t } = useTranslation("settings");
  const [copied, setCopied] = useState<boolean>();
  const field = useRef<HTMLInputElement>(null);
  const copy = () => navigator.clipboard.writeText(token).then(() => setCopied(true), () => { field.current?.select(); setCopied(false); });
  return (
    <Dialog open onClose={onClose} title={t("tokens.made")} description={t("tokens.madeText")} size="small" actions={<Button kind="primary" onClick={onClose}>{t("done")}</Button>}>
      <TextField
        ref={field} label={t("tokens.token")} value={token} readOnly dir="ltr" spellCheck={false} onFocus={(event) => event.target.select()} hint={copied === false ? t("tokens.copyRefused") : undefined}
        after={<IconButton size="small" label={t(copied ? "copied" : "copy")} icon={copied ? <Check /> : <Copy />} onClick={() => void copy()} />}
      />
      <p className="settings-hint">{t("tokens.use")} <code dir="ltr">{HEADER}</code></p>
      <p role="status" className="settings-hint">{copied ? t("copied") : ""}</p>
    </Dialog>
  );
}
