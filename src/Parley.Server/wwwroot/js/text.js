// A message's text as elements: links, `code` and ``` blocks. Everything else is plain text.
import { h } from "./dom.js";

const PARTS = /\n?```(?:\w*\n)?([\s\S]+?)```\n?|`([^`\n]+)`|(https?:\/\/[^\s<>"]+)/g;
const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\s){1,24}$/u;

export function textOf(content) {
  if (ONLY_EMOJI.test(content)) return h("div", { class: "text emoji", dir: "auto" }, content);
  const element = h("div", { class: "text", dir: "auto" });
  let done = 0;
  for (const match of content.matchAll(PARTS)) {
    element.append(content.slice(done, match.index));
    done = match.index + match[0].length;
    const [, block, code, address] = match;
    if (block) element.append(h("pre", {}, h("code", {}, block.replace(/\n$/, ""))));
    else if (code) element.append(h("code", {}, code));
    else {
      // A full stop or a bracket after an address belongs to the sentence.
      const tail = /[.,;:!?)\]}'"]+$/.exec(address)?.[0] ?? "";
      const href = address.slice(0, address.length - tail.length);
      element.append(h("a", { href, target: "_blank", rel: "noopener noreferrer" }, href), tail);
    }
  }
  element.append(content.slice(done));
  return element;
}
