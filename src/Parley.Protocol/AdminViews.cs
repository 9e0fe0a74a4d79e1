using System.Text.Json;

namespace Parley.Protocol;

/// <summary>An account as its administrators see it. <c>last_seen_at</c>: the last log-in, refresh or reading that is known.</summary>
public sealed record AdminUserView(
    UserView User, DateTimeOffset? LastLogInAt, DateTimeOffset? LastSeenAt, long SessionCount, long MessageCount, string? ExternalId = null);

/// <summary>An account with its open log-ins and the conversations that it is in, up to 200 of each.</summary>
public sealed record AdminUserDetails(AdminUserView Account, IReadOnlyList<SessionView> Sessions, IReadOnlyList<AdminMembershipView> Memberships);

/// <summary>A conversation that somebody is or was a member of.</summary>
public sealed record AdminMembershipView(
    ConversationId ConversationId, ConversationType Type, string? Title, MemberRole Role, MemberStatus Status, DateTimeOffset JoinedAt);

/// <summary>An account that was made, and the invitation by which its person sets a password; it is shown this once.</summary>
public sealed record InvitedUser(AdminUserView Account, string Invite, DateTimeOffset ExpiresAt);

/// <summary>What became of one of many; <c>code</c> says why where it was refused.</summary>
public sealed record BulkResult(string Id, bool Done, string? Code = null, string? Detail = null);

/// <summary>What became of each.</summary>
public sealed record BulkResults(IReadOnlyList<BulkResult> Items, int DoneCount);

/// <summary>A conversation as administrators see it: what it is, never what is said in it.</summary>
public sealed record AdminConversationView(
    ConversationId Id, ConversationType Type, string? Title, string? Description, Visibility Visibility, ContextView? Context, long MemberCount,
    long MessageCount, DateTimeOffset? LastMessageAt, UserId CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? DeletedAt = null,
    DateTimeOffset? RestorableUntil = null);

/// <summary>A conversation with its first 200 members, of whatever status.</summary>
public sealed record AdminConversationDetails(AdminConversationView Conversation, IReadOnlyList<MemberView> Members);

/// <summary>A message in whichever conversation; <c>restorable</c> where it was deleted and can be brought back.</summary>
public sealed record AdminMessageView(MessageView Message, string? ConversationTitle, ConversationType ConversationType, bool Restorable);

/// <summary>A setting, its value and where that came from: <c>default</c>, <c>file</c>, <c>environment</c>, <c>command_line</c> or <c>workspace</c>.</summary>
public sealed record SettingView(string Name, string? Value, string Source, string? Meaning = null);

/// <summary>Every setting; those of the server only to owners of the install. Secrets are masked.</summary>
public sealed record SettingsView(IReadOnlyList<SettingView> Server, IReadOnlyList<SettingView> Workspace);

/// <summary>A deed: who did what to what, when and from where; <c>hash</c> covers it and the entry before it.</summary>
public sealed record AuditEntryView(
    long N, DateTimeOffset At, string Action, string Subject, UserId? ActorId, string? ActorName, string? Address, JsonElement? Details, string Hash);

/// <summary>Whether the chain of the audit log is whole; <c>broken_at</c> is the number of the first entry that does not fit.</summary>
public sealed record AuditCheck(bool Intact, long Entries, long? BrokenAt = null, string? Problem = null);

/// <summary>Figures of one day in UTC.</summary>
public sealed record DayFigures(
    string Day, long Messages, long ActivePeople, long ActiveConversations, long Uploads, long UploadBytes, long NewAccounts);

/// <summary>How many messages a person wrote.</summary>
public sealed record PersonFigure(UserId UserId, string DisplayName, long Messages);

/// <summary>How many messages a conversation got.</summary>
public sealed record ConversationFigure(ConversationId ConversationId, string? Title, ConversationType Type, long Messages);

/// <summary>How long it took from sending to the socket's write, since the start of the server.</summary>
public sealed record LatencyFigures(long Count, double P50Ms, double P95Ms, double P99Ms);

/// <summary>Bytes on disk.</summary>
public sealed record StorageFigures(long DatabaseBytes, long LogBytes, long UploadBytes, long FreeBytes);

/// <summary>All there is now.</summary>
public sealed record TotalFigures(long Messages, long People, long DisabledPeople, long Conversations, long DeletedConversations, long Uploads);

/// <summary>
/// Figures of a workspace, day by day. <c>caught_up</c>: every message up to this moment is counted; otherwise the newest follow within a minute.
/// <c>delivery</c> and <c>storage</c> are the whole server's and shown to owners of the install only.
/// </summary>
public sealed record StatisticsView(
    IReadOnlyList<DayFigures> Days, TotalFigures Totals, IReadOnlyList<ConversationFigure> TopConversations, IReadOnlyList<PersonFigure> TopPeople,
    long LiveConnections, bool CaughtUp, LatencyFigures? Delivery = null, StorageFigures? Storage = null);

/// <summary>What was purged for good. <c>remaining</c> counts, as of now, the rows that still name it: 0 is the proof.</summary>
public sealed record PurgeView(
    string Kind, ConversationId? ConversationId, DateTimeOffset? DeletedAt, DateTimeOffset BegunAt, DateTimeOffset? FinishedAt, long Messages,
    long Remaining);
