// Elements without innerHTML: what people wrote only ever becomes text nodes.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  send: "M12 19V6M6 11.5L12 5.5l6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  reply: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6v1",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.01M15 9.5v.01",
  pencil: "M4 20h4L19 9l-4-4L4 16v4M13.5 6.5l4 4",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.2a6.5 6.5 0 0 1 3.5 5.8",
  out: "M14 4H6v16h8M11 12h10M17 8l4 4-4 4",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2",
  check: "M5 12.5l4.5 4.5L19 7.5",
};

/** Makes an element. Functions become listeners, `true` an empty attribute, null and false nothing. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows only a picture; the label is its name and its tooltip. */
export function iconButton(name, label, onclick, props = {}) {
  return h("button", { type: "button", class: "icon-button", title: label, "aria-label": label, onclick, ...props }, icon(name));
}

const shown = new WeakMap();

/**
 * Makes a parent's children match a list of `{key, sig, make}`, touching only those whose `sig` differs, so that focus,
 * selection and scrolling stay where they are.
 */
export function reconcile(parent, items) {
  const before = shown.get(parent) ?? new Map();
  const after = new Map();
  let at = parent.firstChild;
  for (const item of items) {
    const old = before.get(item.key);
    const same = old !== undefined && old.sig.length === item.sig.length && old.sig.every((part, i) => Object.is(part, item.sig[i]));
    const element = same ? old.element : item.make();
    if (old && !same) {
      const focused = old.element.contains(document.activeElement);
      if (old.element === at) at = element;
      old.element.replaceWith(element);
      if (focused) (element.matches("[tabindex], button") ? element : element.querySelector("[tabindex], button"))?.focus();
    }
    if (element === at) at = at.nextSibling;
    else parent.insertBefore(element, at);
    before.delete(item.key);
    after.set(item.key, { sig: item.sig, element });
  }
  for (const gone of before.values()) gone.element.remove();
  shown.set(parent, after);
}
