import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField, type TextFieldProps } from "../ui/Field.tsx";
import { IconButton } from "../ui/IconButton.tsx";

/** A password that can be looked at while it is typed. */
export function PasswordField(rest: Partial<TextFieldProps>) {
  const { t } = useTranslation("session");
  const [isSeen, see] = useState(false);
  return (
    <TextField
      label={t("password")} required {...rest} type={isSeen ? "text" : "password"} dir="ltr" autoCapitalize="none" spellCheck={false}
      after={<IconButton size="small" label={t(isSeen ? "hidePassword" : "showPassword")} icon={isSeen ? <EyeOff /> : <Eye />} aria-pressed={isSeen} onClick={() => see(!isSeen)} />}
    />
  );
}
