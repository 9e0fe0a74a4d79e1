// The workspace's settings as the form's fields hold them, and the change that leads from one to another.
import type { UpdateWorkspace, WorkspaceView } from "@parley/client";

const MEGABYTE = 1_000_000;

export interface Draft {
  name: string; registration: string; invite_code: string; account_types: string;
  restore_days: string; evidence_days: string; all_limit: string;
  max_bytes: string; max_member: string; max_admin: string; max_owner: string; quota_bytes: string; allowed_types: string; metadata_keys: string;
  link_previews: boolean; push_content: boolean; admin_reads_messages: boolean;
}

const number = (value: number | null | undefined) => (value == null ? "" : String(value));
const megabytes = (bytes: number | null | undefined) => (bytes == null ? "" : String(bytes / MEGABYTE));
const words = (list: string[] | null | undefined) => (list ?? []).join(", ");

export function draftOf({ name, registration, invite_code, account_types, settings }: WorkspaceView): Draft {
  const files = settings?.files;
  return {
    name, registration, invite_code: invite_code ?? "", account_types: words(account_types),
    restore_days: number(settings?.restore_days), evidence_days: number(settings?.moderation?.evidence_days), all_limit: number(settings?.mentions?.all_limit),
    max_bytes: megabytes(files?.max_bytes), max_member: megabytes(files?.max_bytes_by_role?.member), max_admin: megabytes(files?.max_bytes_by_role?.admin), max_owner: megabytes(files?.max_bytes_by_role?.owner),
    quota_bytes: megabytes(files?.quota_bytes), allowed_types: words(files?.allowed_types), metadata_keys: words(settings?.metadata_keys),
    // What is not set is as the server has it, and that is "yes" for all three.
    link_previews: settings?.link_previews ?? true, push_content: settings?.push?.content ?? true, admin_reads_messages: settings?.admin_reads_messages ?? true,
  };
}

const list = (text: string) => text.split(/[,\n]/).map((word) => word.trim()).filter(Boolean);
/** Empty means "the server's own", which the server calls null. */
const listOrNull = (text: string) => { const items = list(text); return items.length > 0 ? items : null; };
const count = (text: string) => (text.trim() === "" ? null : Number(text));
const bytes = (text: string) => (text.trim() === "" ? null : Math.round(Number(text) * MEGABYTE));

/** Where in the settings each field stands, and how it is written there. */
const inSettings: Partial<Record<keyof Draft, [path: string[], write: (text: string) => unknown]>> = {
  restore_days: [["restore_days"], count], evidence_days: [["moderation", "evidence_days"], count], all_limit: [["mentions", "all_limit"], count],
  max_bytes: [["files", "max_bytes"], bytes], max_member: [["files", "max_bytes_by_role", "member"], bytes], max_admin: [["files", "max_bytes_by_role", "admin"], bytes], max_owner: [["files", "max_bytes_by_role", "owner"], bytes],
  quota_bytes: [["files", "quota_bytes"], bytes], allowed_types: [["files", "allowed_types"], listOrNull], metadata_keys: [["metadata_keys"], listOrNull],
};
const switches: Partial<Record<keyof Draft, string[]>> = { link_previews: ["link_previews"], push_content: ["push", "content"], admin_reads_messages: ["admin_reads_messages"] };

type Tree = { [name: string]: unknown };

function put(tree: Tree, [first, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) tree[first!] = value;
  else put((tree[first!] ??= {}) as Tree, rest, value);
}

export const changedFields = (from: Draft, to: Draft) => (Object.keys(from) as (keyof Draft)[]).filter((name) => from[name] !== to[name]);

/** Only what differs, so that two administrators do not undo each other. */
export function changeOf(from: Draft, to: Draft): UpdateWorkspace {
  const change: UpdateWorkspace = {}, settings: Tree = {};
  for (const name of changedFields(from, to)) {
    const [place, onOff] = [inSettings[name], switches[name]];
    if (place) put(settings, place[0], place[1](String(to[name])));
    else if (onOff) put(settings, onOff, to[name]);
    else if (name === "account_types") change.account_types = list(to.account_types);
    else (change as Tree)[name] = to[name];
  }
  return Object.keys(settings).length > 0 ? { ...change, settings } : change;
}
