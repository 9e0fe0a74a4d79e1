import { ExternalLink, Keyboard } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { openDialog } from "../app/dialogs.ts";
import { parley } from "../app/parley.ts";
import { version } from "../../package.json";
import { Button } from "../ui/Button.tsx";
import { Group } from "./Group.tsx";
import { InstallRow } from "./InstallRow.tsx";
import { libraries } from "./libraries.ts";
import { serverVersion } from "./serverVersion.ts";

/** Which versions run, where the reference is, and whose work this stands on. */
export default function AboutSection() {
  const { t } = useTranslation("settings");
  const [server, setServer] = useState<string>();
  useEffect(() => {
    const giveUp = new AbortController();
    serverVersion(giveUp.signal).then(setServer, () => { if (!giveUp.signal.aborted) setServer(""); });
    return () => giveUp.abort();
  }, []);
  return (
    <div className="settings-sections">
      <Group title={t("about.versions")}>
        <dl className="settings-facts">
          <dt>{t("about.app")}</dt><dd>{version}</dd>
          <dt>{t("about.server")}</dt><dd>{server === "" ? t("about.unknown") : server ?? "…"}</dd>
          <dt>{t("about.address")}</dt><dd><bdi>{parley.rest.url}</bdi></dd>
        </dl>
      </Group>
      <Group title={t("about.help")}>
        <div className="settings-actions">
          <Button icon={<Keyboard aria-hidden="true" />} onClick={() => openDialog({ kind: "shortcuts" })}>{t("about.shortcuts")}</Button>
          <a className="ui-button ui-button-plain" href="/reference" target="_blank" rel="noopener"><ExternalLink aria-hidden="true" />{t("about.reference")}</a>
        </div>
      </Group>
      <InstallRow />
      <Group title={t("about.licences")} hint={t("about.licencesHint")}>
        <dl className="settings-facts settings-facts-dense">
          {libraries.map(({ name, licence }) => <div key={name}><dt><bdi>{name}</bdi></dt><dd><bdi>{licence}</bdi></dd></div>)}
        </dl>
      </Group>
    </div>
  );
}
