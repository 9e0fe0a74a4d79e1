import type { AdminConversationView } from "@parley/client";
import { AtSign, Hash, Users } from "lucide-react";
import { Trans, useTranslation } from "react-i18next";
import { PersonName } from "../parts/PersonName.tsx";

const signs = { direct: AtSign, group: Users, channel: Hash };

/** Its name; of one without a name, who began it. */
export function ConversationTitle({ conversation: { type, title, created_by, context } }: { conversation: AdminConversationView }) {
  const { t } = useTranslation("admin");
  const Sign = signs[type];
  return (
    <span className="admin-conversation">
      <Sign className="admin-sign" aria-label={t(`type.${type}`)} role="img" />
      <span className="admin-person-words">
        {title ? <bdi className="admin-strong">{title}</bdi> : <span><Trans t={t} i18nKey="conversations.begunBy" components={{ person: <PersonName id={created_by} /> }} /></span>}
        {context && <bdi className="admin-muted">{context.type} · {context.id}</bdi>}
      </span>
    </span>
  );
}
