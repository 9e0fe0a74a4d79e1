using Parley.Access;
using Parley.Moderation;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Presence;

/// <summary>Says and asks how reachable people are. One may ask about those with whom one shares a conversation, and oneself.</summary>
public sealed class PresenceHandler(Database database, PresenceBoard board, Switchboard switchboard, ConversationAccess access, Blocks blocks)
{
    private const int PeoplePerQuestion = 200;

    /// <summary>From a socket it is about that device; from REST (<paramref name="device"/> is null) about all of one's devices.</summary>
    public async Task<Done> HandleAsync(Caller caller, UpdatePresence command, Connection? device, CancellationToken ct)
    {
        if (command.CurrentConversationId is { } current)
            await access.RequireAsync(caller, current, Permission.Read, ct);

        board.Set(caller, device is null ? switchboard.Of(caller.UserN) : [device], command);
        return new Done();
    }

    /// <summary>Those of the named people whom the caller may know about; everyone they share a conversation with when none is named.</summary>
    public async Task<Listing<PresenceView>> ListAsync(Caller caller, string? userIds, CancellationToken ct)
    {
        var blocked = await blocks.OfAsync(caller.UserN);
        if (string.IsNullOrEmpty(userIds))
        {
            var all = await database.QueryAsync($"""
                select distinct u.n, u.id from members mine
                join members theirs on theirs.conversation_n = mine.conversation_n and theirs.status = {MemberStatus.Active}
                join users u on u.n = theirs.user_n
                where mine.user_n = {caller.UserN} and mine.status = {MemberStatus.Active} order by u.n limit {PeoplePerQuestion}
                """, row => (N: row.Long(0), Id: row.Id<UserId>(1)), ct);
            return new([.. all.Select(p => Shown(p.N, p.Id))]);
        }

        var named = userIds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (named.Length > PeoplePerQuestion)
            throw new Refusal(Errors.ValidationFailed, $"At most {PeoplePerQuestion} people are asked about at once.");

        var found = new List<PresenceView>();
        foreach (var name in named)
        {
            if (!UserId.TryParse(name, null, out var id))
                throw new Refusal(Errors.ValidationFailed, "user_ids are UUIDs with commas between them.");
            if (await KnownAsync(caller, id, ct) is { } userN)
                found.Add(Shown(userN, id));
        }

        return new(found);

        // Between the two of a block each is to the other as somebody who was never here.
        PresenceView Shown(long userN, UserId id) =>
            blocked.IsWith(userN) ? new PresenceView(id, PresenceStatus.Offline, null) : board.Of(userN, id);
    }

    private async ValueTask<long?> KnownAsync(Caller caller, UserId id, CancellationToken ct)
    {
        if (id == caller.UserId)
            return caller.UserN;

        var userN = await database.NumberAsync($"""
            select u.n from users u where u.id = {id} and u.workspace_n = {caller.WorkspaceN} and exists (
                select 1 from members theirs join members mine on mine.conversation_n = theirs.conversation_n
                where theirs.user_n = u.n and theirs.status = {MemberStatus.Active}
                    and mine.user_n = {caller.UserN} and mine.status = {MemberStatus.Active})
            """, ct);
        return userN == 0 ? null : userN;
    }
}
