import type { MessageView } from "@parley/client";
import type { TFunction } from "i18next";
import { formatList } from "../../i18n/format.ts";

/** A message in one line: its text, the names of its files, or that it is gone. */
export function messageWords(message: MessageView, t: TFunction<"admin">): string {
  if (message.deleted_at) return t("messages.deletedWords");
  return message.content || formatList(message.attachments.map(({ name }) => name)) || t("messages.withoutText");
}
