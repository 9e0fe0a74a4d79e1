// Made by tools/Parley.Generate from src/Parley.Protocol; scripts/check fails when it is stale.

// --- Ids and times ---
/** ISO 8601 in UTC with `Z`. */
export type IsoTime = string;

/** Names one workspace. */
export type WorkspaceId = string;

/** Names one person's account. */
export type UserId = string;

/** Names one conversation. */
export type ConversationId = string;

/** Names one message; a sender may choose it, which makes sending safe to repeat. */
export type MessageId = string;

/** Names one uploaded file. */
export type FileId = string;

/** Names one log-in on one device. */
export type SessionId = string;

/** Names one opaque API token. */
export type TokenId = string;

/** Names one report. */
export type ReportId = string;

/** Names one notification. */
export type NotificationId = string;

/** Names one place that a person's pushes go to: a browser, a phone, a mailbox. */
export type PushTargetId = string;

// --- Enums ---

/** Where an account stands. `never_signed_in`: made, and nothing was ever heard of it. */
export type UserState = "active" | "disabled" | "never_signed_in";

/** What is done with many accounts. */
export type UserAction = "disable" | "enable" | "set_type" | "set_role" | "sign_out";

/** What is done with many members. */
export type MemberAction = "add" | "remove" | "set_role";

/** What is done with many messages. */
export type MessageAction = "delete" | "restore";

/** Whether a conversation is there or was deleted. */
export type AdminConversationState = "active" | "deleted";

/** The order of a list of accounts. */
export type UserSort = "created" | "name" | "last_log_in" | "messages";

/** What a file is, found in its content: what an icon, a gallery and a player go by. */
export type FileKind = "other" | "image" | "video" | "audio" | "document" | "archive";

/** Why something was reported. */
export type ReportReason = "spam" | "harassment" | "hate" | "violence" | "sexual_content" | "self_harm" | "illegal" | "impersonation" | "other";

/** Whether somebody has decided on a report. */
export type ReportState = "open" | "resolved";

/** What was decided on a report. */
export type ReportAction = "dismiss" | "delete_message" | "warn" | "kick" | "ban" | "disable";

/** What a notification tells of. */
export type NotificationType = "message" | "mention" | "reply" | "reaction" | "added" | "file";

/** Which messages of a conversation notify. */
export type NotificationLevel = "all" | "mentions" | "nothing";

/** Whom a message names beside single people. */
export type CrowdMention = "all" | "here";

/** What a rule said. */
export type RuleOutcome = "passed" | "notifies" | "not_pushed" | "delayed" | "stopped";

/** A day of the week. */
export type Weekday = "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";

/** By which way a push goes. */
export type PushWay = "web" | "device" | "mail";

/** What a push says: something happened, what was shown has been read elsewhere, or just a try. */
export type PushPurpose = "notification" | "clear" | "test";

/** How a try ended. `later` is tried again; `gone` means that the place does not exist any more. */
export type PushOutcome = "delivered" | "later" | "gone" | "refused";

/** What kind of conversation: two people, many who all write, or few who write for many. */
export type ConversationType = "direct" | "group" | "channel";

/** Whether people of the workspace may find and join a conversation by themselves. */
export type Visibility = "private" | "public";

/** What those who come later see of a conversation: all of it, or only what is said from then on. */
export type HistoryVisibility = "from_start" | "from_join";

/** What a member may do in a conversation; see Access/Permissions. */
export type MemberRole = "member" | "moderator" | "admin" | "owner";

/** Where a member stands: only an active one sees anything; a banned one cannot come back. */
export type MemberStatus = "active" | "left" | "kicked" | "banned";

/** What a message carries. `system` is written by the server only. */
export type MessageType = "text" | "emoji" | "image" | "file" | "audio" | "video" | "system";

/** How reachable a person says they are, or is seen to be. */
export type PresenceStatus = "offline" | "online" | "away" | "busy";

/** What an account may do in its workspace. The owners of workspace `main` own the install. */
export type WorkspaceRole = "member" | "admin" | "owner";

/** Who may make an account by themselves: everyone, who knows the invite code, or nobody. */
export type Registration = "open" | "invite" | "closed";

// --- Views: what the server sends ---

/** An account as its administrators see it. `last_seen_at`: the last log-in, refresh or reading that is known. */
export interface AdminUserView {
  user: UserView;
  last_log_in_at: IsoTime | null;
  last_seen_at: IsoTime | null;
  session_count: number;
  message_count: number;
  external_id: string | null;
}

/** An account with its open log-ins and the conversations that it is in, up to 200 of each. */
export interface AdminUserDetails {
  account: AdminUserView;
  sessions: SessionView[];
  memberships: AdminMembershipView[];
}

/** A conversation that somebody is or was a member of. */
export interface AdminMembershipView {
  conversation_id: ConversationId;
  type: ConversationType;
  title: string | null;
  role: MemberRole;
  status: MemberStatus;
  joined_at: IsoTime;
}

/** An account that was made, and the invitation by which its person sets a password; it is shown this once. */
export interface InvitedUser {
  account: AdminUserView;
  invite: string;
  expires_at: IsoTime;
}

/** What became of one of many; `code` says why where it was refused. */
export interface BulkResult {
  id: string;
  done: boolean;
  code: string | null;
  detail: string | null;
}

/** What became of each. */
export interface BulkResults {
  items: BulkResult[];
  done_count: number;
}

/** A conversation as administrators see it: what it is, never what is said in it. */
export interface AdminConversationView {
  id: ConversationId;
  type: ConversationType;
  title: string | null;
  description: string | null;
  visibility: Visibility;
  context: ContextView | null;
  member_count: number;
  message_count: number;
  last_message_at: IsoTime | null;
  created_by: UserId;
  created_at: IsoTime;
  deleted_at: IsoTime | null;
  restorable_until: IsoTime | null;
}

/** A conversation with its first 200 members, of whatever status. */
export interface AdminConversationDetails {
  conversation: AdminConversationView;
  members: MemberView[];
}

/** A message in whichever conversation; `restorable` where it was deleted and can be brought back. */
export interface AdminMessageView {
  message: MessageView;
  conversation_title: string | null;
  conversation_type: ConversationType;
  restorable: boolean;
}

/** A setting, its value and where that came from: `default`, `file`, `environment`, `command_line` or `workspace`. */
export interface SettingView {
  name: string;
  value: string | null;
  source: string;
  meaning: string | null;
}

/** Every setting; those of the server only to owners of the install. Secrets are masked. */
export interface SettingsView {
  server: SettingView[];
  workspace: SettingView[];
}

/** A deed: who did what to what, when and from where; `hash` covers it and the entry before it. */
export interface AuditEntryView {
  n: number;
  at: IsoTime;
  action: string;
  subject: string;
  actor_id: UserId | null;
  actor_name: string | null;
  address: string | null;
  details: unknown;
  hash: string;
}

/** Whether the chain of the audit log is whole; `broken_at` is the number of the first entry that does not fit. */
export interface AuditCheck {
  intact: boolean;
  entries: number;
  broken_at: number | null;
  problem: string | null;
}

/** Figures of one day in UTC. */
export interface DayFigures {
  day: string;
  messages: number;
  active_people: number;
  active_conversations: number;
  uploads: number;
  upload_bytes: number;
  new_accounts: number;
}

/** How many messages a person wrote. */
export interface PersonFigure {
  user_id: UserId;
  display_name: string;
  messages: number;
}

/** How many messages a conversation got. */
export interface ConversationFigure {
  conversation_id: ConversationId;
  title: string | null;
  type: ConversationType;
  messages: number;
}

/** How long it took from sending to the socket's write, since the start of the server. */
export interface LatencyFigures {
  count: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
}

/** Bytes on disk. */
export interface StorageFigures {
  database_bytes: number;
  log_bytes: number;
  upload_bytes: number;
  free_bytes: number;
}

/** All there is now. */
export interface TotalFigures {
  messages: number;
  people: number;
  disabled_people: number;
  conversations: number;
  deleted_conversations: number;
  uploads: number;
}

/** Figures of a workspace, day by day. `caught_up`: every message up to this moment is counted; otherwise the newest follow within a minute. `delivery` and `storage` are the whole server's and shown to owners of the install only. */
export interface StatisticsView {
  days: DayFigures[];
  totals: TotalFigures;
  top_conversations: ConversationFigure[];
  top_people: PersonFigure[];
  live_connections: number;
  caught_up: boolean;
  delivery: LatencyFigures | null;
  storage: StorageFigures | null;
}

/** What was purged for good. `remaining` counts, as of now, the rows that still name it: 0 is the proof. */
export interface PurgeView {
  kind: string;
  conversation_id: ConversationId | null;
  deleted_at: IsoTime | null;
  begun_at: IsoTime;
  finished_at: IsoTime | null;
  messages: number;
  remaining: number;
}

/** What one has begun to write in a conversation; `version` grows with every change. */
export interface DraftView {
  conversation_id: ConversationId;
  content: string;
  reply_to: MessageId | null;
  attachment_ids: string[];
  version: number;
  updated_at: IsoTime;
}

/** What a workspace takes as files. The server's own limits stand above these. */
export interface FileSettings {
  max_bytes: number | null;
  max_bytes_by_role: FileSizesByRole | null;
  allowed_types: string[] | null;
  quota_bytes: number | null;
}

/** Bytes of one file by the uploader's role in the workspace. */
export interface FileSizesByRole {
  member: number | null;
  admin: number | null;
  owner: number | null;
}

/** A file that a message carries. Width and height are those after turning it upright; thumbnail, duration and waveform (64 peaks from 0 to 100) may come a moment later, by `message_updated`. */
export interface AttachmentView {
  id: FileId;
  name: string;
  size: number;
  content_type: string;
  kind: FileKind;
  url: string;
  thumbnail_url: string | null;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  waveform: number[] | null;
  sha256: string;
}

/** An uploaded file. `size` and `sha256` are those of what is served: photos lose what tells where and with what they were taken. `message_id` is there in the list of a conversation's files. */
export interface FileView {
  id: FileId;
  name: string;
  size: number;
  content_type: string;
  kind: FileKind;
  url: string;
  thumbnail_url: string | null;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  waveform: number[] | null;
  sha256: string;
  uploader_id: UserId;
  created_at: IsoTime;
  message_id: MessageId | null;
}

/** One's own files, the newest first; `used_bytes` are one's own, the workspace has `quota_bytes` together. */
export interface OwnFiles {
  items: FileView[];
  next_cursor: string | null;
  used_bytes: number;
  workspace_used_bytes: number;
  quota_bytes: number | null;
  max_bytes: number;
  allowed_types: string[];
}

/** An address under which a file can be had without a credential, for a while. */
export interface FileLink {
  url: string;
  expires_at: IsoTime;
}

/** What a link in a message leads to, as plain text. `image_url` is this server's own: whoever looks at a message calls nobody else. */
export interface LinkPreviewView {
  id: string;
  url: string;
  title: string | null;
  description: string | null;
  site_name: string | null;
  image_url: string | null;
  image_width: number | null;
  image_height: number | null;
}

/** Where a message stands: its conversation, its ordinal, and the page around it. */
export interface MessageContext {
  message_id: MessageId;
  ordinal: number;
  conversation: ConversationView;
  page: MessagePage;
}

/** What a workspace sets for its moderation. */
export interface ModerationSettings {
  evidence_days: number | null;
}

/** Somebody whom the caller has blocked. */
export interface BlockView {
  user_id: UserId;
  username: string;
  display_name: string;
  created_at: IsoTime;
}

/** A report; `message` only to moderators who ask for this one, until its retention ends. */
export interface ReportView {
  id: ReportId;
  state: ReportState;
  reason: ReportReason;
  comment: string | null;
  reporter_id: UserId;
  user_id: UserId;
  conversation_id: ConversationId | null;
  message_id: MessageId | null;
  created_at: IsoTime;
  resolved_at: IsoTime | null;
  resolved_by: UserId | null;
  action: ReportAction | null;
  note: string | null;
  message: ReportedMessageView | null;
}

/** A message as it was when it was reported, whatever became of it since. */
export interface ReportedMessageView {
  id: MessageId;
  message_type: MessageType;
  content: string;
  created_at: IsoTime;
  edited_at: IsoTime | null;
}

/** A warning that a moderator gave to the caller; `note` is what they wrote with it. */
export interface WarningView {
  id: ReportId;
  reason: ReportReason;
  note: string | null;
  conversation_id: ConversationId | null;
  message_id: MessageId | null;
  created_at: IsoTime;
}

/** Something a person is told of. `excerpt` is the beginning of the message as it is now; `count` is of how many messages or reactions it tells; `actor_id` did the latest. */
export interface NotificationView {
  id: NotificationId;
  type: NotificationType;
  conversation_id: ConversationId;
  conversation_type: ConversationType;
  conversation_title: string | null;
  message_id: MessageId | null;
  actor_id: UserId;
  actor_name: string;
  excerpt: string | null;
  emoji: string | null;
  count: number;
  created_at: IsoTime;
  updated_at: IsoTime;
  read_at: IsoTime | null;
}

/** What stands on badges. Muted conversations are not in the first two; a mention in one counts. */
export interface BadgesView {
  unread_conversations: number;
  unread_messages: number;
  mentions: number;
  notifications: number;
}

/** How many notifications are unread. */
export interface UnreadNotificationsView {
  unread_count: number;
  mentions: number;
}

/** Which messages of a conversation notify the caller: what is set for it, and what comes out. */
export interface ConversationNotificationsView {
  level: NotificationLevel | null;
  effective_level: NotificationLevel;
  muted_until: IsoTime | null;
}

/** Why a message did or did not notify the caller, by the rules as they stand now and the time at which it was posted. */
export interface NotificationExplanation {
  message_id: MessageId;
  notifies: boolean;
  type: NotificationType | null;
  pushes: boolean;
  pushed_from: IsoTime | null;
  rules: NotificationRule[];
  notification: NotificationView | null;
}

/** One rule in the order in which they are asked; the first that stops decides. */
export interface NotificationRule {
  rule: string;
  outcome: RuleOutcome;
  explanation: string;
}

/** A pinned message, with who pinned it and when. */
export interface PinView {
  message: MessageView;
  pinned_by: UserId;
  pinned_at: IsoTime;
}

/** The key that a browser subscribes with (`applicationServerKey`): an uncompressed P-256 point in base64url. */
export interface VapidKeyView {
  key: string;
}

/** A browser that gets pushes. Of its push service only the host is shown: whoever knows the whole address may push there. */
export interface PushSubscriptionView {
  id: PushTargetId;
  host: string;
  created_at: IsoTime;
  last_delivered_at: IsoTime | null;
  current: boolean;
}

/** A phone that gets pushes through the owner's gateway. */
export interface PushDeviceView {
  id: PushTargetId;
  platform: string;
  created_at: IsoTime;
  last_delivered_at: IsoTime | null;
  current: boolean;
}

/** One try at delivering. `status` is what the other side said (HTTP or SMTP), 0 when it said nothing. Never holds text or addresses. */
export interface PushAttemptView {
  user_id: UserId;
  target_id: PushTargetId;
  way: PushWay;
  purpose: PushPurpose;
  outcome: PushOutcome;
  status: number;
  duration_ms: number;
  at: IsoTime;
}

/** What a person has set about pushes and mails. `mail_after_minutes` is how long something stays unread before a mail says so. */
export interface PushSettingsView {
  mail: boolean;
  mail_after_minutes: number;
  content: boolean;
}

/** What a browser's service worker gets, encrypted for it alone, and what the gateway gets for a phone. The same `notification_id` again replaces what is shown, or is a duplicate. A `clear` has nothing but that id; `body` is missing also where content is not to leave the server. */
export interface PushContent {
  type: PushPurpose;
  title: string | null;
  body: string | null;
  notification_id: NotificationId | null;
  kind: NotificationType | null;
  conversation_id: ConversationId | null;
  message_id: MessageId | null;
  actor_id: UserId | null;
  count: number | null;
  at: IsoTime | null;
}

/** What the gateway is called with: pushes for up to 100 phones. */
export interface GatewayCall {
  pushes: GatewayPush[];
}

/** One push for one phone. Pushes with the same `collapse_key` replace each other. */
export interface GatewayPush {
  device_id: PushTargetId;
  platform: string;
  token: string;
  collapse_key: string;
  content: PushContent;
}

/** What the gateway answers: the phones that do not exist any more, and those to try again; all others are delivered. */
export interface GatewayAnswer {
  gone: PushTargetId[] | null;
  later: PushTargetId[] | null;
}

/** A message that one saved for oneself; as it is now, empty where it was deleted. */
export interface SavedView {
  message: MessageView;
  note: string | null;
  saved_at: IsoTime;
}

/** What a search found, the best first; `next_cursor` leads to further messages. */
export interface SearchResults {
  messages: MessageHit[];
  conversations: ConversationView[];
  users: UserView[];
  next_cursor: string | null;
}

/** A message that was found, where, and which of its letters matched. */
export interface MessageHit {
  message: MessageView;
  conversation: FoundIn;
  highlights: TextSpan[];
  snippet: TextSnippet;
}

/** The conversation that a found message stands in. */
export interface FoundIn {
  id: ConversationId;
  title: string | null;
  type: ConversationType;
}

/** Letters of a text, counted in UTF-16 code units. */
export interface TextSpan {
  start: number;
  length: number;
}

/** The part of a message's content around the first match, as plain text; its highlights count from its own beginning. */
export interface TextSnippet {
  text: string;
  start: number;
  highlights: TextSpan[];
}

/** What a person says of themselves for a while, until `until` if it is there. */
export interface UserStatusView {
  text: string | null;
  emoji: string | null;
  until: IsoTime | null;
}

/** An account as others see it; `email` only to oneself and to the workspace's administrators. `status` is there only where there is one that has not ended. */
export interface UserView {
  id: UserId;
  username: string;
  display_name: string;
  email: string | null;
  account_type: string;
  role: WorkspaceRole;
  avatar_url: string | null;
  created_at: IsoTime;
  disabled: boolean;
  status?: UserStatusView;
}

/** A workspace; `invite_code` only to its administrators. */
export interface WorkspaceView {
  id: WorkspaceId;
  slug: string;
  name: string;
  registration: Registration;
  account_types: string[];
  created_at: IsoTime;
  invite_code: string | null;
  settings: WorkspaceSettings | null;
}

/** The thing of the host application that a conversation belongs to, such as a task or a property. */
export interface ContextView {
  type: string;
  id: string;
}

/** What a conversation is to the one who asks. `unread_from` is there where they marked it unread from a message on; `unread_count` counts from there, while `read_ordinal`, which others see, stays. */
export interface MyMembership {
  role: MemberRole;
  read_ordinal: number;
  muted_until: IsoTime | null;
  archived: boolean;
  pinned: boolean;
  unread_mentions: number;
  unread_from?: number;
}

/** A conversation. `my` and `unread_count` are there when it is addressed to one member, not in events. From `archived_at` on nobody writes in it. */
export interface ConversationView {
  id: ConversationId;
  type: ConversationType;
  title: string | null;
  description: string | null;
  visibility: Visibility;
  context: ContextView | null;
  member_count: number;
  last_seq: number;
  last_message: MessageView | null;
  last_message_at: IsoTime | null;
  unread_count: number | null;
  my: MyMembership | null;
  created_by: UserId | null;
  created_at: IsoTime;
  direct_with: UserView[] | null;
  history: HistoryVisibility;
  slow_mode_seconds: number;
  metadata?: unknown;
  archived_at: IsoTime | null;
}

/** A person in a conversation; until `muted_until` a moderator has silenced them. What they have read has been delivered to them, so `delivered_ordinal` is never behind `read_ordinal`. */
export interface MemberView {
  user_id: UserId;
  username: string;
  display_name: string;
  role: MemberRole;
  status: MemberStatus;
  read_ordinal: number;
  joined_at: IsoTime;
  last_seen_at: IsoTime | null;
  muted_until: IsoTime | null;
  delivered_ordinal: number;
}

/** What a reply shows of the message it answers; follows that message's edits and deletion. */
export interface QuoteView {
  message_id: MessageId;
  sender_id: UserId;
  message_type: MessageType;
  content: string;
  deleted_at: IsoTime | null;
}

/** Where a forwarded message was first written; names its author, never the conversation it came from. */
export interface ForwardView {
  sender_id: UserId;
  created_at: IsoTime;
}

/** How often an emoji stands under a message; `mine` only when addressed to one person. */
export interface ReactionCount {
  emoji: string;
  count: number;
  mine: boolean | null;
}

/** One person's reaction. */
export interface ReactionView {
  message_id: MessageId;
  user_id: UserId;
  emoji: string;
  created_at: IsoTime;
}

/** A message. A deleted one keeps its place and its number; its content is empty. `pinned_at` and `link_previews` are there only where there is something to say. */
export interface MessageView {
  id: MessageId;
  conversation_id: ConversationId;
  seq: number;
  ordinal: number;
  sender_id: UserId;
  message_type: MessageType;
  content: string;
  reply_to: MessageId | null;
  forward_from: MessageId | null;
  attachments: AttachmentView[];
  mentions: UserId[];
  reactions: ReactionCount[];
  reply_count: number;
  metadata: unknown;
  created_at: IsoTime;
  edited_at: IsoTime | null;
  deleted_at: IsoTime | null;
  quote: QuoteView | null;
  forwarded: ForwardView | null;
  mentions_all: CrowdMention | null;
  pinned_at?: IsoTime;
  link_previews?: LinkPreviewView[];
}

/** An earlier wording of an edited message. */
export interface MessageEditView {
  content: string;
  editor_id: UserId;
  replaced_at: IsoTime;
}

/** Someone who has read a message, by their read position. */
export interface ReaderView {
  user_id: UserId;
  display_name: string;
  read_ordinal: number;
}

/** How reachable a person is; `last_seen` is when they were last heard of. */
export interface PresenceView {
  user_id: UserId;
  status: PresenceStatus;
  last_seen: IsoTime | null;
  current_conversation_id: ConversationId | null;
}

/** Figures of one conversation. */
export interface ConversationStatistics {
  message_count: number;
  deleted_count: number;
  member_count: number;
  reaction_count: number;
  first_message_at: IsoTime | null;
  last_message_at: IsoTime | null;
  by_sender: MemberMessageCount[];
}

/** How many messages one person has in a conversation. */
export interface MemberMessageCount {
  user_id: UserId;
  message_count: number;
}

/** What log-in and refresh answer. `expires_in` is in seconds and is the access token's. */
export interface SignedIn {
  user: UserView;
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

/** A one-use ticket for opening a socket; `expires_in` is in seconds. */
export interface TicketView {
  ticket: string;
  expires_in: number;
}

/** A log-in on one device. */
export interface SessionView {
  id: SessionId;
  user_agent: string | null;
  address: string | null;
  created_at: IsoTime;
  last_used_at: IsoTime;
  current: boolean;
}

/** An API token; `token` itself is shown once, when it is made. */
export interface TokenView {
  id: TokenId;
  name: string;
  scopes: string[];
  created_at: IsoTime;
  last_used_at: IsoTime | null;
  expires_at: IsoTime | null;
  token: string | null;
}

/** A page of messages in ascending order, exactly as they were at `last_seq`: of what is heard live, what is numbered above it comes on top. */
export interface MessagePage {
  items: MessageView[];
  has_more_before: boolean;
  has_more_after: boolean;
  last_seq: number;
}

/** A stretch of a conversation's log in ascending order of `seq`. */
export interface ChangePage {
  items: ChatEvent[];
  last_seq: number;
  has_more: boolean;
}

/** A list; `next_cursor` is there when more follows and is handed back as `cursor`. Lists of a conversation's messages name the number at which they were read, `last_seq`. */
export interface Listing<T> {
  items: T[];
  next_cursor: string | null;
  last_seq?: number;
}

/** What `join_conversation` answers: live from `last_seq` on, history up to it. */
export interface JoinedConversation {
  conversation: ConversationView;
  messages: MessageView[];
  last_seq: number;
}

/** Nothing to say beyond "done". */
export type Done = Record<never, never>;

/** An answer of `ack` that carries the message. */
export interface SentMessage {
  message: MessageView;
}

/** What a workspace may set for itself, a section for each room; what is not there is as the server has it. */
export interface WorkspaceSettings {
  restore_days: number | null;
  files: FileSettings | null;
  moderation: ModerationSettings | null;
  link_previews: boolean | null;
  metadata_keys: string[] | null;
  admin_reads_messages: boolean | null;
  mentions: MentionSettings | null;
  push: PushRules | null;
}

/** Who may name everybody at once. */
export interface MentionSettings {
  all_limit: number | null;
}

/** What pushes and mails may say. */
export interface PushRules {
  content: boolean | null;
}

// --- Requests: bodies over REST ---

/** Changes an account, for administrators; what is not named stays, an empty `email` clears it. */
export interface AdminUpdateUser {
  role?: WorkspaceRole | null;
  /** at most 64 characters */
  account_type?: string | null;
  disabled?: boolean | null;
  /** 1 to 200 characters */
  display_name?: string | null;
  /** at most 254 characters */
  email?: string | null;
}

/** Makes an account whose person sets the password by a one-use invitation. */
export interface AdminCreateUser {
  /** 1 to 64 characters */
  username: string;
  /** an e-mail address, at most 254 characters */
  email?: string | null;
  /** 1 to 200 characters */
  display_name?: string | null;
  /** at most 64 characters */
  account_type?: string | null;
  role?: WorkspaceRole | null;
}

/** Sets the password of an account that was made for somebody, and signs in. Each invitation works once. */
export interface AcceptInvite {
  /** not empty, at most 512 characters */
  invite: string;
  /** 8 to 256 characters */
  password: string;
}

/** Which people: all that it names must fit. */
export interface AdminUserFilter {
  /** at most 200 characters */
  query?: string | null;
  /** at most 64 characters */
  account_type?: string | null;
  role?: WorkspaceRole | null;
  state?: UserState | null;
}

/** Does one thing with up to 1,000 accounts: those named, or those that the filter finds. */
export interface AdminBulkUsers {
  action: UserAction;
  /** at most 1,000 items */
  ids?: string[] | null;
  filter?: AdminUserFilter | null;
  /** at most 64 characters */
  account_type?: string | null;
  role?: WorkspaceRole | null;
}

/** Adds or removes up to 1,000 people of a conversation, or gives them a role. */
export interface AdminChangeMembers {
  action: MemberAction;
  /** at least 1, at most 1,000 items */
  user_ids: string[];
  role?: MemberRole | null;
}

/** Deletes up to 1,000 messages, or brings them back. */
export interface AdminBulkMessages {
  action: MessageAction;
  /** at least 1, at most 1,000 items */
  ids: MessageId[];
}

/** Keeps what one is writing. `version` is that of the draft one began from, 0 for none; when another device wrote meanwhile the answer is `draft_conflict`. Without it the last writer wins. */
export interface DraftBody {
  /** at most 16,000 characters */
  content?: string;
  reply_to?: MessageId | null;
  /** at most 20 items */
  attachment_ids?: string[] | null;
  /** 0 or more */
  version?: number | null;
}

/** Asks for an address that works without a credential, for 5 minutes when nothing is said. */
export interface MakeFileLink {
  /** 1 to 86,400 */
  expires_in?: number | null;
}

/** Makes an uploaded image one's picture. */
export interface SetAvatar {
  file_id: FileId;
}

/** Reports a message or a person to the moderators. */
export interface CreateReport {
  reason: ReportReason;
  /** at most 2,000 characters */
  comment?: string | null;
}

/** Decides on a report. The note is for moderators; with `warn` it is what the warned person reads. */
export interface ResolveReport {
  action: ReportAction;
  /** at most 2,000 characters */
  note?: string | null;
}

/** What a person is notified of and when it is pushed, wherever a conversation has nothing of its own. */
export interface NotificationSettings {
  direct: NotificationLevel;
  group: NotificationLevel;
  channel: NotificationLevel;
  /** at most 50 items */
  keywords: string[];
  crowd_mentions: boolean;
  replies: boolean;
  reactions: boolean;
  added: boolean;
  mentions_when_muted: boolean;
  push: boolean;
  quiet_hours: QuietHours | null;
  do_not_disturb_until: IsoTime | null;
}

/** From when to when pushes wait, such as 22:00 to 07:00, which ends on the next day; the same time twice is a whole day. `days` are those on which it begins; every day when none is named. */
export interface QuietHours {
  /** not empty, at most 64 characters */
  time_zone: string;
  /** not empty, matches `([01][0-9]|2[0-3]):[0-5][0-9]` */
  from: string;
  /** not empty, matches `([01][0-9]|2[0-3]):[0-5][0-9]` */
  to: string;
  /** at most 7 items */
  days?: Weekday[] | null;
}

/** Sets which messages of a conversation notify the caller; null: as it is for all of its kind. */
export interface SetConversationNotifications {
  level?: NotificationLevel | null;
}

/** Marks these notifications read, or all when none are named. */
export interface ReadNotificationsBody {
  /** at most 1,000 items */
  ids?: NotificationId[] | null;
}

/** Lets a browser have pushes: what its `PushSubscription` says as JSON. */
export interface Subscribe {
  /** not empty, at most 2,000 characters */
  endpoint: string;
  keys: SubscriptionKeys;
}

/** A browser's public key and secret, in base64url. */
export interface SubscriptionKeys {
  /** not empty, matches `[A-Za-z0-9_-]{87}=?` */
  p256dh: string;
  /** not empty, matches `[A-Za-z0-9_-]{22}={0,2}` */
  auth: string;
}

/** Lets a phone have pushes through the owner's gateway. The platform is a word that the gateway knows, such as `fcm` or `apns`. */
export interface RegisterDevice {
  /** not empty, matches `[a-z][a-z0-9_-]{0,31}` */
  platform: string;
  /** 1 to 4,000 characters */
  token: string;
}

/** Changes what a person has set about pushes and mails; what is not named stays. */
export interface UpdatePushSettings {
  mail?: boolean | null;
  /** 1 to 10,080 */
  mail_after_minutes?: number | null;
  content?: boolean | null;
}

/** Makes an account. */
export interface Register {
  /** 1 to 64 characters */
  username: string;
  /** not empty, an e-mail address, at most 254 characters */
  email: string;
  /** 8 to 256 characters */
  password: string;
  /** at most 200 characters */
  display_name?: string | null;
  /** at most 64 characters */
  account_type?: string | null;
  /** at most 64 characters */
  workspace?: string | null;
  /** at most 128 characters */
  invite_code?: string | null;
}

/** Signs in by user name or e-mail address and password. */
export interface LogIn {
  /** not empty, at most 256 characters */
  password: string;
  /** at most 254 characters */
  username?: string | null;
  /** at most 254 characters */
  email?: string | null;
  /** at most 64 characters */
  workspace?: string | null;
}

/** Changes a refresh token for a new pair. */
export interface RefreshLogIn {
  /** not empty, at most 512 characters */
  refresh_token: string;
}

/** Makes an API token. Scopes: `read`, `write`, `admin`; all when none are named. */
export interface CreateToken {
  /** 1 to 200 characters */
  name: string;
  /** at most 8 items */
  scopes?: string[] | null;
  expires_at?: IsoTime | null;
}

/** Makes a workspace. */
export interface CreateWorkspace {
  /** not empty, matches `[a-z0-9][a-z0-9-]{0,62}` */
  slug: string;
  /** 1 to 200 characters */
  name: string;
  registration?: Registration | null;
}

/** Changes a workspace; what is not named stays. `settings` is merged by RFC 7396: null brings the server's own value back. */
export interface UpdateWorkspace {
  /** 1 to 200 characters */
  name?: string | null;
  registration?: Registration | null;
  /** 8 to 128 characters */
  invite_code?: string | null;
  /** at least 1, at most 50 items */
  account_types?: string[] | null;
  settings?: unknown;
}

/** Changes one's own account; what is not named stays. */
export interface UpdateMe {
  /** 1 to 200 characters */
  display_name?: string | null;
  /** an e-mail address, at most 254 characters */
  email?: string | null;
  /** at most 2,000 characters */
  avatar_url?: string | null;
  /** 8 to 256 characters */
  new_password?: string | null;
  /** at most 256 characters */
  current_password?: string | null;
}

/** Says something of oneself for a while: a text, an emoji or both. Replaces what was said before. */
export interface SetStatus {
  /** at most 100 characters */
  text?: string | null;
  /** at most 64 characters */
  emoji?: string | null;
  until?: IsoTime | null;
}

/** Changes somebody's account, for administrators of the workspace; what is not named stays. */
export interface UpdateUser {
  role?: WorkspaceRole | null;
  /** at most 64 characters */
  account_type?: string | null;
  disabled?: boolean | null;
}

/** Begins a conversation, or finds the one that is there: a direct one by its pair, a room by its context. */
export interface CreateConversation {
  type: ConversationType;
  /** at most 200 characters */
  title?: string | null;
  /** at most 2,000 characters */
  description?: string | null;
  visibility?: Visibility | null;
  /** at most 1,000 items */
  member_ids?: string[] | null;
  context?: ContextRequest | null;
  history?: HistoryVisibility | null;
  metadata?: unknown;
}

/** The host application's thing that a conversation belongs to; a type and an id find the same conversation again. */
export interface ContextRequest {
  /** 1 to 64 characters */
  type: string;
  /** 1 to 200 characters */
  id: string;
}

/** Changes a conversation; what is not named stays, an empty text or metadata `{}` clears. In slow mode a member posts once in so many seconds. Archived, it is closed for everybody: readable, and nobody writes in it until it is opened again. */
export interface UpdateConversation {
  /** at most 200 characters */
  title?: string | null;
  /** at most 2,000 characters */
  description?: string | null;
  visibility?: Visibility | null;
  history?: HistoryVisibility | null;
  /** 0 to 21,600 */
  slow_mode_seconds?: number | null;
  metadata?: unknown;
  archived?: boolean | null;
}

/** Adds people, up to 1,000 in one call. */
export interface AddMembers {
  /** at least 1, at most 1,000 items */
  user_ids: string[];
  role?: MemberRole | null;
}

/** Changes a member's role, bans them, lifts a ban (`left`), or silences them until a time; one that is past lets them speak. */
export interface UpdateMember {
  role?: MemberRole | null;
  status?: MemberStatus | null;
  muted_until?: IsoTime | null;
}

/** Hands a conversation to another member; the caller becomes an admin of it. */
export interface TransferOwnership {
  /** not empty, at most 300 characters */
  user_id: string;
}

/** Silences a conversation for the caller, for ever when no end is named. */
export interface MuteConversation {
  until?: IsoTime | null;
}

/** Moves the caller's read position forward, to the end when no ordinal is named. */
export interface ReadBody {
  /** 0 or more */
  ordinal?: number | null;
}

/** Marks a conversation unread, for oneself alone, from this message on. */
export interface UnreadBody {
  /** 1 or more */
  ordinal: number;
}

/** The body of a send over REST; the conversation stands in the address. */
export interface SendMessageBody {
  /** at most 16,000 characters */
  content?: string;
  id?: MessageId | null;
  message_type?: MessageType;
  reply_to?: MessageId | null;
  forward_from?: MessageId | null;
  /** at most 20 items */
  attachment_ids?: FileId[] | null;
  metadata?: unknown;
  clear_draft?: boolean;
}

/** The body of an edit over REST; what is not named stays, and metadata `{}` clears it. */
export interface EditMessageBody {
  /** at most 16,000 characters */
  content?: string | null;
  metadata?: unknown;
}

/** Saves a message for oneself, with a note to oneself if wanted. Saving again changes the note. */
export interface SaveMessageBody {
  /** at most 1,000 characters */
  note?: string | null;
}

// --- Commands: what a socket asks ---

/** Posts a message. The same id again, from whichever door, is the same message and the same answer. With `clear_draft` one's draft there goes in the same step. */
export interface SendMessage {
  conversation_id: ConversationId;
  /** at most 16,000 characters */
  content?: string;
  id?: MessageId | null;
  message_type?: MessageType;
  reply_to?: MessageId | null;
  forward_from?: MessageId | null;
  /** at most 20 items */
  attachment_ids?: FileId[] | null;
  metadata?: unknown;
  clear_draft?: boolean;
}

/** Changes the text or the metadata of one's own message; what is not named stays. Earlier wordings are kept as its history; metadata is replaced as a whole, `{}` clears it, and does not mark the message as edited. */
export interface EditMessage {
  message_id: MessageId;
  /** at most 16,000 characters */
  content?: string | null;
  metadata?: unknown;
}

/** Deletes a message: its text goes everywhere, its place stays. Deleting twice is the same as once. A moderator's reason goes into the audit log. */
export interface DeleteMessage {
  message_id: MessageId;
  /** at most 500 characters */
  reason?: string | null;
}

/** Puts an emoji under a message, once per person and emoji. */
export interface AddReaction {
  message_id: MessageId;
  /** not empty, at most 64 characters */
  emoji: string;
}

/** Takes one's own emoji back. */
export interface RemoveReaction {
  message_id: MessageId;
  /** not empty, at most 64 characters */
  emoji: string;
}

/** Says that one is typing; ends by itself after 6 s. Has no answer, unless it is refused. */
export interface StartTyping {
  conversation_id: ConversationId;
}

/** Says that one stopped typing. Has no answer, unless it is refused. */
export interface StopTyping {
  conversation_id: ConversationId;
}

/** Moves one's read position forward, to the end when no ordinal is named. Never moves back. */
export interface MarkRead {
  conversation_id: ConversationId;
  /** 0 or more */
  ordinal?: number | null;
}

/** Says that messages up to this ordinal have reached a device of one's own; up to the end when none is named. Never moves back. Larger conversations (`Limits.DeliveredMembers`) do not keep it. */
export interface MarkDelivered {
  conversation_id: ConversationId;
  /** 0 or more */
  ordinal?: number | null;
}

/** Says how reachable one is, for this device. */
export interface UpdatePresence {
  status: PresenceStatus;
  current_conversation_id?: ConversationId | null;
}

/** Opens a conversation: its newest messages, and the number from which the socket is live. */
export interface JoinConversation {
  conversation_id: ConversationId;
  /** 1 to 200 */
  limit?: number | null;
}

/** Asks for everything missed since these positions, in order. Answered by every missed event in order, or `reset` where the past is too long; then `resumed`. */
export interface Resume {
  /** at most 2,000 items */
  positions: Record<ConversationId, number>;
}

/** Asks whether the line lives. Answered by `pong`. */
export type Ping = Record<never, never>;

/** Signs a socket in by its first frame, within 10 s of opening it. Answered by `connection_established`. */
export interface Authenticate {
  /** not empty */
  token: string;
}

/** Pins a message for everybody in its conversation. Pinning twice is the same as once. */
export interface PinMessage {
  message_id: MessageId;
}

/** Takes a message's pin away. Taking it twice is the same as once. */
export interface UnpinMessage {
  message_id: MessageId;
}

/** Every command by its word, and the fields of its `ack`. */
export interface Commands {
  send_message: { command: SendMessage; reply: SentMessage };
  edit_message: { command: EditMessage; reply: SentMessage };
  delete_message: { command: DeleteMessage; reply: Done };
  add_reaction: { command: AddReaction; reply: Done };
  remove_reaction: { command: RemoveReaction; reply: Done };
  start_typing: { command: StartTyping; reply: Done };
  stop_typing: { command: StopTyping; reply: Done };
  mark_read: { command: MarkRead; reply: Done };
  mark_delivered: { command: MarkDelivered; reply: Done };
  update_presence: { command: UpdatePresence; reply: Done };
  join_conversation: { command: JoinConversation; reply: JoinedConversation };
  resume: { command: Resume; reply: Done };
  ping: { command: Ping; reply: Done };
  authenticate: { command: Authenticate; reply: Done };
  pin_message: { command: PinMessage; reply: Done };
  unpin_message: { command: UnpinMessage; reply: Done };
}

// --- Events: what a socket hears ---

/** A new message is visible to everyone in the conversation. (kept) */
export interface MessagePosted {
  type: "new_message";
  message: MessageView;
  conversation_id: ConversationId;
  seq: number;
}

/** A message was edited; carries it as it is now. `restored`: it was deleted and is back, so its target has one more reply. (kept) */
export interface MessageUpdated {
  type: "message_updated";
  message: MessageView;
  restored?: boolean;
  conversation_id: ConversationId;
  seq: number;
}

/** A message was deleted: its text is gone everywhere, its place stays. (kept) */
export interface MessageDeleted {
  type: "message_deleted";
  message_id: MessageId;
  deleted_by: UserId;
  deleted_at: IsoTime;
  conversation_id: ConversationId;
  seq: number;
}

/** Someone put an emoji under a message. (kept) */
export interface ReactionAdded {
  type: "reaction_added";
  reaction: ReactionView;
  conversation_id: ConversationId;
  seq: number;
}

/** Someone took their emoji back. (kept) */
export interface ReactionRemoved {
  type: "reaction_removed";
  reaction: ReactionView;
  conversation_id: ConversationId;
  seq: number;
}

/** Someone became an active member and hears everything from this number on. (kept) */
export interface MemberJoined {
  type: "member_joined";
  user_id: UserId;
  member: MemberView;
  member_count: number;
  conversation_id: ConversationId;
  seq: number;
}

/** Someone left, was kicked or was banned, and hears nothing after this number. (kept) */
export interface MemberLeft {
  type: "member_left";
  user_id: UserId;
  status: MemberStatus;
  actor_id: UserId;
  member_count: number;
  conversation_id: ConversationId;
  seq: number;
}

/** A member's role changed, they were silenced or may speak again, or a ban was set or lifted for someone who was not active. (kept) */
export interface MemberUpdated {
  type: "member_updated";
  user_id: UserId;
  role: MemberRole;
  status: MemberStatus;
  actor_id: UserId;
  muted_until: IsoTime | null;
  conversation_id: ConversationId;
  seq: number;
}

/** A conversation began; its first members hear it. (kept) */
export interface ConversationCreated {
  type: "conversation_created";
  conversation: ConversationView;
  conversation_id: ConversationId;
  seq: number;
}

/** Title, description or visibility changed; carries the conversation as it is now. (kept) */
export interface ConversationUpdated {
  type: "conversation_updated";
  conversation: ConversationView;
  conversation_id: ConversationId;
  seq: number;
}

/** The conversation is gone for its members. (kept) */
export interface ConversationDeleted {
  type: "conversation_deleted";
  actor_id: UserId;
  conversation_id: ConversationId;
  seq: number;
}

/** Something from before the reader's time changed, which they do not see; only its number matters. (kept) */
export interface EarlierChanged {
  type: "earlier_changed";
  conversation_id: ConversationId;
  seq: number;
}

/** Someone pinned a message. (kept) */
export interface MessagePinned {
  type: "message_pinned";
  message_id: MessageId;
  pinned_by: UserId;
  pinned_at: IsoTime;
  conversation_id: ConversationId;
  seq: number;
}

/** Someone took a message's pin away. A deletion takes it too, and is told as the deletion only. (kept) */
export interface MessageUnpinned {
  type: "message_unpinned";
  message_id: MessageId;
  unpinned_by: UserId;
  conversation_id: ConversationId;
  seq: number;
}

/** One's draft in a conversation changed on one of one's devices; null when it is gone. (passing) */
export interface DraftUpdated {
  type: "draft_updated";
  conversation_id: ConversationId;
  draft: DraftView | null;
}

/** One archived, pinned, muted or otherwise set a conversation for oneself, on one of one's devices. (passing) */
export interface MyConversationUpdated {
  type: "my_conversation_updated";
  conversation_id: ConversationId;
  my: MyMembership;
}

/** One saved a message on one of one's devices, or changed its note. (passing) */
export interface MessageSaved {
  type: "message_saved";
  conversation_id: ConversationId;
  message_id: MessageId;
  note: string | null;
  saved_at: IsoTime;
}

/** One let a saved message go on one of one's devices. (passing) */
export interface MessageUnsaved {
  type: "message_unsaved";
  message_id: MessageId;
}

/** Someone types, or stopped. Ends by itself after 6 s. (passing) */
export interface TypingChanged {
  type: "typing_indicator";
  user_id: UserId;
  is_typing: boolean;
  conversation_id: ConversationId;
}

/** Someone has read up to this message. The lasting state is on the member. (passing) */
export interface ReadAdvanced {
  type: "read_receipt";
  user_id: UserId;
  ordinal: number;
  conversation_id: ConversationId;
}

/** Messages up to this one have reached a device of someone's. The lasting state is on the member; reading implies it and is told as such. (passing) */
export interface DeliveryAdvanced {
  type: "delivery_receipt";
  user_id: UserId;
  ordinal: number;
  conversation_id: ConversationId;
}

/** Someone came, went, or changed how reachable they are. (passing) */
export interface PresenceChanged {
  type: "presence_changed";
  user_id: UserId;
  status: PresenceStatus;
  last_seen: IsoTime | null;
  current_conversation_id: ConversationId | null;
}

/** Someone's name, picture, status, role or account type changed; carries them as they are now. Told to their own devices and to whoever shares a conversation of at most 500 with them. A status that ends by itself is not told. (passing) */
export interface UserUpdated {
  type: "user_updated";
  user: UserView;
}

/** The socket is signed in: from now on it hears every conversation of its user. (one connection) */
export interface ConnectionEstablished {
  type: "connection_established";
  user_id: UserId;
  workspace_id: WorkspaceId;
  session_id: SessionId | null;
  timestamp: IsoTime;
}

/** Everything missed has been told. (one connection) */
export interface Resumed {
  type: "resumed";
  ref?: string;
}

/** The past is too long to tell, or the conversation is not (any more) the caller's: load it afresh. (one connection) */
export interface ResetNeeded {
  type: "reset";
  conversation_id: ConversationId;
  last_seq: number;
}

/** The answer to `ping`. (one connection) */
export interface Pong {
  type: "pong";
  ref?: string;
}

/** The caller blocked somebody, or let them be again, on another device. (passing) */
export interface BlockUpdated {
  type: "block_updated";
  user_id: UserId;
  blocked: boolean;
}

/** Something was reported that the listener moderates; without the message's text, which is fetched with the report. (passing) */
export interface ReportCreated {
  type: "report_created";
  report: ReportView;
}

/** Somebody decided on a report that the listener moderates. (passing) */
export interface ReportResolved {
  type: "report_resolved";
  report: ReportView;
}

/** A moderator warned the listener. (passing) */
export interface WarningReceived {
  type: "warning_received";
  warning: WarningView;
}

/** Something for this person happened. `is_new`: the number of unread notifications grew by one; otherwise one that was unread has news. (passing) */
export interface NotificationRaised {
  type: "notification";
  notification: NotificationView;
  is_new: boolean;
}

/** Notifications were read, here or on another device, or (`removed`) are gone with what they told of. `all`: every one; the totals are those from here on. (passing) */
export interface NotificationsRead {
  type: "notifications_read";
  ids: NotificationId[];
  all: boolean;
  removed: boolean;
  unread_count: number;
  mentions: number;
}

/** A conversation's share of the badges, after the person read in it, or marked it unread, on one of their devices. `read_ordinal` is the message after which unread ones are counted. (passing) */
export interface BadgeUpdated {
  type: "badge_updated";
  conversation_id: ConversationId;
  read_ordinal: number;
  unread_count: number;
  unread_mentions: number;
}

/** Every event a client can receive, told apart by `type`. */
export type ChatEvent =
  | MessagePosted
  | MessageUpdated
  | MessageDeleted
  | ReactionAdded
  | ReactionRemoved
  | MemberJoined
  | MemberLeft
  | MemberUpdated
  | ConversationCreated
  | ConversationUpdated
  | ConversationDeleted
  | EarlierChanged
  | MessagePinned
  | MessageUnpinned
  | DraftUpdated
  | MyConversationUpdated
  | MessageSaved
  | MessageUnsaved
  | TypingChanged
  | ReadAdvanced
  | DeliveryAdvanced
  | PresenceChanged
  | UserUpdated
  | ConnectionEstablished
  | Resumed
  | ResetNeeded
  | Pong
  | BlockUpdated
  | ReportCreated
  | ReportResolved
  | WarningReceived
  | NotificationRaised
  | NotificationsRead
  | BadgeUpdated;

/** The events that are numbered and kept. */
export type ConversationEvent = Extract<ChatEvent, { seq: number }>;

// --- Errors ---
/** Every refusal there is; codes are never renamed or reused. */
export type ErrorCode =
  | "bad_request"
  | "invalid_json"
  | "validation_failed"
  | "invalid_text"
  | "unknown_type"
  | "not_signed_in"
  | "bad_credentials"
  | "refresh_replayed"
  | "forbidden"
  | "scope_missing"
  | "origin_refused"
  | "account_disabled"
  | "registration_closed"
  | "invite_needed"
  | "banned"
  | "not_found"
  | "user_not_found"
  | "method_not_allowed"
  | "name_taken"
  | "slug_taken"
  | "id_taken"
  | "last_owner"
  | "message_gone"
  | "too_many_reactions"
  | "too_many_pins"
  | "draft_conflict"
  | "key_not_indexed"
  | "too_large"
  | "unsupported_media_type"
  | "rate_limited"
  | "locked_out"
  | "internal_error"
  | "busy"
  | "shutting_down"
  | "storage_failed"
  | "storage_full"
  | "blocked"
  | "silenced"
  | "already_resolved"
  | "slow_mode"
  | "too_many_push_targets"
  | "push_unavailable"
  | "file_in_use"
  | "offset_conflict"
  | "upload_expired"
  | "tus_version"
  | "file_too_large"
  | "quota_exceeded"
  | "file_type_refused"
  | "file_empty"
  | "upload_locked"
  | "checksum_mismatch"
  | "conversation_archived"
  | "conversation_gone"
  | "context_taken"
  | "purged"
  | "search_too_long";

/** A refusal over REST: `application/problem+json` (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  trace_id: string;
  errors?: Record<string, string[]>;
}

// --- Frames ---

/** A command as it travels; the answer carries `ref` back. */
export type CommandFrame<Op extends keyof Commands = keyof Commands> = {
  [Word in Op]: { type: Word; ref?: string } & Commands[Word]["command"];
}[Op];

/** Done, and on disk where the command changed something lasting. */
export type AckFrame<Reply = unknown> = { type: "ack"; ref?: string | null } & Reply;

/** Refused; nothing was changed. */
export interface ErrorFrame {
  type: "error";
  ref?: string | null;
  code: ErrorCode;
  message: string;
}

/** Anything that a socket can receive. */
export type ServerFrame = ChatEvent | AckFrame | ErrorFrame;

// --- Limits and close codes ---

/** Every fixed limit that a client can meet, in one list. */
export const limits = {
  /** UTF-16 code units in a message. */
  messageCharacters: 16000,
  /** Files on one message. */
  attachmentsPerMessage: 20,
  /** UTF-16 code units of one reaction; a family emoji with skin tones has about 30. */
  emojiCharacters: 64,
  /** Different emoji under one message. */
  emojiPerMessage: 100,
  /** Bytes of a message's metadata as JSON. */
  metadataBytes: 8192,
  /** Nesting of a message's metadata; the answers that carry it nest deeper and must stay within `JsonDepth`. */
  metadataDepth: 8,
  /** Items of one page. */
  pageItems: 200,
  /** Items of a page when the caller names no limit. */
  defaultPageItems: 50,
  /** Positions in one `resume`; 64 KiB hold about 1,200. */
  resumePositions: 2000,
  /** Missed events of one conversation that `resume` tells; beyond it, `reset`. */
  resumeEvents: 10000,
  /** Conversations of up to so many people keep how far messages have reached each of them. */
  deliveredMembers: 32,
  /** People in one call. */
  peoplePerCall: 1000,
  /** Bytes of one socket frame, all its fragments together. */
  frameBytes: 65536,
  /** People whom one message can name; further names stay text. */
  mentionsPerMessage: 50,
  /** In groups of up to so many, every member may name everybody, unless the workspace says otherwise. */
  mentionAllMembers: 100,
  /** Nesting of JSON. */
  jsonDepth: 16,
  /** UTF-16 code units of a title or a name. */
  nameCharacters: 200,
  /** UTF-16 code units of what a person says of themselves. */
  statusCharacters: 100,
  /** Seconds of the slowest slow mode: six hours. */
  slowModeSeconds: 21600,
  /** UTF-16 code units of the reason for deleting somebody else's message. */
  reasonCharacters: 500,
  /** UTF-16 code units of a file's name; a longer one is shortened, its extension kept. */
  fileNameCharacters: 255,
  /** Peaks in a voice message's waveform. */
  waveformPeaks: 64,
  /** Seconds for which a file's link works at most. */
  fileLinkSeconds: 86400,
  /** UTF-16 code units of a description. */
  descriptionCharacters: 2000,
  /** Pinned messages of one conversation. */
  pinsPerConversation: 100,
  /** UTF-16 code units of the note on a saved message. */
  noteCharacters: 1000,
  /** Links of one message that are shown with a preview. */
  linkPreviewsPerMessage: 3,
  /** UTF-16 code units of a search. */
  searchCharacters: 500,
  /** Words and phrases of a search. */
  searchWords: 32,
  /** Browsers, and phones, that one person may have pushes on. */
  pushTargetsPerPerson: 20,
  /** UTF-16 code units of a push service's address. */
  pushEndpointCharacters: 2000,
  /** UTF-16 code units of a phone's token. */
  pushTokenCharacters: 4000,
} as const;

/** Why a socket was closed. 4000–4499 mean "come back", 4500–4999 "do not". */
export const closeCodes = {
  goingAway: 1001,
  badUtf8: 1007,
  policy: 1008,
  tooLarge: 1009,
  /** The credential ran out: come back with a new one. */
  credentialExpired: 4001,
  /** The reader did not keep up: come back and resume. */
  tooSlow: 4008,
  /** The person has too many sockets open, or opened too many just now: wait, then come back. */
  tooMany: 4029,
  notAuthenticated: 4501,
  /** The session was ended by its owner, or by a log-out. */
  sessionEnded: 4502,
  accountDisabled: 4503,
} as const;
