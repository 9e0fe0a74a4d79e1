import payloads from "../../tests/Parley.Tests/Hostile/xss.txt?raw";
import { Highlighted } from "../src/text/Highlighted.tsx";
import { MessageText } from "../src/text/MessageText.tsx";

const find = (name: string) => ({ ada: { id: "1", name: "Ada", me: true }, grace: { id: "2", name: "Grace" } })[name.toLowerCase()] ?? null;
const code = "```ts\n/** Reads a message. */\nexport async function read(id: string): Promise<Message | null> {\n  const answer = await fetch(`/api/v1/messages/${id}`); // a rather long line that goes on and on and on until it must be scrolled\n  return answer.ok ? 42 : null;\n}\n```";
const texts = [
  "Hello @grace, can you look at **this** before *noon*? ~~Yesterday~~ `npm ci` and then some. cc @ada @all",
  "One\ntwo\n\nthree", "👍", "👩‍👩‍👧‍👦 🇳🇱 🎉", code, "```\nplain code\n```",
  "> Quoted, and\n> more of it\n\nAnswer", "# A heading\n- one\n- two\n  - nested\n1. first\n2. second\n\n- [ ] open\n- [x] done", "| Name | Count |\n|---|---:|\n| Ada | 1,024 |\n| Grace | 7 |",
  "https://example.org/a/very/long/address/that/does/not/end/here/but/goes/on/and/on?with=a&query=string#fragment and [a plan](https://plan.example) and [https://bank.example](https://evil.example) and <https://аpple.com/>",
  "The murderer is ||the **butler** of course||.", "- مرحبا\n- @grace\n  1. واحد", "مرحبا @grace، هل رأيت `npm ci`؟ هذا نص طويل **مهم** مع رابط https://example.org", "Loremipsumdolorsitametconsecteturadipiscingelitseddoeiusmodtemporincididuntutlaboreetdoloremagnaaliqua".repeat(3),
  Array.from({ length: 60 }, (_, at) => `Line ${at + 1} of sixty`).join("\n"),
];

export function Texts() {
  return (
    <>
      {texts.map((text) => <section key={text}><MessageText text={text} find={find} onMention={() => {}} suffix={text.startsWith("Hello") ? " (edited)" : undefined} highlights={text.startsWith("Hello") ? [{ start: 32, length: 4 }] : undefined} /></section>)}
      <section><p><Highlighted text="A snippet with found words" spans={[{ start: 2, length: 7 }]} /></p></section>
      <section id="hostile">{payloads.split("\n").filter(Boolean).map((line, at) => <MessageText key={at} text={line} find={find} />)}</section>
    </>
  );
}
