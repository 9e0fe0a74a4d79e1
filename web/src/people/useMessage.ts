import type { ParleyError, UserId } from "@parley/client";
import { useState } from "react";
import { useLocation } from "wouter";
import { parley } from "../app/parley.ts";
import { toConversation } from "../app/routes.ts";
import { errorText } from "../i18n/format.ts";
import { toast } from "../ui/toasts.ts";

/** Opens the direct conversation with somebody; answers whether it is on its way. */
export function useMessage(onOpened?: () => void): [(id: UserId) => void, boolean] {
  const [, go] = useLocation();
  const [isOpening, setOpening] = useState(false);
  async function message(id: UserId) {
    setOpening(true);
    try {
      const conversation = await parley.direct(id);
      go(toConversation(conversation.id));
      onOpened?.();
    } catch (error) {
      toast(errorText((error as ParleyError).code), { kind: "problem" });
    } finally {
      setOpening(false);
    }
  }
  return [(id) => void message(id), isOpening];
}
