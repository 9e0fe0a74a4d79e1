import { Pencil, Reply, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { plainText } from "../text/plainText.ts";
import { IconButton } from "../ui/index.ts";
import type { Intent } from "./intent.ts";

/** Above the field: what is being answered or reworded, and the way out. */
export function Strip({ intent: { kind, message }, onLeave }: { intent: Intent; onLeave(): void }) {
  const { t } = useTranslation("composer");
  const who = useCell(parley.people.person(message.sender_id));
  const isMine = message.sender_id === parley.meId();
  const words = plainText(message.content, 140) || message.attachments[0]?.name;
  return (
    <div className="composer-strip">
      {kind === "edit" ? <Pencil aria-hidden="true" /> : <Reply aria-hidden="true" className="composer-strip-turn" />}
      <p>
        <strong>{kind === "edit" ? t("editing") : isMine ? t("replyingToSelf") : t("replyingTo", { name: who?.display_name ?? "" })}</strong>
        <span dir="auto">{words}</span>
      </p>
      <IconButton size="small" label={kind === "edit" ? t("leaveEdit") : t("leaveReply")} keys="Escape" icon={<X />} onClick={onLeave} />
    </div>
  );
}
