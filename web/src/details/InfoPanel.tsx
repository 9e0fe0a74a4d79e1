import type { Conversation } from "@parley/client";

export default function InfoPanel(_: { conversation: Conversation; kind: string }) {
  return null;
}
