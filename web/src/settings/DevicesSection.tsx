import type { ParleyError, PushDeviceView, PushSubscriptionView, SessionView } from "@parley/client";
import { Bell, Laptop, Smartphone, SquareTerminal } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { errorText, formatFull, formatWhen } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { toast } from "../ui/toasts.ts";
import { deviceOf } from "./deviceWords.ts";
import { Group, Row, Rows } from "./Group.tsx";
import { Loaded } from "./Loaded.tsx";
import { saySaved } from "./saved.ts";
import { useRemoteList } from "./useRemote.ts";

type Asked = { kind: "one"; session: SessionView } | { kind: "others" } | { kind: "everywhere" };

/** Where one is signed in, and where pushes go. */
export default function DevicesSection() {
  const { t } = useTranslation("settings");
  const sessions = useRemoteList<SessionView>("/sessions");
  const browsers = useRemoteList<PushSubscriptionView>("/push/subscriptions");
  const phones = useRemoteList<PushDeviceView>("/push/devices");
  const [asked, ask] = useState<Asked>();
  const close = () => ask(undefined);

  const name = ({ user_agent }: SessionView) => {
    const { browser, system } = deviceOf(user_agent);
    return browser && system ? t("devices.on", { browser, system }) : browser ?? system ?? t("devices.unknown");
  };
  const others = sessions.value?.filter(({ current }) => !current) ?? [];
  const end = async (list: SessionView[]) => {
    for (const { id } of list) {
      await parley.rest.delete(`/sessions/${id}`).catch((error: ParleyError) => { if (error.code !== "not_found") throw error; }); // gone already is as good
      sessions.set((now) => now.filter((other) => other.id !== id));
    }
    saySaved();
  };
  const endAll = async () => {
    await parley.rest.post("/auth/logout-all");
    await parley.logOut();
  };
  const takeOff = (path: string, remote: typeof browsers | typeof phones, id: string) =>
    parley.rest.delete(`${path}/${id}`).then(() => { remote.reload(); saySaved(); }, (error: ParleyError) => toast(errorText(error.code), { kind: "problem" }));

  return (
    <div className="settings-sections">
      <Group title={t("devices.sessions")} hint={t("devices.sessionsHint")}>
        <Loaded remote={sessions} height={140}>{(list) => (
          <Rows label={t("devices.sessions")}>
            {list.map((session) => (
              <Row
                key={session.id} icon={iconOf(session)} title={name(session)} note={session.current && t("devices.this")}
                text={<>
                  {session.address && <><bdi dir="ltr">{session.address}</bdi> · </>}
                  <time dateTime={session.last_used_at} title={formatFull(session.last_used_at)}>{session.current ? t("devices.now") : t("devices.lastUsed", { when: formatWhen(session.last_used_at) })}</time>
                </>}
              >
                {!session.current && <Button size="small" aria-label={t("devices.endOne", { name: name(session) })} onClick={() => ask({ kind: "one", session })}>{t("devices.end")}</Button>}
              </Row>
            ))}
          </Rows>
        )}</Loaded>
        <div className="settings-actions">
          {others.length > 0 && <Button onClick={() => ask({ kind: "others" })}>{t("devices.endOthers")}</Button>}
          <Button kind="quiet" onClick={() => ask({ kind: "everywhere" })}>{t("devices.endAll")}</Button>
        </div>
      </Group>
      <Group title={t("devices.pushes")} hint={t("devices.pushesHint")}>
        <Loaded remote={browsers}>{(list) => list.length === 0 && !phones.value?.length ? <p className="settings-hint">{t("devices.noPushes")}</p> : (
          <Rows label={t("devices.pushes")}>
            {list.map((one) => (
              <Row key={one.id} icon={<Bell />} title={t("devices.browserPush", { host: one.host })} note={one.current && t("devices.this")} text={since(one)}>
                <Button size="small" onClick={() => void takeOff("/push/subscriptions", browsers, one.id)}>{t("devices.takeOff")}</Button>
              </Row>
            ))}
            {phones.value?.map((one) => (
              <Row key={one.id} icon={<Smartphone />} title={t("devices.phonePush", { platform: one.platform })} note={one.current && t("devices.this")} text={since(one)}>
                <Button size="small" onClick={() => void takeOff("/push/devices", phones, one.id)}>{t("devices.takeOff")}</Button>
              </Row>
            ))}
          </Rows>
        )}</Loaded>
      </Group>
      <ConfirmDialog
        open={asked?.kind === "one" || asked?.kind === "others"} onClose={close} confirm={t("devices.end")} problemText={problemText}
        title={asked?.kind === "one" ? t("devices.endOne", { name: name(asked.session) }) : t("devices.endOthers")} text={t("devices.endText")}
        names={asked?.kind === "others" ? others.map(name) : undefined} onConfirm={() => end(asked?.kind === "one" ? [asked.session] : others)}
      />
      <ConfirmDialog
        open={asked?.kind === "everywhere"} onClose={close} title={t("devices.endAll")} text={t("devices.endAllText")} confirm={t("devices.endAll")}
        problemText={problemText} onConfirm={endAll}
      />
    </div>
  );

  function since({ created_at, last_delivered_at }: { created_at: string; last_delivered_at: string | null }) {
    return last_delivered_at ? t("devices.delivered", { when: formatWhen(last_delivered_at) }) : t("devices.since", { when: formatWhen(created_at) });
  }
}

const problemText = (error: unknown) => errorText((error as ParleyError).code);

function iconOf({ user_agent }: SessionView) {
  const { kind } = deviceOf(user_agent);
  return kind === "phone" ? <Smartphone /> : kind === "computer" ? <Laptop /> : <SquareTerminal />;
}
