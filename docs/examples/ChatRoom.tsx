// Seed 004's chat room of eighty lines, in five: history, live messages, sending, an outbox, catching up after a break.
import { useTimeline } from "@parley/react";

export function ChatRoom({ conversationId }: { conversationId: string }) {
  const { items, send } = useTimeline(conversationId);
  return <form action={(form) => { send(String(form.get("text"))); }}>
    {items.map(({ message }) => <p key={message.id}>{message.content}</p>)}<input name="text" required /></form>;
}
