import type { UserView } from "@parley/client";
import { Keyboard, LogOut, Smile, UserRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { errorText } from "../i18n/format.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "../ui/Menu.tsx";
import { toast } from "../ui/toasts.ts";
import { currentStatus } from "./customStatus.ts";
import { openDialog } from "./dialogs.ts";
import { parley, useCell } from "./parley.ts";
import { choosePresence, useChosenPresence, type Chosen } from "./presence.ts";

/** One's own picture: how reachable one is, one's status, the way out. */
export function MyMenu({ me }: { me: UserView }) {
  const { t } = useTranslation("app");
  const [, go] = useLocation();
  const presence = useChosenPresence();
  const state = useCell(parley.state);
  const [isLeaving, leave] = useState(false);
  const status = currentStatus(me);
  const unsent = useCell(parley.unsent).length;
  const logOut = () => parley.logOut().then(() => go("/"), (error: { code: string }) => toast(errorText(error.code), { kind: "problem" }));
  return (
    <>
      <Menu
        label={t("me.menu")} side="top" align="start"
        trigger={(
          <button type="button" className="rail-me" aria-label={t("me.menu")}>
            <Avatar id={me.id} name={me.display_name} url={me.avatar_url} size={32} presence={state.kind === "live" ? presence : "offline"} />
          </button>
        )}
      >
        <MenuLabel>{me.display_name}</MenuLabel>
        <MenuItem icon={<Smile />} onSelect={() => openDialog({ kind: "status" })}>{status ? `${status.emoji ?? ""} ${status.text ?? ""}`.trim() : t("me.setStatus")}</MenuItem>
        <MenuSeparator />
        <MenuChoice
          label={t("me.presence")} value={presence} onChange={(value) => choosePresence(value as Chosen)}
          options={(["online", "away", "busy", "offline"] as const).map((value) => ({ value, label: t(`me.${value}`) }))}
        />
        <MenuSeparator />
        <MenuItem icon={<UserRound />} onSelect={() => go("/settings/profile")}>{t("me.profile")}</MenuItem>
        <MenuItem icon={<Keyboard />} keys="?" onSelect={() => openDialog({ kind: "shortcuts" })}>{t("shortcuts.title")}</MenuItem>
        <MenuItem icon={<LogOut />} onSelect={() => (unsent > 0 ? leave(true) : void logOut())}>{t("me.logOut")}</MenuItem>
      </Menu>
      <ConfirmDialog
        open={isLeaving} onClose={() => leave(false)} title={t("me.logOut")} text={t("me.unsent", { count: unsent })} confirm={t("me.logOut")}
        onConfirm={logOut}
      />
    </>
  );
}
