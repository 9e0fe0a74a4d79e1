import type { InvitedUser } from "@parley/client";
import { useTranslation } from "react-i18next";
import { formatFull } from "../../i18n/format.ts";
import { Button, Dialog } from "../../ui/index.ts";
import { CopyField } from "../parts/CopyField.tsx";

/** The server knows only the invitation's hash: who closes this without copying makes a new one. */
export function InvitationLink({ invited, onClose }: { invited: InvitedUser | null; onClose(): void }) {
  const { t } = useTranslation("admin");
  if (!invited) return null;
  return (
    <Dialog
      open onClose={onClose} title={t("users.linkTitle", { name: invited.account.user.display_name })} description={t("users.linkText")}
      actions={<Button kind="primary" onClick={onClose}>{t("done")}</Button>}
    >
      <CopyField label={t("users.link")} value={`${location.origin}/invite/${encodeURIComponent(invited.invite)}`} hint={t("users.linkUntil", { when: formatFull(invited.expires_at) })} />
    </Dialog>
  );
}
