import { Search, UserPlus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { openDialog } from "../app/dialogs.ts";
import { PageFrame } from "../app/PageFrame.tsx";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { formatNumber } from "../i18n/format.ts";
import { Blocked } from "./Blocked.tsx";
import { useBlocks } from "./blocks.ts";
import { Directory } from "./Directory.tsx";
import "./People.css";

/** Everybody of the workspace, and whom one has blocked. */
export default function PeoplePage() {
  const { t } = useTranslation("people");
  const [query, setQuery] = useState("");
  const [tab, setTab] = useState("everybody");
  const blocked = useBlocks();
  return (
    <PageFrame
      title={t("title")}
      actions={<Button kind="primary" icon={<UserPlus />} onClick={() => openDialog({ kind: "newConversation" })}>{t("newConversation")}</Button>}
      tools={<TextField className="people-search" label={t("find")} hideLabel type="search" placeholder={t("find")} before={<Search />} value={query} onChange={(event) => { setQuery(event.target.value); setTab("everybody"); }} />}
    >
      <Tabs
        label={t("title")} value={tab} onChange={setTab}
        tabs={[
          { id: "everybody", label: t("everybody"), content: <Directory query={useDeferredValue(query.trim())} /> },
          { id: "blocked", label: t("blockedPeople"), count: blocked?.size ? formatNumber(blocked.size) : undefined, content: <Blocked /> },
        ]}
      />
    </PageFrame>
  );
}

