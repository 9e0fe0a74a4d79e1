// Somebody else's web site: another origin, a strict security policy, its own people; its server makes the tokens.
import { createHmac } from "node:crypto";
import { createServer } from "node:http";

export const ISSUER = "https://shop.example";
export const SECRET = "a secret of the shop and of Parley, 32 bytes or more";

/** What the chat's server must be told of the site. */
export const trusting = (origin) => ({
  "Parley:TrustedIssuers:0:Issuer": ISSUER, "Parley:TrustedIssuers:0:Algorithm": "HS256", "Parley:TrustedIssuers:0:Secret": SECRET,
  "Parley:TrustedIssuers:0:NameClaim": "name", "Parley:Web:Origins": origin,
});

const part = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** As docs/embedding.md has it; its own code is tried by scripts/check-embedding. */
export function tokenFor(id, name, { secret = SECRET, seconds = 600 } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iss: ISSUER, sub: id, name, iat: now, exp: now + seconds })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

/** Listens; `pages` maps addresses to HTML or scripts. The chat's address comes later, since it has to know this one first. */
export async function hostSite() {
  const pages = new Map();
  let policy = "";
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const page = pages.get(pathname);
    response.writeHead(page ? 200 : 404, {
      "content-type": pathname.endsWith(".js") ? "text/javascript" : pathname.endsWith(".css") ? "text/css" : "text/html; charset=utf-8", "content-security-policy": policy,
    });
    response.end(page ?? "");
  });
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    pages,
    /** The lines of docs/embedding.md, and nothing else allowed. */
    allow(chat) {
      policy = [
        "default-src 'none'", `script-src 'self' ${chat}`, "style-src 'self'", `connect-src ${chat} ${chat.replace("http", "ws")}`, "img-src 'self' blob:", `media-src ${chat}`,
        "form-action 'none'", "base-uri 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
      ].join("; ");
    },
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

/** A page of a shop with styles that would spoil a chat that let them in, and a script that keeps what the element tells. */
export function shopPage(chat, elements, { lang = "en", direction = "ltr" } = {}) {
  return `<!doctype html><html lang="${lang}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>The shop</title>
<link rel="stylesheet" href="/shop.css"><script src="/shop.js"></script><script type="module" src="${chat}/parley-chat.js"></script></head>
<body><main><h1>Garden tools</h1><p>Spades, rakes and a watering can that does not drip.</p><button type="button">Buy</button><div id="place">${elements}</div></main></body></html>`;
}

export const SHOP_CSS = `
html { font-size: 10px; } body { font: italic 22px/3 Georgia, serif; color: #264; background: #f6f4ee; margin: 0; padding: 24px; letter-spacing: 2px; text-transform: uppercase; }
* { box-sizing: content-box; } button { background: #c2410c; color: #fff; border-radius: 0; padding: 20px; } textarea { border: 5px solid red; } p { margin: 40px; }
#place { block-size: 520px; max-inline-size: 640px; text-transform: none; letter-spacing: normal; }
.brand { --parley-accent: rgb(190, 24, 93); --parley-radius: 4px; --parley-font: "DejaVu Serif", serif; }
`;

export const SHOP_JS = `
window.told = [];
for (const type of ["parley-unread", "parley-open", "parley-close", "parley-message", "parley-error"])
  addEventListener(type, (event) => window.told.push([type, JSON.parse(JSON.stringify(event.detail))]));
`;
