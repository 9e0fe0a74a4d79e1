// Node 18 or newer, no packages. Express: app.get("/chat-token", (request, response) => response.type("text").send(chatToken(request.user.id, request.user.name)))
import { createHmac } from "node:crypto";

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token for the person whom this server has signed in; Parley makes the account on first sight. */
export function chatToken(userId, name) {
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iss: process.env.CHAT_ISSUER, sub: String(userId), name, iat: now, exp: now + 600 })}`;
  return `${signed}.${createHmac("sha256", process.env.CHAT_SECRET).update(signed).digest("base64url")}`;
}
