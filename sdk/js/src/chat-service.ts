// The service of the spa_central front end (seed 001), with its names and shapes, over Parley: one import to change, and behind it there are
// an outbox, a line that comes back and catches up, and uploads that resume. People and messages are named by Parley's ids, which are strings.
import {
  newId, Parley, type Conversation, type ConversationView, type MessagePosted, type MessageType, type MessageView, type NotificationView,
  type ParleyOptions, type ReadAdvanced, type TypingChanged, type UserView,
} from "./index.ts";

/** A person, as the service shows them. */
export interface ServiceUser { id: string; email: string; full_name: string; user_type: string; profile_picture: string | null; profile_picture_url: string | null }

/** A message between two people. */
export interface ServiceMessage {
  type: "message"; id: string; sender_id: string; receiver_id: string; message: string; message_type: string; timestamp: string;
  file_url: string | null; file_name: string | null; file_size: number | null; file_type: string | null; reply_to: string | null;
  is_edited: boolean; is_deleted: boolean; is_delivered: boolean; is_read: boolean;
}

/** What one has with somebody. */
export interface ServiceConversation {
  user: ServiceUser; last_message: string; last_message_timestamp: string; last_message_type: string; unread_count: number; is_sender: boolean; is_online: boolean;
}

export interface ServiceTyping { type: "typing"; user_id: string; is_typing: boolean }
export interface ServiceReceipt { type: "read_receipt"; user_id: string; message_ids: string[] }

/** What `connect` answers, for those who look at the socket: 0 connecting, 1 open, 3 closed. */
export interface ServiceLine { readonly readyState: 0 | 1 | 3; close(): void }

export interface ServiceOptions { messageType?: MessageType; replyToId?: string }

const NEWEST = 50;

interface Heard { new_message: MessagePosted; typing_indicator: TypingChanged; read_receipt: ReadAdvanced }

/** The service of seed 001 over a `Parley`; one is made when none is given. */
export class ChatService {
  #parley: Parley | undefined;
  #stops: (() => void)[] = [];
  /** Up to where each conversation's receipts have been told. */
  readonly #told = new Map<string, number>();

  constructor(parley?: Parley) { this.#parley = parley; }

  /** Says to which server the service talks, and who asks; before anything else. */
  use(parley: Parley | ParleyOptions): void {
    this.disconnect();
    this.#parley = parley instanceof Parley ? parley : new Parley(parley);
  }

  get parley(): Parley { return (this.#parley ??= new Parley()); }

  /** Opens the line. Every message of one's direct conversations is heard, one's own as well. */
  connect(
    _userId: string, onMessage?: (message: ServiceMessage) => void, onTyping?: (typing: ServiceTyping) => void, onReceipt?: (receipt: ServiceReceipt) => void,
  ): ServiceLine {
    const { parley } = this;
    this.#quiet();
    if (onMessage) this.#on("new_message", (conversation, { message }) => onMessage(this.#message(conversation, message)));
    if (onTyping) this.#on("typing_indicator", (_, { user_id, is_typing }) => onTyping({ type: "typing", user_id, is_typing }));
    if (onReceipt) this.#on("read_receipt", (conversation, { user_id, ordinal }) => { void this.#receipt(conversation, user_id, ordinal, onReceipt); });
    if (parley.state.get().kind === "starting") void parley.start();
    return {
      get readyState() {
        const { kind } = parley.state.get();
        return kind === "live" ? 1 : kind === "signed_out" ? 3 : 0;
      },
      close: () => this.disconnect(),
    };
  }

  disconnect(): void {
    this.#quiet();
    this.#parley?.close();
  }

  #quiet(): void { for (const stop of this.#stops.splice(0)) stop(); }

  #on<Type extends "new_message" | "typing_indicator" | "read_receipt">(type: Type, tell: (conversation: Conversation, event: Heard[Type]) => void): void {
    // The first message of somebody new comes before its conversation is known.
    const hear = async (event: Heard[Type]) => {
      const conversation = this.parley.find(event.conversation_id) ?? await this.parley.conversation(event.conversation_id).catch(() => undefined);
      if (conversation?.view.get().type === "direct") tell(conversation, event);
    };
    this.#stops.push(this.parley.on(type, hear as never));
  }

  async #receipt(conversation: Conversation, user: string, ordinal: number, tell: (receipt: ServiceReceipt) => void): Promise<void> {
    const me = this.parley.meId();
    if (user === me) return;
    const after = this.#told.get(conversation.id) ?? Math.max(0, ordinal - NEWEST);
    this.#told.set(conversation.id, Math.max(after, ordinal));
    const { items } = await this.parley.rest.get<{ items: MessageView[] }>(`/conversations/${conversation.id}/messages`, { after, limit: 200 });
    const ids = items.filter((one) => one.ordinal <= ordinal && one.sender_id === me).map(({ id }) => id);
    if (ids.length > 0) tell({ type: "read_receipt", user_id: user, message_ids: ids });
  }

  /** Puts a message on its way and answers its id; it is sent even when there is no line just now. */
  async sendMessage(receiverId: string, text: string, { messageType, replyToId }: ServiceOptions = {}): Promise<string> {
    const conversation = await this.parley.direct(receiverId);
    return conversation.send(text, { ...(messageType && { message_type: messageType }), ...(replyToId && { reply_to: replyToId }) });
  }

  /** Sends with an answer, and with a file. @throws ParleyError */
  async sendMessageAPI(receiverId: string, text: string, file?: Blob & { name?: string }, { messageType, replyToId }: ServiceOptions = {}): Promise<ServiceMessage> {
    const conversation = await this.parley.direct(receiverId);
    const uploaded = file && await this.parley.upload(file);
    const message = await this.parley.rest.post<MessageView>(`/conversations/${conversation.id}/messages`, {
      id: newId(), content: text, message_type: messageType ?? (uploaded ? kindOf(uploaded.content_type) : "text"), reply_to: replyToId, ...(uploaded && { attachment_ids: [uploaded.id] }),
    });
    return this.#message(conversation, message);
  }

  /** With whom one has written, the latest first. */
  async getConversations(): Promise<ServiceConversation[]> {
    const shown = (await this.parley.rest.all<ConversationView>("/conversations")).filter(({ type, last_message, direct_with }) => type === "direct" && last_message && direct_with?.length);
    const online = shown.length === 0 ? [] : (await this.parley.rest.get<{ items: { user_id: string; status: string }[] }>(
      "/presence", { user_ids: shown.slice(0, 100).map(({ direct_with }) => direct_with![0]!.id).join(",") })).items;
    return shown.map(({ direct_with, last_message: last, unread_count }) => ({
      user: user(direct_with![0]!), last_message: last!.content, last_message_timestamp: last!.created_at, last_message_type: last!.message_type,
      unread_count: unread_count ?? 0, is_sender: last!.sender_id === this.parley.meId(),
      is_online: online.some(({ user_id, status }) => user_id === direct_with![0]!.id && status !== "offline"),
    }));
  }

  /** What was said with somebody, the newest 200, oldest first. */
  async getMessages(userId: string): Promise<ServiceMessage[]> {
    const conversation = await this.parley.direct(userId);
    const { items } = await this.parley.rest.get<{ items: MessageView[] }>(`/conversations/${conversation.id}/messages`, { limit: 200 });
    return items.map((message) => this.#message(conversation, message));
  }

  async sendTyping(receiverId: string, isTyping: boolean): Promise<void> {
    const conversation = await this.parley.direct(receiverId);
    if (isTyping) conversation.type();
    else conversation.stopTyping();
  }

  /** Everything from somebody has been read. */
  async markAsRead(userId: string): Promise<void> {
    (await this.parley.direct(userId)).markRead();
  }

  /** These have been read; what stood before them as well. */
  async sendReadReceipt(messageIds: string[]): Promise<void> {
    for (const id of messageIds) {
      const { conversation_id, ordinal } = await this.parley.rest.get<MessageView>(`/messages/${id}`);
      (await this.parley.conversation(conversation_id))?.markRead(ordinal);
    }
  }

  async getUnreadCount(): Promise<number> {
    return (await this.getConversations()).reduce((sum, { unread_count }) => sum + unread_count, 0);
  }

  async editMessage(id: string, text: string): Promise<void> { await this.parley.rest.patch(`/messages/${id}`, { content: text }); }
  async deleteMessage(id: string): Promise<void> { await this.parley.rest.delete(`/messages/${id}`); }

  /** The bytes of a message's file. */
  async downloadFile(messageId: string): Promise<Blob> {
    const { attachments } = await this.parley.rest.get<MessageView>(`/messages/${messageId}`);
    return (await this.parley.rest.raw("GET", `/files/${attachments[0]!.id}/content`, undefined)).blob();
  }

  getNotifications = (): Promise<NotificationView[]> => this.parley.rest.all<NotificationView>("/notifications");
  async markNotificationsRead(ids?: string[]): Promise<void> { await this.parley.rest.post("/notifications/read", ids ? { ids } : {}); }

  #message(conversation: Conversation, message: MessageView): ServiceMessage {
    const other = conversation.view.get().direct_with?.[0]?.id ?? "";
    const me = this.parley.meId();
    const [file] = message.attachments;
    const standing = message.sender_id === me ? conversation.standing({ message }) : "read";
    return {
      type: "message", id: message.id, sender_id: message.sender_id, receiver_id: message.sender_id === me ? other : me, message: message.content,
      message_type: message.message_type, timestamp: message.created_at, file_url: file ? this.parley.rest.url + file.url : null, file_name: file?.name ?? null,
      file_size: file?.size ?? null, file_type: file?.content_type ?? null, reply_to: message.reply_to, is_edited: message.edited_at !== null,
      is_deleted: message.deleted_at !== null, is_delivered: standing !== "sent", is_read: standing === "read",
    };
  }
}

const kindOf = (contentType: string): MessageType => {
  const [kind] = contentType.split("/");
  return kind === "image" || kind === "audio" || kind === "video" ? kind : "file";
};

const user = ({ id, email, display_name, account_type, avatar_url }: UserView): ServiceUser =>
  ({ id, email: email ?? "", full_name: display_name, user_type: account_type, profile_picture: avatar_url, profile_picture_url: avatar_url });

/** One for the whole page, as `import chatService from …` expects it. */
const chatService = new ChatService();
export default chatService;
