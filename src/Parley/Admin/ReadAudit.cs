using System.Globalization;
using System.Text.Json;
using Parley.Access;
using Parley.Audit;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>Which entries: all that it names must fit. An action may be the beginning of one (<c>member.</c>).</summary>
public sealed record AuditFilter(
    string? Actor, string? Action, string? Subject, string? Address, DateTimeOffset? From, DateTimeOffset? To, string? Query);

/// <summary>The audit log for administrators: searched, checked, exported.</summary>
public sealed class ReadAuditHandler(AdminAccess access, Database database, UserDirectory directory, AuditVerification verification, AuditLog audit)
{
    private const int ExportPiece = 500;

    public async Task<Listing<AuditEntryView>> ListAsync(
        Caller caller, string? workspace, AuditFilter filter, string? cursor, int? limit, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var (size, before) = (PageSize.Checked(limit), PageSize.Position(cursor) ?? long.MaxValue);
        filter = Checked(filter);
        var actorN = filter.Actor is null ? 0 : (await directory.FindAsync(admin.WorkspaceN, filter.Actor, ct))?.N ?? throw new Refusal(Errors.UserNotFound);
        var (query, upTo) = (LikePattern.Holding(filter.Query), filter.Action + "\U0010FFFF");
        var found = await database.QueryAsync($"""
            select {Columns} from audit_entries e left join users u on u.n = e.actor_n
            where e.workspace_n = {admin.WorkspaceN} and e.n < {before}
                and ({actorN} = 0 or e.actor_n = {actorN})
                and ({filter.Action} is null or (e.action >= {filter.Action} and e.action < {upTo}))
                and ({filter.Subject} is null or e.subject = {filter.Subject})
                and ({filter.Address} is null or e.address = {filter.Address})
                and ({filter.From} is null or e.at >= {filter.From}) and ({filter.To} is null or e.at < {filter.To})
                and ({filter.Query} is null or lower(e.action || ' ' || e.subject || ' ' || coalesce(e.data, '')) like {query} escape '!')
            order by e.n desc limit {size + 1}
            """, From, ct);
        return new([.. found.Take(size)], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }

    public async Task<AuditCheck> VerifyAsync(Caller caller, string? workspace, CancellationToken ct) =>
        await verification.VerifyAsync((await access.RequireAsync(caller, workspace, ct)).WorkspaceN, ct);

    /// <summary>All entries of a span of time as lines of JSON, oldest first, read piece by piece as the reader takes them.</summary>
    public async Task<NdJson<AuditEntryView>> ExportAsync(
        Caller caller, string? workspace, DateTimeOffset? from, DateTimeOffset? to, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        await database.WriteAsync(transaction => audit.NoteAsync(
            transaction, admin, AuditActions.AuditExported, $"workspace:{admin.WorkspaceId}", ("from", Text(from)), ("to", Text(to))), ct);
        return new(after => database.QueryAsync($"""
            select {Columns} from audit_entries e left join users u on u.n = e.actor_n
            where e.workspace_n = {admin.WorkspaceN} and e.n > {after} and ({from} is null or e.at >= {from}) and ({to} is null or e.at < {to})
            order by e.n limit {ExportPiece}
            """, From, CancellationToken.None), entry => entry.N, WireJson.Wire.AuditEntryView, "audit.ndjson");
    }

    private static readonly SqlText Columns = new("e.n, e.at, e.action, e.subject, u.id, u.display_name, e.address, e.data, e.hash");

    private static AuditFilter Checked(AuditFilter filter) => filter with
    {
        Actor = Filters.Checked(filter.Actor),
        Action = Filters.Checked(filter.Action),
        Subject = Filters.Checked(filter.Subject),
        Address = Filters.Checked(filter.Address),
        Query = Filters.Checked(filter.Query),
    };

    private static string? Text(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static AuditEntryView From(Row row) => new(
        row.Long(0), row.Time(1), row.Text(2), row.Text(3), row.IdOrNull<UserId>(4), row.TextOrNull(5), row.TextOrNull(6),
        row.IsNull(7) ? null : JsonElement.Parse(row.Text(7)), Convert.ToHexStringLower(row.Bytes(8)));
}
