// The round button at the page's corner. Plain DOM: it is there before anything heavy is loaded.
import { say, type Speech } from "./words.ts";

const SVG = "http://www.w3.org/2000/svg";

function icon(className: string, ...paths: string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ class: className, viewBox: "0 0 24 24", "aria-hidden": "true" })) svg.setAttribute(name, value);
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

export class Launcher {
  readonly button = document.createElement("button");
  readonly #badge = document.createElement("span");

  constructor(onClick: () => void) {
    this.button.type = "button";
    this.button.className = "launcher";
    this.button.setAttribute("part", "launcher");
    this.button.setAttribute("aria-haspopup", "dialog");
    this.button.addEventListener("click", onClick);
    this.#badge.className = "launcher-badge";
    this.#badge.setAttribute("part", "badge");
    this.#badge.setAttribute("aria-hidden", "true");
    this.button.append(
      icon("launcher-chat", "M12 3.5c-5 0-9 3.4-9 7.7 0 2.4 1.2 4.5 3.2 5.9-.1 1-.5 2.2-1.3 3.2 1.8-.2 3.4-.9 4.6-1.8.8.2 1.6.3 2.5.3 5 0 9-3.4 9-7.6s-4-7.7-9-7.7Z"),
      icon("launcher-close", "M6 9l6 6 6-6"),
      this.#badge,
    );
  }

  show(speech: Speech, open: boolean, count: number): void {
    const label = open ? say(speech, "close") : count > 0 ? say(speech, "openUnread", { count }) : say(speech, "open");
    const number = new Intl.NumberFormat(speech.locale);
    this.button.dir = speech.direction;
    this.button.title = label;
    this.button.setAttribute("aria-label", label);
    this.button.setAttribute("aria-expanded", String(open));
    this.#badge.textContent = count > 99 ? `${number.format(99)}+` : number.format(count);
    this.#badge.hidden = open || count === 0;
  }
}
