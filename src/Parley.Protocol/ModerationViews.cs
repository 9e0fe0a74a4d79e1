using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>Names one report.</summary>
[JsonConverter(typeof(IdJson<ReportId>))]
public readonly record struct ReportId(Guid Value) : IId<ReportId>, IParsable<ReportId>
{
    public static ReportId New() => new(Guid.CreateVersion7());
    public static ReportId Of(Guid value) => new(value);
    public static ReportId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReportId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Why something was reported.</summary>
[JsonConverter(typeof(Snake<ReportReason>))]
public enum ReportReason
{
    Spam,
    Harassment,
    Hate,
    Violence,
    SexualContent,
    SelfHarm,
    Illegal,
    Impersonation,
    Other,
}

/// <summary>Whether somebody has decided on a report.</summary>
[JsonConverter(typeof(Snake<ReportState>))]
public enum ReportState
{
    Open,
    Resolved,
}

/// <summary>What was decided on a report.</summary>
[JsonConverter(typeof(Snake<ReportAction>))]
public enum ReportAction
{
    Dismiss,
    DeleteMessage,
    Warn,
    Kick,
    Ban,
    Disable,
}

/// <summary>Somebody whom the caller has blocked.</summary>
public sealed record BlockView(UserId UserId, string Username, string DisplayName, DateTimeOffset CreatedAt);

/// <summary>A report; <c>message</c> only to moderators who ask for this one, until its retention ends.</summary>
public sealed record ReportView(
    ReportId Id, ReportState State, ReportReason Reason, string? Comment, UserId ReporterId, UserId UserId, ConversationId? ConversationId,
    MessageId? MessageId, DateTimeOffset CreatedAt, DateTimeOffset? ResolvedAt, UserId? ResolvedBy, ReportAction? Action, string? Note,
    ReportedMessageView? Message = null);

/// <summary>A message as it was when it was reported, whatever became of it since.</summary>
public sealed record ReportedMessageView(MessageId Id, MessageType MessageType, string Content, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt);

/// <summary>A warning that a moderator gave to the caller; <c>note</c> is what they wrote with it.</summary>
public sealed record WarningView(
    ReportId Id, ReportReason Reason, string? Note, ConversationId? ConversationId, MessageId? MessageId, DateTimeOffset CreatedAt);
