import { createHash, randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { ChatService, type ServiceMessage, type ServiceReceipt, type ServiceTyping } from "../src/chat-service.ts";
import { person, program, until } from "./cast.ts";

/** A list that can be waited for. */
function heard<T>() {
  const items: T[] = [];
  const listeners = new Set<() => void>();
  return {
    items, push: (item: T) => { items.push(item); for (const listener of listeners) listener(); },
    subscribe: (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; },
  };
}

it("Does what the document of seed 001 shows: connect, send, send a file, list conversations, typing, receipts", async () => {
  const [ada, grace] = [await person("Ada"), await person("Grace")];
  const [chatService, theirs] = [new ChatService(ada), new ChatService(grace)];
  const [currentUserId, receiverId] = [ada.me.get()!.id, grace.me.get()!.id];
  const [messages, typings, receipts, arrived] = [heard<ServiceMessage>(), heard<ServiceTyping>(), heard<ServiceReceipt>(), heard<ServiceMessage>()];

  const ws = chatService.connect(currentUserId, (message) => messages.push(message), (typing) => typings.push(typing), (receipt) => receipts.push(receipt));
  expect(ws.readyState).toBe(1);
  theirs.connect(receiverId, (message) => arrived.push(message));

  // Send message
  const id = await chatService.sendMessage(receiverId, "Hello!");
  await until("Hello!", () => arrived.items.length === 1, arrived);
  expect(arrived.items[0]).toMatchObject({ type: "message", id, sender_id: currentUserId, receiver_id: receiverId, message: "Hello!", message_type: "text", file_url: null });
  await until("one's own, echoed", () => messages.items.length === 1, messages);

  // Send file
  const content = new Uint8Array(randomBytes(100_000));
  const sent = await chatService.sendMessageAPI(receiverId, "Check this file!", new File([content], "plan.bin"));
  expect(sent).toMatchObject({ message: "Check this file!", message_type: "file", file_name: "plan.bin", file_size: content.length });
  await until("the file", () => arrived.items.length === 2, arrived);
  const bytes = new Uint8Array(await (await theirs.downloadFile(sent.id)).arrayBuffer());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(createHash("sha256").update(content).digest("hex"));

  // Get conversations
  expect(await theirs.getConversations()).toMatchObject([
    { user: { id: currentUserId, full_name: "Ada" }, last_message: "Check this file!", last_message_type: "file", unread_count: 2, is_sender: false, is_online: true },
  ]);
  expect(await theirs.getUnreadCount()).toBe(2);

  await theirs.sendTyping(currentUserId, true);
  await until("typing", () => typings.items.length === 1, typings);
  expect(typings.items[0]).toEqual({ type: "typing", user_id: receiverId, is_typing: true });

  await theirs.markAsRead(currentUserId);
  await until("the receipt", () => receipts.items.length === 1, receipts);
  expect(receipts.items[0]).toEqual({ type: "read_receipt", user_id: receiverId, message_ids: [id, sent.id] });
  expect(await theirs.getUnreadCount()).toBe(0);

  await chatService.editMessage(id, "Hello, Grace!");
  await chatService.deleteMessage(sent.id);
  expect(await theirs.getMessages(currentUserId)).toMatchObject([{ message: "Hello, Grace!", is_edited: true }, { message: "", is_deleted: true }]);

  await theirs.sendMessage(currentUserId, "Got it", { replyToId: id });
  await until("the answer", () => messages.items.at(-1)?.message === "Got it", messages);
  expect(messages.items.at(-1)).toMatchObject({ reply_to: id, sender_id: receiverId, receiver_id: currentUserId });
  await chatService.sendReadReceipt([messages.items.at(-1)!.id]);
  expect((await chatService.getNotifications()).length).toBeGreaterThan(0);
  await chatService.markNotificationsRead();
  ws.close();
  expect(ws.readyState).toBe(0);
});

it("Says nothing of groups, and is told where it talks to", async () => {
  const [ada, grace] = [await person("Ada"), await person("Grace")];
  const service = new ChatService();
  service.use(ada);
  const arrived = heard<ServiceMessage>();
  service.connect(ada.me.get()!.id, (message) => arrived.push(message));
  const group = await grace.create({ type: "group", title: "Group", member_ids: [ada.me.get()!.id] });
  group.send("to many");
  await until("heard", () => (ada.find(group.id)?.lastOrdinal ?? 0) > 0, ada.conversations);
  await new ChatService(grace).sendMessage(ada.me.get()!.id, "to one");
  await until("the one", () => arrived.items.length > 0, arrived);
  expect(arrived.items.map(({ message }) => message)).toEqual(["to one"]);
  expect(new ChatService(program()).connect("nobody").readyState).toBe(0);
});
