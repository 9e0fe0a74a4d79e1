export default function ProfileDialog(_: { id: string; onClose(): void }) {
  return null;
}
