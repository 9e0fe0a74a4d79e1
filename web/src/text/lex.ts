import { Lexer, type Token, Tokenizer } from "marked";
import { Recent } from "./Recent.ts";

const DEEPEST = 8;

/** Markdown as chat needs it. What vanishes or surprises in a message (HTML, reference definitions, underlined headings, code by indentation) stays text. */
class ChatTokenizer extends Tokenizer {
  private depth = 0;

  /** `>>>>…` and `*_*_…` of sixteen thousand signs end here instead of on the stack. */
  private within<T>(work: () => T): T | undefined {
    if (this.depth >= DEEPEST) return undefined;
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
    }
  }

  override html(): undefined { return undefined; }
  override tag(): undefined { return undefined; }
  override def(): undefined { return undefined; }
  override reflink(): undefined { return undefined; }
  override lheading(): undefined { return undefined; }
  override code(): undefined { return undefined; }
  override blockquote(src: string) { return this.within(() => super.blockquote(src)); }
  override list(src: string) { return this.within(() => super.list(src)); }
  override link(src: string) { return this.within(() => super.link(src)); }
  override del(src: string, masked: string, before?: string) { return this.within(() => super.del(src, masked, before)); }
  override emStrong(src: string, masked: string, before?: string) { return this.within(() => super.emStrong(src, masked, before)); }
}

/** Words between `||` are hidden until they are asked for. */
function spoiler(this: { lexer: Lexer }, src: string) {
  const found = /^\|\|(?=\S)([^\n]*?\S)\|\|/.exec(src);
  return found ? { type: "spoiler", raw: found[0], text: found[1]!, tokens: this.lexer.inlineTokens(found[1]!) } : undefined;
}

const extensions = { inline: [spoiler], startInline: [(src: string) => src.indexOf("||")], renderers: {}, childTokens: {} };

const recent = new Recent<Token[]>(400, 1_000_000);

/** The tokens of a message's text; the same text is read once while it is among the recent ones. */
export function lex(text: string): Token[] {
  const known = recent.get(text);
  if (known) return known;
  const lexer = new Lexer({ gfm: true, breaks: true, tokenizer: new ChatTokenizer(), extensions: extensions as never });
  const tokens = [...lexer.lex(text)];
  recent.set(text, tokens, text.length);
  return tokens;
}
