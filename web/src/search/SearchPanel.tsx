import type { Conversation } from "@parley/client";

export default function SearchPanel(_: { conversation: Conversation }) {
  return null;
}
