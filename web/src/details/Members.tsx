import type { Conversation, MemberStatus } from "@parley/client";
import { Search, UserPlus, UserX, WifiOff } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { VList } from "virtua";
import { useCell } from "../app/parley.ts";
import { PeopleWaiting } from "../people/PeopleWaiting.tsx";
import { Button } from "../ui/Button.tsx";
import { RadioGroup } from "../ui/Choice.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { TextField } from "../ui/Field.tsx";
import { useRovingFocus } from "../ui/useRovingFocus.ts";
import { problemText } from "./act.ts";
import { AddMembersDialog } from "./AddMembersDialog.tsx";
import { MemberRow } from "./MemberRow.tsx";
import { may } from "./rights.ts";
import { useMembers } from "./useMembers.ts";

const NEAR = 30; // rows before the end at which the next page is asked for

/** Who is in it. Only the rows in sight are drawn, so that a thousand cost as much as ten. */
export function Members({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("details");
  const view = useCell(conversation.view);
  const [query, setQuery] = useState("");
  const [status, setStatus] = useState<MemberStatus>("active");
  const [isAdding, add] = useState(false);
  const asked = useDeferredValue(query.trim());
  const members = useMembers(conversation, status, status === "active" ? asked : "");
  const list = useRef<HTMLDivElement>(null);
  const roving = useRovingFocus(list);
  const { items, loaded, problem } = members;

  return (
    <div className="details-column">
      <div className="details-tools">
        {may(view, "ban") && (
          <RadioGroup
            label={t("whichMembers")} hideLabel segments value={status} onChange={(value) => setStatus(value as MemberStatus)}
            options={[{ value: "active", label: t("activeMembers") }, { value: "banned", label: t("bannedMembers") }]}
          />
        )}
        {status === "active" && (
          <div className="details-tools-line">
            <TextField label={t("findMember")} hideLabel type="search" placeholder={t("findMember")} before={<Search />} value={query} onChange={(event) => setQuery(event.target.value)} />
            {may(view, "addMembers") && <Button kind="primary" icon={<UserPlus />} onClick={() => add(true)}>{t("add")}</Button>}
          </div>
        )}
      </div>
      {!loaded && problem ? <EmptyState icon={<WifiOff />} title={t("failed")} text={problemText(problem)} action={<Button onClick={members.reload}>{t("tryAgain")}</Button>} />
        : !loaded ? <PeopleWaiting />
        : items.length === 0 ? <EmptyState icon={<UserX />} title={status === "banned" ? t("nobodyBanned") : t("nobodyFound")} />
        : (
          <div ref={list} className="details-members" role="list" aria-label={status === "banned" ? t("bannedMembers") : t("part.members")} {...roving}>
            <VList>
              {items.map((member, at) => <MemberRow key={member.user_id} member={member} view={view} onSeen={at >= items.length - NEAR ? members.loadMore : undefined} />)}
            </VList>
          </div>
        )}
      {isAdding && <AddMembersDialog conversation={conversation} onClose={() => add(false)} />}
    </div>
  );
}
