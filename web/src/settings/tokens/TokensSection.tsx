import type { ParleyError, TokenView } from "@parley/client";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { errorText, formatDate, formatList, formatWhen } from "../../i18n/format.ts";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Group, Row, Rows } from "../Group.tsx";
import { Loaded } from "../Loaded.tsx";
import { saySaved } from "../saved.ts";
import { useRemoteList } from "../useRemote.ts";
import { NewToken } from "./NewToken.tsx";

/** Keys for programs that act as oneself. */
export default function TokensSection() {
  const { t } = useTranslation("settings");
  const tokens = useRemoteList<TokenView>("/tokens");
  const [isMaking, make] = useState(false);
  const [revoked, ask] = useState<TokenView>();

  const about = ({ scopes, last_used_at, expires_at }: TokenView) => [
    formatList(scopes.map((scope) => t(`tokens.scopes.${scope}`, { defaultValue: scope }))),
    last_used_at ? t("tokens.lastUsed", { when: formatWhen(last_used_at) }) : t("tokens.neverUsed"),
    !expires_at ? t("tokens.neverEnds") : Date.parse(expires_at) < Date.now() ? t("tokens.ended", { when: formatDate(expires_at) }) : t("tokens.ends", { when: formatDate(expires_at) }),
  ].join(" · ");
  const revoke = async () => {
    await parley.rest.delete(`/tokens/${revoked!.id}`);
    tokens.set((list) => list.filter(({ id }) => id !== revoked!.id));
    saySaved();
  };
  return (
    <div className="settings-sections">
      <Group
        title={t("tokens.title")} hint={t("tokens.hint")}
        action={<Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => make(true)}>{t("tokens.new")}</Button>}
      >
        <Loaded remote={tokens}>{(list) => list.length === 0 ? <EmptyState icon={<KeyRound />} title={t("tokens.none")} text={t("tokens.noneText")} /> : (
          <Rows label={t("tokens.title")}>
            {list.map((token) => (
              <Row key={token.id} icon={<KeyRound />} title={token.name} text={about(token)}>
                <Button size="small" aria-label={t("tokens.revokeOne", { name: token.name })} onClick={() => ask(token)}>{t("tokens.revoke")}</Button>
              </Row>
            ))}
          </Rows>
        )}</Loaded>
      </Group>
      {isMaking && <NewToken onClose={() => make(false)} onMade={tokens.reload} />}
      <ConfirmDialog
        open={revoked !== undefined} onClose={() => ask(undefined)} title={t("tokens.revokeOne", { name: revoked?.name ?? "" })} text={t("tokens.revokeText")} confirm={t("tokens.revoke")}
        problemText={(error) => errorText((error as ParleyError).code)} onConfirm={revoke}
      />
    </div>
  );
}
