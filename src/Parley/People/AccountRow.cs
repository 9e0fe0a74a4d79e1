using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>A row of <c>users</c>.</summary>
public sealed record AccountRow(
    long N, UserId Id, long WorkspaceN, string Username, string DisplayName, string? Email, string AccountType, WorkspaceRole Role,
    string? AvatarUrl, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, string? PasswordHash, string? ExternalId,
    UserStatusView? Status = null)
{
    /// <summary>The columns of <c>users u</c> that <see cref="From"/> reads.</summary>
    public static readonly SqlText Columns = new(
        "u.n, u.id, u.workspace_n, u.username, u.display_name, u.email, u.account_type, u.role, u.avatar_url, u.created_at, u.disabled_at, "
        + "u.password_hash, u.external_id, u.status_text, u.status_emoji, u.status_until");

    public static AccountRow From(Row row) => new(
        row.Long(0), row.Id<UserId>(1), row.Long(2), row.Text(3), row.Text(4), row.TextOrNull(5), row.Text(6), row.Enum<WorkspaceRole>(7),
        row.TextOrNull(8), row.Time(9), row.TimeOrNull(10), row.TextOrNull(11), row.TextOrNull(12),
        StatusFrom(row, 13));

    /// <summary>The columns of <c>users u</c> that <see cref="StatusFrom"/> reads.</summary>
    public static readonly SqlText StatusColumns = new("u.status_text, u.status_emoji, u.status_until");

    /// <summary>What they said of themselves, ended or not.</summary>
    public static UserStatusView? StatusFrom(Row row, int at) =>
        row.IsNull(at) && row.IsNull(at + 1) ? null : new(row.TextOrNull(at), row.TextOrNull(at + 1), row.TimeOrNull(at + 2));

    /// <summary>What of it is shown at this time.</summary>
    public static UserStatusView? Shown(UserStatusView? status, DateTimeOffset now) => status?.Until <= now ? null : status;

    /// <summary>As others see it at this time; the e-mail address only for oneself and administrators.</summary>
    public UserView View(bool withEmail, DateTimeOffset now) =>
        new(Id, Username, DisplayName, withEmail ? Email : null, AccountType, Role, AvatarUrl, CreatedAt, DisabledAt is not null, Shown(Status, now));
}
