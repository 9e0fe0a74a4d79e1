using Parley.Protocol;
using Parley.Push.Web;
using Parley.Storage;

namespace Parley.Push.Deliveries;

/// <summary>A row of <c>push_targets</c> with the person whose it is.</summary>
public sealed record PushTarget(
    long N, PushTargetId Id, long UserN, long WorkspaceN, PushWay Way, string Address, string Host, string? Platform, BrowserKeys? Keys,
    int Failures, DateTimeOffset MailedAt)
{
    /// <summary>The columns that <see cref="From"/> reads, of <c>push_targets t</c> and <c>users u</c>.</summary>
    public static readonly SqlText Columns =
        new("t.n, t.id, t.user_n, u.workspace_n, t.way, t.address, t.host, t.platform, t.key, t.auth, t.failures, t.mailed_at");

    /// <summary>Whether its person may still be told there: the account is not disabled, and the credential that made it has not ended.</summary>
    public static readonly SqlText Stands = new("""
        u.disabled_at is null
        and (t.session_id is null or exists (select 1 from sessions s where s.id = t.session_id and s.ended_at is null))
        and (t.token_id is null or exists (select 1 from api_tokens a where a.id = t.token_id and a.revoked_at is null))
        """);

    public static PushTarget From(Row row) => new(
        row.Long(0), row.Id<PushTargetId>(1), row.Long(2), row.Long(3), row.Enum<PushWay>(4), row.Text(5), row.Text(6), row.TextOrNull(7),
        row.IsNull(8) ? null : new BrowserKeys(row.Bytes(8), row.Bytes(9)), row.Int(10), row.Time(11));
}

/// <summary>A row of <c>push_deliveries</c> with where it goes.</summary>
public sealed record Delivery(
    long N, PushTarget Target, Guid NotificationId, long NotificationN, PushPurpose Purpose, long Version, DateTimeOffset CreatedAt)
{
    /// <summary>Whether the target shows the notification already.</summary>
    public bool IsShown { get; init; }
}

/// <summary>
/// How a try at a delivery ended. Without an outcome there was none: nothing is left to say, or not yet (<see cref="Wait"/>).
/// </summary>
public sealed record Tried(PushOutcome? Outcome, int Status = 0, TimeSpan? Wait = null)
{
    public static readonly Tried NothingToSay = new((PushOutcome?)null);

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Of a mail: it tells of what was shown until then.</summary>
    public DateTimeOffset MailedAt { get; init; }
}
