export default function NewConversation(_: { onClose(): void }) {
  return null;
}
