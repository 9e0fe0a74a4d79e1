using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// What there is to say of a conversation beside what its members read: whether it stands, what is left of one that has ended, what somebody is
/// in it. For dialects that tell an outsider "forbidden" and show what has ended.
/// </summary>
public sealed class ConversationStandings(Database database, ConversationViews views)
{
    /// <summary>Whether the caller's workspace has it, open to the caller or not, and it has not ended.</summary>
    public async ValueTask<bool> StandsAsync(Caller caller, ConversationId id, CancellationToken ct) => await database.NumberAsync(
        $"select 1 from conversations where id = {id} and workspace_n = {caller.WorkspaceN} and deleted_at is null", ct) == 1;

    /// <summary>One that has ended, without its messages, to whoever was in it at the end; nothing to anybody else, and where it goes on.</summary>
    public async Task<EndedConversation?> EndedAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var found = await database.FindAsync($"""
            select {ConversationViews.Columns}, c.deleted_at from conversations c {ConversationViews.Joins}
            join members m on m.conversation_n = c.n and m.user_n = {caller.UserN} and m.status = {MemberStatus.Active}
            where c.id = {id} and c.workspace_n = {caller.WorkspaceN} and c.deleted_at is not null
            """, row => new { Row = ConversationViews.From(row), At = row.Time(ConversationViews.ColumnCount) }, ct);
        return found is null ? null : new(await views.ViewAsync(database, found.Row, caller.UserN, ct), found.At);
    }

    /// <summary>What somebody is in a conversation that the caller is in, whatever their status; nothing where they never were in it.</summary>
    public async ValueTask<MemberView?> MemberAsync(Membership membership, long userN, CancellationToken ct) =>
        (await MemberRow.FindAsync(database, membership.ConversationN, userN, ct))?.View;
}

/// <summary>A conversation that has ended, and when.</summary>
public sealed record EndedConversation(ConversationView Conversation, DateTimeOffset At);
