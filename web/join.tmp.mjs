// joins pictures into one, by Chromium
import { chromium } from "playwright-core"; import { readFileSync } from "node:fs";
const [out, ...files] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const p = await b.newPage({ viewport: { width: 1600, height: 900 } });
await p.setContent(`<body style="margin:0;display:flex;gap:8px;background:#888;width:max-content">${files.map((f) => `<img style="height:${process.env.H ?? 740}px" src="data:image/png;base64,${readFileSync(f).toString("base64")}">`).join("")}`);
await p.waitForTimeout(200); const box = await p.locator("body").boundingBox();
await p.setViewportSize({ width: Math.ceil(box.width), height: Math.ceil(box.height) });
await p.screenshot({ path: out }); await b.close();
