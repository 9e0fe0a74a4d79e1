import type { Token, Tokens } from "marked";
import { Fragment, type ReactNode } from "react";
import { CodeBlock } from "./CodeBlock.tsx";
import { honestHost, safeLink } from "./links.ts";
import { type FindMentioned, type Mentioned, splitMentions } from "./mentions.ts";
import { Spoiler } from "./Spoiler.tsx";
import { TaskBox } from "./TaskBox.tsx";

export interface Drawing {
  find?: FindMentioned;
  onMention?(person: Mentioned, element: HTMLElement): void;
  found: RegExp | null;
  /** Stands at the end of the last paragraph, such as "(edited)". */
  suffix?: ReactNode;
}

/** Tokens as elements; every word of the message becomes a text node and nothing else. */
export function drawBlocks(tokens: Token[], drawing: Drawing): ReactNode {
  const last = tokens.findLastIndex((token) => token.type !== "space");
  return tokens.map((token, at) => <Fragment key={at}>{drawBlock(token as Tokens.Generic, at === last ? drawing : { ...drawing, suffix: undefined })}</Fragment>);
}

/** By the first letter that has a direction; `dir="auto"` on a list would not look into paragraphs that have their own. */
const directionOf = (text: string): "ltr" | "rtl" | undefined => {
  const [letter] = /\p{L}/u.exec(text) ?? [];
  return letter === undefined ? undefined : /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter) ? "rtl" : "ltr";
};

const suffixAfter = ({ suffix }: Drawing) => suffix && <p className="text-suffix">{suffix}</p>;
const without = (drawing: Drawing): Drawing => ({ ...drawing, suffix: undefined });

function drawBlock(token: Tokens.Generic, drawing: Drawing): ReactNode {
  const plain = without(drawing);
  switch (token.type) {
    case "space": return null;
    case "paragraph": return <p dir="auto">{drawInline(token.tokens, plain)}{drawing.suffix}</p>;
    case "heading": return <p dir="auto" className="text-heading"><strong>{drawInline(token.tokens, plain)}</strong>{drawing.suffix}</p>;
    case "text": return token.tokens ? drawInline(token.tokens, plain) : drawText(token.text, plain);
    case "blockquote": return <><blockquote dir={directionOf(token.raw)}>{drawBlocks(token.tokens ?? [], plain)}</blockquote>{suffixAfter(drawing)}</>;
    case "code": return <><CodeBlock code={token.text} language={/^[\w+#.-]{1,24}/.exec(token.lang ?? "")?.[0].toLowerCase() ?? ""} />{suffixAfter(drawing)}</>;
    case "hr": return <><hr className="text-rule" />{suffixAfter(drawing)}</>;
    case "list": return <>{drawList(token as Tokens.List, plain)}{suffixAfter(drawing)}</>;
    case "table": return <>{drawTable(token as Tokens.Table, plain)}{suffixAfter(drawing)}</>;
    case "checkbox": return <TaskBox done={token.checked} />;
    default: return <>{drawInline([token as Token], plain)}{drawing.suffix}</>;
  }
}


function drawList(list: Tokens.List, drawing: Drawing): ReactNode {
  const items = list.items.map((item, at) => (
    <li key={at} className={item.task ? "text-task-item" : undefined}>{drawBlocks(item.tokens, drawing)}</li>
  ));
  const dir = directionOf(list.raw);
  return list.ordered ? <ol dir={dir} start={typeof list.start === "number" ? list.start : undefined}>{items}</ol> : <ul dir={dir}>{items}</ul>;
}

function drawTable(table: Tokens.Table, drawing: Drawing): ReactNode {
  const cell = (content: Tokens.TableCell, at: number, Part: "th" | "td") => (
    <Part key={at} dir="auto" scope={Part === "th" ? "col" : undefined} className={content.align ? `text-cell-${content.align}` : undefined}>{drawInline(content.tokens, drawing)}</Part>
  );
  return (
    <div className="text-table" dir={directionOf(table.raw)} tabIndex={0} role="group">
      <table>
        <thead><tr>{table.header.map((content, at) => cell(content, at, "th"))}</tr></thead>
        <tbody>{table.rows.map((row, at) => <tr key={at}>{row.map((content, column) => cell(content, column, "td"))}</tr>)}</tbody>
      </table>
    </div>
  );
}

function drawInline(tokens: Token[] | undefined, drawing: Drawing): ReactNode {
  return (tokens ?? []).map((token, at) => <Fragment key={at}>{drawWords(token as Tokens.Generic, drawing)}</Fragment>);
}

function drawWords(token: Tokens.Generic, drawing: Drawing): ReactNode {
  switch (token.type) {
    case "strong": return <strong>{drawInline(token.tokens, drawing)}</strong>;
    case "em": return <em>{drawInline(token.tokens, drawing)}</em>;
    case "del": return <del>{drawInline(token.tokens, drawing)}</del>;
    case "codespan": return <code dir="ltr" className="text-code-word">{mark(token.text, drawing)}</code>;
    case "br": return <br />;
    case "spoiler": return <Spoiler>{drawInline(token.tokens, drawing)}</Spoiler>;
    case "link": return drawLink(token as Tokens.Link, drawing);
    case "image": return drawLink({ ...token, text: token.text || token.href, tokens: [{ type: "text", raw: token.text, text: token.text || token.href, escaped: false }] } as Tokens.Link, drawing);
    case "text": return token.tokens ? drawInline(token.tokens, drawing) : drawText(token.text, drawing);
    case "escape": return mark(token.text, drawing);
    case "checkbox": return <TaskBox done={token.checked} />;
    default: return mark(token.raw, drawing);
  }
}

function drawLink(token: Tokens.Link, drawing: Drawing): ReactNode {
  const url = safeLink(token.href);
  if (!url) return mark(token.raw, drawing);
  // Words inside a link are not looked through for names: a link in a link would not be one.
  const words = drawInline(token.tokens, { ...drawing, find: undefined, onMention: undefined });
  const host = honestHost(token.text, url);
  return (
    <>
      <a href={url.href} rel="noopener noreferrer nofollow" target="_blank" title={url.href.slice(0, 300)}><bdi>{words}</bdi></a>
      {host && <span className="text-host" dir="ltr"> ({host})</span>}
    </>
  );
}

function drawText(text: string, drawing: Drawing): ReactNode {
  return splitMentions(text, drawing.find).map((part, at) => {
    if (typeof part === "string") return <Fragment key={at}>{mark(part, drawing)}</Fragment>;
    const { person, raw } = part;
    const name = person?.me || part.crowd ? "text-mention text-mention-me" : "text-mention";
    return person && drawing.onMention
      ? <button key={at} type="button" className={name} title={person.name} onClick={(event) => drawing.onMention!(person, event.currentTarget)}><bdi>{raw}</bdi></button>
      : <span key={at} className={name}><bdi>{raw}</bdi></span>;
  });
}

function mark(text: string, { found }: Drawing): ReactNode {
  if (!found) return text;
  return text.split(found).map((part, at) => at % 2 === 1 ? <mark key={at} className="text-found">{part}</mark> : part);
}
