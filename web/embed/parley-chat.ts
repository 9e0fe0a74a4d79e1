// The one script tag of other people's pages: it defines <parley-chat>, and nothing else of the page is touched.
import { ParleyChat } from "./ParleyChat.ts";

// A page that loads it twice, by two addresses, keeps the first.
if (!customElements.get("parley-chat")) customElements.define("parley-chat", ParleyChat);

export { ParleyChat };
