using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Push.Deliveries;

/// <summary>Keeps what became of every try, without text: for the administrators of the workspace, and for each person their own.</summary>
public sealed class PushAttempts(Database database, TimeProvider clock)
{
    /// <summary>How long they are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly SqlText Columns = new("a.n, u.id, a.target_id, a.way, a.purpose, a.outcome, a.status, a.duration_ms, a.at");

    public ValueTask<int> NoteAsync(Transaction transaction, PushTarget target, PushPurpose purpose, Tried tried) => transaction.WriteAsync($"""
        insert into push_attempts (workspace_n, user_n, target_id, way, purpose, outcome, status, duration_ms, at)
        values ({target.WorkspaceN}, {target.UserN}, {target.Id}, {target.Way}, {purpose}, {tried.Outcome!.Value}, {tried.Status},
            {(long)tried.Took.TotalMilliseconds}, {clock.GetUtcNow()})
        """);

    /// <summary>One's own, the newest first.</summary>
    public async Task<Listing<PushAttemptView>> OwnAsync(Caller caller, string? cursor, int? limit, CancellationToken ct)
    {
        var size = PageSize.Checked(limit);
        return Page(size, await database.QueryAsync($"""
            select {Columns} from push_attempts a join users u on u.n = a.user_n
            where a.user_n = {caller.UserN} and a.n < {PageSize.Position(cursor) ?? long.MaxValue} order by a.n desc limit {size + 1}
            """, From, ct));
    }

    /// <summary>All of the workspace, the newest first.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>.</exception>
    public async Task<Listing<PushAttemptView>> OfWorkspaceAsync(Caller caller, string? cursor, int? limit, CancellationToken ct)
    {
        if (!caller.IsWorkspaceAdmin)
            throw new Refusal(Errors.Forbidden);

        var size = PageSize.Checked(limit);
        return Page(size, await database.QueryAsync($"""
            select {Columns} from push_attempts a join users u on u.n = a.user_n
            where a.workspace_n = {caller.WorkspaceN} and a.n < {PageSize.Position(cursor) ?? long.MaxValue} order by a.n desc limit {size + 1}
            """, From, ct));
    }

    private static Listing<PushAttemptView> Page(int size, List<(long N, PushAttemptView View)> found) =>
        new([.. found.Take(size).Select(f => f.View)], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);

    private static (long N, PushAttemptView View) From(Row row) => (row.Long(0), new PushAttemptView(
        row.Id<UserId>(1), row.Id<PushTargetId>(2), row.Enum<PushWay>(3), row.Enum<PushPurpose>(4), row.Enum<PushOutcome>(5), row.Long(6),
        row.Long(7), row.Time(8)));
}
