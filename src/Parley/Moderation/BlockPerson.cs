using Parley.Access;
using Parley.People;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>Blocks somebody, lets them be again, and lists whom one has blocked. Nobody but one's own devices is told.</summary>
public sealed class BlockPersonHandler(
    Database database, UserDirectory directory, Blocks blocks, MembershipCache memberships, TimeProvider clock)
{
    /// <summary>Blocking twice is the same as once.</summary>
    public Task BlockAsync(Caller caller, string name, CancellationToken ct) => ChangeAsync(caller, name, blocked: true, ct);

    /// <summary>Letting go of somebody who is not blocked changes nothing.</summary>
    public Task UnblockAsync(Caller caller, string name, CancellationToken ct) => ChangeAsync(caller, name, blocked: false, ct);

    public async Task<Listing<BlockView>> ListAsync(Caller caller, string? cursor, int? limit, CancellationToken ct)
    {
        var size = PageSize.Checked(limit);
        var found = await database.QueryAsync($"""
            select u.n, u.id, u.username, u.display_name, b.created_at from blocks b join users u on u.n = b.blocked_n
            where b.blocker_n = {caller.UserN} and b.blocked_n > {PageSize.Position(cursor) ?? 0} order by b.blocked_n limit {size + 1}
            """, row => (N: row.Long(0), View: new BlockView(row.Id<UserId>(1), row.Text(2), row.Text(3), row.Time(4))), ct);
        return new([.. found.Take(size).Select(f => f.View)], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }

    private async Task ChangeAsync(Caller caller, string name, bool blocked, CancellationToken ct)
    {
        var person = await directory.FindAsync(caller.WorkspaceN, name, ct) ?? throw new Refusal(Errors.UserNotFound);
        if (person.N == caller.UserN)
            throw new Refusal(Errors.ValidationFailed, "Nobody blocks themselves.");

        var directKey = $"{Math.Min(caller.UserN, person.N)}:{Math.Max(caller.UserN, person.N)}";
        var (changed, direct) = await database.WriteAsync(async transaction =>
        {
            var rows = blocked
                ? await transaction.WriteAsync($"""
                    insert into blocks (blocker_n, blocked_n, created_at) values ({caller.UserN}, {person.N}, {clock.GetUtcNow()})
                    on conflict do nothing
                    """)
                : await transaction.WriteAsync($"delete from blocks where blocker_n = {caller.UserN} and blocked_n = {person.N}");
            if (rows == 0)
                return (false, null);

            transaction.Tell(new PersonalAnnouncement(caller.UserN, new BlockUpdated(person.Id, blocked)));
            return (true, await transaction.FindAsync(
                $"select id from conversations where workspace_n = {caller.WorkspaceN} and direct_key = {directKey}",
                row => new Found(row.Id<ConversationId>(0))));
        }, ct);
        if (!changed)
            return;

        blocks.Forget(caller.UserN, person.N);
        if (direct is not null)
        {
            memberships.Forget(direct.Id, caller.UserN);
            memberships.Forget(direct.Id, person.N);
        }

        blocks.SayChanged(caller.UserN, person.N);
    }

    private sealed record Found(ConversationId Id);
}
