const ALLOWED = new Set(["http:", "https:", "mailto:"]);

/** The address of a link that may be followed; null for everything that is not the web or mail, and for what has no host of its own. */
export function safeLink(href: string): URL | null {
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return null;
  try {
    const url = new URL(href);
    return ALLOWED.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

const LOOKS_LIKE_ADDRESS = /^\s*(?:https?:\/\/|www\.|(?:[^\s/@]+@)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/:?#]|$))/iu;

/**
 * The host that a link leads to, where its words say something else: another address, a name before an `@`, or letters that look like others.
 * Null where there is nothing to say.
 */
export function honestHost(words: string, url: URL): string | null {
  if (url.protocol === "mailto:" || !LOOKS_LIKE_ADDRESS.test(words)) return null;
  const shown = words.trim().replace(/^https?:\/\//i, "").replace(/[/?#][^]*$/, "").toLowerCase();
  const bare = (host: string) => host.replace(/^www\./, "").replace(/:\d+$/, "");
  return bare(shown) === bare(url.host) ? null : url.host;
}
