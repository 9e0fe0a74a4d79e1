// How the sidebar is set on this device.
import { useSyncExternalStore } from "react";
import type { Section } from "./order.ts";

export interface SidebarSettings { unreadFirst: boolean; closed: Section[]; width: number }

const KEY = "parley.sidebar";
const DEFAULT: SidebarSettings = { unreadFirst: true, closed: ["archived"], width: 264 };

function read(): SidebarSettings {
  try {
    return { ...DEFAULT, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<SidebarSettings> };
  } catch {
    return DEFAULT; // storage is forbidden in some frames; somebody may have written into it by hand
  }
}

let settings = read();
const listeners = new Set<() => void>();

export function setSidebar(part: Partial<SidebarSettings>): void {
  settings = { ...settings, ...part };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // lasts as long as the page then
  }
  for (const listener of listeners) listener();
}

export const useSidebar = (): SidebarSettings =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; }, () => settings);
