// @vitest-environment happy-dom
import { StrictMode, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, expect, it } from "vitest";
import { ChatRoom } from "../../../docs/examples/ChatRoom.tsx";
import { logIn, type Conversation, type TokenStore } from "../../js/src/index.ts";
import { opened, person, room, sees, server, socket, tokenStore, until } from "../../js/tests/cast.ts";
import { ParleyProvider, useConversation, useConversations, useLineState, useMe, useParley, usePerson, usePresence, useTimeline, useTyping, useUnread } from "../src/index.ts";

const roots: Root[] = [];
afterEach(() => { for (const root of roots.splice(0)) root.unmount(); });

function show(node: ReactNode): HTMLElement {
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  roots.push(root);
  root.render(<StrictMode>{node}</StrictMode>);
  return place;
}

/** Waits until the page says this. */
function says(place: HTMLElement, what: string | ((text: string) => boolean)): Promise<void> {
  const holds = typeof what === "string" ? (text: string) => text.includes(what) : what;
  return until(`the page says ${String(what)}: ${place.textContent}`, () => holds(place.textContent), {
    subscribe: (listener) => {
      const observer = new MutationObserver(listener);
      observer.observe(place, { childList: true, subtree: true, characterData: true });
      return () => observer.disconnect();
    },
  });
}

it("The component of seed 004 in five lines: what others say appears, what one writes is sent", async () => {
  const [ada, grace] = [await person("Ada"), await person("Grace")];
  const [hers, theirs] = await room(ada, grace);
  const place = show(<ParleyProvider parley={ada}><ChatRoom conversationId={hers!.id} /></ParleyProvider>);
  theirs!.send("hello from Grace");
  await says(place, "hello from Grace");
  place.querySelector("input")!.value = "hello from a form";
  place.querySelector("form")!.requestSubmit();
  await sees(theirs!, "hello from a form");
  await says(place, "hello from a form");
});

it("A provider that makes its own begins with it, twice in strict mode, and ends with it", async () => {
  const store: TokenStore = tokenStore();
  await person("Ada", { credentials: logIn(server(), store) });
  let open = 0;
  const options = {
    url: server(), credentials: logIn(server(), store), keep: 0,
    socket: (url: string) => {
      const one = socket(url);
      one.addEventListener("open", () => { open++; });
      one.addEventListener("close", () => { open--; });
      return one;
    },
  };
  const Who = () => `${useMe()?.display_name ?? "nobody"} is ${useLineState().kind}`;
  const place = show(<ParleyProvider options={options}><Who /></ParleyProvider>);
  await says(place, "Ada is live");
  expect(open).toBe(1);
});

it("Names, presence, typing, counts and filters follow what happens", async () => {
  const [ada, grace] = [await person("Ada"), await person("Grace")];
  const [hers, theirs] = await room(ada, grace);
  const her = grace.me.get()!.id;
  const Panel = () => {
    const groups = useConversations(({ view }) => view.get().type === "group");
    const typing = useTyping(hers!.id);
    return `${usePerson(her)?.display_name} ${usePresence(her)?.status} typing:${typing.length} unread:${useUnread().messages} groups:${groups.length} ${useConversation(hers!.id)?.view.get().title}`;
  };
  const place = show(<ParleyProvider parley={ada}><Panel /></ParleyProvider>);
  await says(place, "Grace online typing:0 unread:0 groups:1 Room");
  theirs!.type();
  await says(place, "typing:1");
  theirs!.send("done");
  await says(place, (text) => text.includes("typing:0") && /unread:[1-9]/.test(text));
});

it("Nothing is drawn again that did not change", async () => {
  const [ada, grace] = [await person("Ada"), await person("Grace")];
  const [one, theirs] = await room(ada, grace);
  const two = await ada.create({ type: "group", title: "Other", member_ids: [her()] });
  function her() { return grace.me.get()!.id; }
  await opened(ada, two.id);
  await until("it as well", () => grace.find(two.id) !== undefined, grace.conversations);
  const drawn: Record<string, number> = {};
  const count = (name: string) => { drawn[name] = (drawn[name] ?? 0) + 1; };
  const Me = () => { count("me"); return useMe()!.display_name; };
  const List = () => { count("list"); return String(useConversations().length); };
  const Other = () => { count("other"); return String(useTimeline(two.id).items.length); };
  const One = () => { count("one"); return useTimeline(one!.id).items.map(({ message }) => message.content).join(); };
  const Tool = () => { count("tool"); useParley(); return null; };
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  roots.push(root);
  root.render(<ParleyProvider parley={ada}><Me /><List /><Other /><One /><Tool /></ParleyProvider>);
  // The room is the latest from here on, so that the order of the list stays.
  theirs!.send("first");
  await says(place, "first");
  const before = { ...drawn };
  for (let i = 0; i < 10; i++) theirs!.send(`no. ${i}`);
  await says(place, "no. 9");
  expect({ ...drawn, one: 0 }).toEqual({ ...before, one: 0 });
  expect(drawn["one"]).toBeGreaterThan(before["one"]!);
});

it("The same message stays the same object for its row", async () => {
  const [ada, grace] = [await person("Ada"), await person("Grace")];
  const [hers, theirs] = await room(ada, grace);
  theirs!.send("one");
  await sees(hers!, "one");
  const items = (conversation: Conversation) => conversation.timeline.get().items;
  const [first] = items(hers!).slice(-1);
  theirs!.send("two");
  await sees(hers!, "two");
  expect(items(hers!).slice(-2)[0]).toBe(first);
});
