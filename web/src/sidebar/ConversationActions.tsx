import type { Conversation, ParleyError } from "@parley/client";
import { Archive, ArchiveRestore, Bell, BellOff, CheckCheck, Link2, LogOut, Pin, PinOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { parley, useCell } from "../app/parley.ts";
import { toConversation } from "../app/routes.ts";
import { errorText } from "../i18n/format.ts";
import { MenuItem, MenuSeparator, MenuSub } from "../ui/Menu.tsx";
import { toast } from "../ui/toasts.ts";
import { isMuted } from "./order.ts";

const MUTES: [words: string, minutes: number | null][] = [["mute1h", 60], ["mute8h", 480], ["mute1d", 1440], ["mute1w", 10_080], ["muteAlways", null]];

/** What one does with a conversation for oneself; the items of a menu. */
export function ConversationActions({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("sidebar");
  const [location, go] = useLocation();
  const view = useCell(conversation.view);
  const act = (path: string, body?: unknown, undo?: () => void, said?: string) =>
    parley.rest.post(`/conversations/${conversation.id}/${path}`, body).then(
      () => { if (said) toast(said, undo && { action: { label: t("undo"), onAct: undo } }); },
      (error: ParleyError) => toast(errorText(error.code), { kind: "problem" }));
  const muted = isMuted(view);
  return (
    <>
      {(view.unread_count ?? 0) > 0
        ? <MenuItem icon={<CheckCheck />} onSelect={() => conversation.markRead()}>{t("markRead")}</MenuItem>
        : <MenuItem icon={<CheckCheck />} disabled={!conversation.lastOrdinal} onSelect={() => void conversation.markUnread(conversation.lastOrdinal).catch((error: ParleyError) => toast(errorText(error.code), { kind: "problem" }))}>{t("markUnread")}</MenuItem>}
      <MenuItem icon={view.my?.pinned ? <PinOff /> : <Pin />} onSelect={() => void act(view.my?.pinned ? "unpin" : "pin")}>{t(view.my?.pinned ? "unpin" : "pin")}</MenuItem>
      {muted ? <MenuItem icon={<Bell />} onSelect={() => void act("unmute")}>{t("unmute")}</MenuItem> : (
        <MenuSub icon={<BellOff />} label={t("mute")}>
          {MUTES.map(([words, minutes]) => (
            <MenuItem key={words} onSelect={() => void act("mute", { until: minutes && new Date(Date.now() + minutes * 60_000).toISOString() })}>{t(words)}</MenuItem>
          ))}
        </MenuSub>
      )}
      <MenuItem
        icon={view.my?.archived ? <ArchiveRestore /> : <Archive />}
        onSelect={() => void (view.my?.archived ? act("unarchive") : act("archive", undefined, () => void act("unarchive"), t("archived")))}
      >
        {t(view.my?.archived ? "unarchive" : "archive")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Link2 />} onSelect={() => void navigator.clipboard.writeText(window.location.origin + toConversation(conversation.id)).then(() => toast(t("linkCopied")), () => toast(t("copyRefused"), { kind: "problem" }))}>{t("copyLink")}</MenuItem>
      {view.type !== "direct" && (
        <MenuItem icon={<LogOut />} danger onSelect={() => void act("leave").then(() => { if (location.startsWith(toConversation(conversation.id))) go("/"); })}>{t("leave")}</MenuItem>
      )}
    </>
  );
}
