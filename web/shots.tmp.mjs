import { ada, app, browser, faults, scene } from "./look.tmp.mjs";
const [what = "design", sizes = "1440x900", theme = "light", lang = "en-US", suffix = ""] = process.argv.slice(2);
for (const size of sizes.split(",")) {
  const [width, height] = size.split("x").map(Number);
  const one = await ada({ viewport: { width, height }, colorScheme: theme, locale: lang, hasTouch: width < 800, isMobile: width < 800 });
  one.page.on("console", (l) => { if (["error", "warning"].includes(l.type())) console.log(l.type(), l.text().slice(0, 400)); });
  await one.page.goto(`${app}/c/${scene[what]}${suffix}`);
  await one.page.waitForTimeout(2500);
  await one.page.screenshot({ path: `/tmp/wt/tl-tools/${what}-${size}-${theme}-${lang}.png` });
  await one.context.close();
}
console.log(faults.join("\n"));
await browser.close();
