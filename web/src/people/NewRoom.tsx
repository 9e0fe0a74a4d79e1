import { type CreateConversation, type HistoryVisibility, limits, type ParleyError, type UserView, type Visibility } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { parley, useCell } from "../app/parley.ts";
import { toConversation } from "../app/routes.ts";
import { errorText, formatList } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { RadioGroup } from "../ui/Choice.tsx";
import { TextArea, TextField } from "../ui/Field.tsx";
import { PeoplePicker } from "./PeoplePicker.tsx";

/** A group needs people, a channel a name. */
export function NewRoom({ type, onClose }: { type: "group" | "channel"; onClose(): void }) {
  const { t } = useTranslation("people");
  const [, go] = useLocation();
  const me = useCell(parley.me);
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [visibility, setVisibility] = useState<Visibility>(type === "channel" ? "public" : "private");
  const [history, setHistory] = useState<HistoryVisibility>("from_start");
  const [members, setMembers] = useState<readonly UserView[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  const byNames = formatList([...members.slice(0, 3).map((one) => one.display_name), ...(me && members.length < 4 ? [me.display_name] : []), ...(members.length > 3 ? [t("others", { count: members.length - 3 })] : [])]);
  const name = title.trim() || (type === "group" && members.length > 0 ? byNames.slice(0, limits.nameCharacters) : "");
  const wrong = !name ? (type === "channel" ? "title" : "members") : undefined;

  async function create() {
    setTried(true);
    if (wrong) return;
    setBusy(true);
    try {
      const body: CreateConversation = { type, title: name, description: description.trim() || null, visibility, history, member_ids: members.map(({ id }) => id) };
      const conversation = await parley.create(body);
      onClose();
      go(toConversation(conversation.id));
    } catch (error) {
      setProblem(errorText((error as ParleyError).code));
      setBusy(false);
    }
  }

  const whom = (
    <>
      <PeoplePicker label={t("members")} chosen={members} onChange={setMembers} />
      {tried && wrong === "members" && <p role="alert" className="people-problem">{t("needPeople")}</p>}
    </>
  );
  return (
    <form className="people-room" onSubmit={(event) => { event.preventDefault(); void create(); }}>
      {type === "group" && whom}
      <TextField
        label={type === "group" ? t("groupName") : t("channelName")} value={title} maxLength={limits.nameCharacters} onChange={(event) => setTitle(event.target.value)}
        placeholder={type === "group" && members.length > 0 ? byNames : undefined} error={tried && wrong === "title" ? t("needName") : undefined}
      />
      <TextArea label={t("description")} rows={2} value={description} maxLength={limits.descriptionCharacters} onChange={(event) => setDescription(event.target.value)} />
      <RadioGroup
        label={t("visibility")} value={visibility} onChange={(value) => setVisibility(value as Visibility)}
        options={[{ value: "public", label: t("public"), hint: t("publicHint") }, { value: "private", label: t("private"), hint: t("privateHint") }]}
      />
      <RadioGroup
        label={t("history")} value={history} onChange={(value) => setHistory(value as HistoryVisibility)}
        options={[{ value: "from_start", label: t("fromStart") }, { value: "from_join", label: t("fromJoin") }]}
      />
      {type === "channel" && whom}
      {problem && <p role="alert" className="people-problem">{problem}</p>}
      <div className="people-room-actions">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button kind="primary" type="submit" busy={isBusy}>{type === "group" ? t("createGroup") : t("createChannel")}</Button>
      </div>
    </form>
  );
}
