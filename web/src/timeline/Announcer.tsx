import type { Conversation } from "@parley/client";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { plainText } from "../text/plainText.ts";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";

const GATHER = 1_200; // ms: a burst is told as a number

/** Tells those who listen what came, once and politely: the only live region of the timeline. */
export function Announcer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("timeline");
  const [said, say] = useState("");

  useEffect(() => {
    let waiting: string[] = [], timer = 0;
    const stop = parley.on("message", ({ conversation: other, message }) => {
      if (other !== conversation || message.message_type === "system") return;
      const name = parley.people.person(message.sender_id).get()?.display_name ?? "";
      waiting.push(t("announced", { name, text: plainText(message.content, 300) || t("files", { count: message.attachments.length }) }));
      timer ||= window.setTimeout(() => {
        say(waiting.length > 2 ? t("announcedMany", { count: waiting.length }) : waiting.join(" "));
        [waiting, timer] = [[], 0];
      }, GATHER);
    });
    return () => { stop(); clearTimeout(timer); };
  }, [conversation, t]);

  return <VisuallyHidden><div role="status" aria-live="polite">{said}</div></VisuallyHidden>;
}
