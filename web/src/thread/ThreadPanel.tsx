import type { Conversation } from "@parley/client";

export default function ThreadPanel(_: { conversation: Conversation; root: string }) {
  return null;
}
