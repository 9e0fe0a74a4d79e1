using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>Names one place that a person's pushes go to: a browser, a phone, a mailbox.</summary>
[JsonConverter(typeof(IdJson<PushTargetId>))]
public readonly record struct PushTargetId(Guid Value) : IId<PushTargetId>, IParsable<PushTargetId>
{
    public static PushTargetId New() => new(Guid.CreateVersion7());
    public static PushTargetId Of(Guid value) => new(value);
    public static PushTargetId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PushTargetId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>By which way a push goes.</summary>
[JsonConverter(typeof(Snake<PushWay>))]
public enum PushWay
{
    Web,
    Device,
    Mail,
}

/// <summary>What a push says: something happened, what was shown has been read elsewhere, or just a try.</summary>
[JsonConverter(typeof(Snake<PushPurpose>))]
public enum PushPurpose
{
    Notification,
    Clear,
    Test,
}

/// <summary>How a try ended. <c>later</c> is tried again; <c>gone</c> means that the place does not exist any more.</summary>
[JsonConverter(typeof(Snake<PushOutcome>))]
public enum PushOutcome
{
    Delivered,
    Later,
    Gone,
    Refused,
}

/// <summary>The key that a browser subscribes with (<c>applicationServerKey</c>): an uncompressed P-256 point in base64url.</summary>
public sealed record VapidKeyView(string Key);

/// <summary>A browser that gets pushes. Of its push service only the host is shown: whoever knows the whole address may push there.</summary>
public sealed record PushSubscriptionView(
    PushTargetId Id, string Host, DateTimeOffset CreatedAt, DateTimeOffset? LastDeliveredAt, bool Current);

/// <summary>A phone that gets pushes through the owner's gateway.</summary>
public sealed record PushDeviceView(
    PushTargetId Id, string Platform, DateTimeOffset CreatedAt, DateTimeOffset? LastDeliveredAt, bool Current);

/// <summary>
/// One try at delivering. <c>status</c> is what the other side said (HTTP or SMTP), 0 when it said nothing. Never holds text or addresses.
/// </summary>
public sealed record PushAttemptView(
    UserId UserId, PushTargetId TargetId, PushWay Way, PushPurpose Purpose, PushOutcome Outcome, long Status, long DurationMs, DateTimeOffset At);

/// <summary>What a person has set about pushes and mails. <c>mail_after_minutes</c> is how long something stays unread before a mail says so.</summary>
public sealed record PushSettingsView(bool Mail, long MailAfterMinutes, bool Content);

/// <summary>
/// What a browser's service worker gets, encrypted for it alone, and what the gateway gets for a phone. The same
/// <c>notification_id</c> again replaces what is shown, or is a duplicate. A <c>clear</c> has nothing but that id; <c>body</c> is
/// missing also where content is not to leave the server.
/// </summary>
public sealed record PushContent(
    PushPurpose Type, string? Title = null, string? Body = null, NotificationId? NotificationId = null, NotificationType? Kind = null,
    ConversationId? ConversationId = null, MessageId? MessageId = null, UserId? ActorId = null, long? Count = null, DateTimeOffset? At = null);

/// <summary>What the gateway is called with: pushes for up to 100 phones.</summary>
public sealed record GatewayCall(IReadOnlyList<GatewayPush> Pushes);

/// <summary>One push for one phone. Pushes with the same <c>collapse_key</c> replace each other.</summary>
public sealed record GatewayPush(PushTargetId DeviceId, string Platform, string Token, string CollapseKey, PushContent Content);

/// <summary>What the gateway answers: the phones that do not exist any more, and those to try again; all others are delivered.</summary>
public sealed record GatewayAnswer(IReadOnlyList<PushTargetId>? Gone = null, IReadOnlyList<PushTargetId>? Later = null);
