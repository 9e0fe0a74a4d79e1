// The box that holds the panel: a dialog over the page's corner, over the whole screen of a phone, or a part of the page.
import type { Speech } from "./words.ts";

const PHONE = "(max-width: 599px)";

export class PanelBox {
  readonly element: HTMLElement;
  /** Where the panel is drawn: inside the box, so that it hears Escape before the box does. */
  readonly content = document.createElement("div");
  readonly #isBubble: boolean;
  readonly #phone = matchMedia(PHONE);
  #shown = false;
  #opener: HTMLElement | undefined;

  constructor(isBubble: boolean, onClose: () => void) {
    this.#isBubble = isBubble;
    this.element = document.createElement(isBubble ? "dialog" : "section");
    this.element.className = isBubble ? "box box-bubble" : "box box-inline";
    this.element.setAttribute("part", "panel");
    this.element.title = ""; // the element's own `title` names a room: it is no tooltip for everything inside
    this.content.className = "content";
    this.element.append(this.content);
    if (!isBubble) return;
    this.element.addEventListener("cancel", (event) => { event.preventDefault(); onClose(); });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.stopPropagation();
      event.preventDefault();
      onClose();
    });
  }

  get #dialog(): HTMLDialogElement | undefined { return this.#isBubble ? this.element as HTMLDialogElement : undefined; }

  say({ language, direction }: Speech, label: string): void {
    this.element.lang = language;
    this.element.dir = direction;
    this.element.setAttribute("aria-label", label);
  }

  show(opener: HTMLElement | undefined): void {
    const dialog = this.#dialog;
    if (!dialog || this.#shown) return;
    this.#shown = true;
    this.#opener = opener;
    this.settle();
    this.#phone.addEventListener("change", this.#again);
    visualViewport?.addEventListener("resize", this.#fit);
    visualViewport?.addEventListener("scroll", this.#fit);
  }

  hide(): void {
    const dialog = this.#dialog;
    if (!dialog || !this.#shown) return;
    this.#shown = false;
    const hadFocus = dialog.matches(":focus-within");
    dialog.close();
    this.#phone.removeEventListener("change", this.#again);
    visualViewport?.removeEventListener("resize", this.#fit);
    visualViewport?.removeEventListener("scroll", this.#fit);
    if (hadFocus) this.#opener?.focus();
  }

  /** Shows the dialog the right way: over everything on a phone, beside the page elsewhere. Again after a move in the page. */
  settle(): void {
    const dialog = this.#dialog;
    if (!dialog || !this.#shown || !dialog.isConnected) return;
    const focused = (dialog.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    if (dialog.open) dialog.close();
    if (this.#phone.matches) dialog.showModal();
    else dialog.show();
    if (focused && dialog.contains(focused)) focused.focus();
    this.#fit();
  }

  readonly #again = (): void => this.settle();

  /** The keyboard of a phone covers the page without making it smaller. */
  readonly #fit = (): void => {
    const { style } = this.element;
    if (!this.#phone.matches || !visualViewport) {
      style.removeProperty("--seen");
      style.removeProperty("--seen-from");
    } else {
      style.setProperty("--seen", `${visualViewport.height}px`);
      style.setProperty("--seen-from", `${visualViewport.offsetTop}px`);
    }
  };
}
