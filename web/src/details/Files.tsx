import type { Conversation, FileKind } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Tabs } from "../ui/Tabs.tsx";
import { FileList } from "./FileList.tsx";
import { ImageWall } from "./ImageWall.tsx";

const KINDS: FileKind[] = ["video", "audio", "document", "archive", "other"];

/** What was sent here: pictures as a wall, the rest as lists, by what it is. */
export function Files({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("details");
  const [tab, setTab] = useState("image");
  return (
    <div className="details-column details-files">
      <Tabs
        label={t("part.files")} value={tab} onChange={setTab}
        tabs={[
          { id: "image", label: t("files.image"), content: <ImageWall conversation={conversation} /> },
          ...KINDS.map((kind) => ({ id: kind, label: t(`files.${kind}`), content: <FileList conversation={conversation} kind={kind} /> })),
        ]}
      />
    </div>
  );
}
