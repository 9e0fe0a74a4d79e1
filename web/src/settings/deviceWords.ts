/** What a browser says of itself, as people call it. Order matters: most browsers also claim to be the older ones. */
export interface Device { browser?: string; system?: string; kind: "phone" | "computer" | "program" }

const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"], [/\bOPR\/|\bOPiOS\//, "Opera"], [/\bVivaldi\//, "Vivaldi"], [/SamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"], [/HeadlessChrome\//, "Chromium"], [/\bChrome\/|\bCriOS\//, "Chrome"], [/\bVersion\/[\d.]+.*Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string, Device["kind"]][] = [
  [/\biPhone\b/, "iPhone", "phone"], [/\biPad\b/, "iPad", "phone"], [/\bAndroid\b/, "Android", "phone"], [/\bCrOS\b/, "ChromeOS", "computer"],
  [/\bWindows\b/, "Windows", "computer"], [/\bMac OS X\b|\bMacintosh\b/, "macOS", "computer"], [/\bLinux\b|\bX11\b/, "Linux", "computer"],
];

export function deviceOf(userAgent: string | null): Device {
  if (!userAgent) return { kind: "program" };
  const system = SYSTEMS.find(([sign]) => sign.test(userAgent));
  const browser = BROWSERS.find(([sign]) => sign.test(userAgent))?.[1];
  // A program names itself first: "curl/8.5.0", "okhttp/4.12".
  if (!browser && !system) return { browser: userAgent.split(/[\s/]/)[0]?.slice(0, 40) || undefined, kind: "program" };
  return { browser, system: system?.[1], kind: system?.[2] ?? "computer" };
}
