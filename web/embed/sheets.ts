// Styles as constructed sheets, shared by all elements of the page: no style tags, so the page's policy need not allow any.
import tokens from "../src/styles/tokens.css?inline";
import host from "./styles/host.css?inline";
import theme from "./styles/theme.css?inline";

const made = new Map<string, CSSStyleSheet>();

function sheetOf(css: string): CSSStyleSheet {
  let sheet = made.get(css);
  if (!sheet) {
    made.set(css, (sheet = new CSSStyleSheet()));
    sheet.replaceSync(css);
  }
  return sheet;
}

/** The element's own look; with `panel` the panel's as well. */
export function dress(root: ShadowRoot, panel?: string): void {
  root.adoptedStyleSheets = [tokens + theme + host, panel].filter((css) => css !== undefined).map(sheetOf);
}
