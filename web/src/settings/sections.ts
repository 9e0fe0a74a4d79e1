import { Bell, HardDrive, Info, KeyRound, Languages, Lock, MonitorSmartphone, Palette, UserRound, type LucideIcon } from "lucide-react";

/** In the order of the list; each has the address `/settings/<name>`. */
export const sections = [
  { name: "profile", Icon: UserRound },
  { name: "devices", Icon: MonitorSmartphone },
  { name: "notifications", Icon: Bell },
  { name: "appearance", Icon: Palette },
  { name: "language", Icon: Languages },
  { name: "privacy", Icon: Lock },
  { name: "tokens", Icon: KeyRound },
  { name: "storage", Icon: HardDrive },
  { name: "about", Icon: Info },
] as const satisfies readonly { name: string; Icon: LucideIcon }[];

export type SectionName = (typeof sections)[number]["name"];

export const isSection = (word: string | undefined): word is SectionName => sections.some(({ name }) => name === word);
