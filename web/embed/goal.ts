// Which conversation an element is about: named, with a person, of a thing of the host's, or any of one's own.
import type { Conversation, ConversationView, Parley } from "@parley/client";

export type Goal =
  | { readonly kind: "list" }
  | { readonly kind: "conversation"; readonly id: string }
  | { readonly kind: "with"; readonly person: string }
  | { readonly kind: "context"; readonly type: string; readonly id: string; readonly title: string | null; readonly isPublic: boolean };

/** Read from the element's attributes. */
export function goalOf(element: Element): Goal {
  const [id, person, type, context] = ["conversation", "with", "context-type", "context-id"].map((name) => element.getAttribute(name));
  if (id) return { kind: "conversation", id };
  if (person) return { kind: "with", person };
  if (type && context) return { kind: "context", type, id: context, title: element.getAttribute("title"), isPublic: element.hasAttribute("public") };
  return { kind: "list" };
}

/** The conversation, made where there is none yet; undefined where the person is not in it. @throws ParleyError */
export async function reach(parley: Parley, goal: Exclude<Goal, { kind: "list" }>): Promise<Conversation | undefined> {
  switch (goal.kind) {
    case "conversation": return joined(parley, await parley.conversation(goal.id));
    case "with": return parley.direct(goal.person);
    case "context": return joined(parley, await parley.create({
      type: goal.isPublic ? "channel" : "group", visibility: goal.isPublic ? "public" : "private", title: goal.title, context: { type: goal.type, id: goal.id },
    }));
  }
}

/** A public one is joined by opening it. */
async function joined(parley: Parley, conversation: Conversation | undefined): Promise<Conversation | undefined> {
  if (!conversation || conversation.view.get().my) return conversation;
  conversation.learn(await parley.rest.post<ConversationView>(`/conversations/${conversation.id}/join`));
  return conversation;
}

/** Whether a conversation is the one meant. `known`: it, once it has been reached. */
export function concerns(goal: Goal, { id, view }: Conversation, known: Conversation | undefined): boolean {
  if (known) return id === known.id;
  const { context, direct_with: others, type } = view.get();
  switch (goal.kind) {
    case "list": return true;
    case "conversation": return id === goal.id;
    case "context": return context?.type === goal.type && context.id === goal.id;
    case "with": return type === "direct" && !!others?.some((one) => one.id === goal.person);
  }
}

/** What the badge counts, without making anything. */
export function unreadOf(parley: Parley, goal: Goal, known: Conversation | undefined): number {
  if (goal.kind === "list") return parley.unread.get().messages;
  const conversation = known ?? parley.conversations.get().find((one) => concerns(goal, one, undefined));
  return conversation?.view.get().unread_count ?? 0;
}
