export default function SavedPage() {
  return null;
}
