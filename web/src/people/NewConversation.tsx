import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RadioGroup } from "../ui/Choice.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { BrowseChannels } from "./BrowseChannels.tsx";
import { NewRoom } from "./NewRoom.tsx";
import { PeoplePicker } from "./PeoplePicker.tsx";
import { useMessage } from "./useMessage.ts";
import "./People.css";

type Kind = "direct" | "group" | "channel" | "browse";

/** Begins a conversation: with one person, with several, a channel; or joins one that is open to everybody. */
export default function NewConversation({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("people");
  const [kind, setKind] = useState<Kind>("direct");
  const [message, isOpening] = useMessage(onClose);
  return (
    <Dialog open onClose={onClose} title={t("newConversation")} className="people-new">
      <RadioGroup
        label={t("kind")} hideLabel segments value={kind} onChange={(value) => setKind(value as Kind)}
        options={(["direct", "group", "channel", "browse"] as const).map((value) => ({ value, label: t(`new.${value}`) }))}
      />
      {kind === "direct" && (
        <div aria-busy={isOpening}>
          <PeoplePicker label={t("withWhom")} chosen={[]} withMe onChange={([person]) => { if (person) message(person.id); }} />
        </div>
      )}
      {(kind === "group" || kind === "channel") && <NewRoom key={kind} type={kind} onClose={onClose} />}
      {kind === "browse" && <BrowseChannels onClose={onClose} />}
    </Dialog>
  );
}
