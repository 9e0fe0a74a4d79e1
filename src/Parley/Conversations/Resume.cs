using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;
using Parley.Telemetry;

namespace Parley.Conversations;

/// <summary>
/// Tells a socket everything it missed, once and in order, or tells it to reload. While a conversation is told from the log its live
/// stream is held; it goes on exactly where the log ended, so nothing is told twice and nothing is left out (P4).
/// </summary>
public sealed class ResumeHandler(Database database, Switchboard switchboard, ChangeReader changes, Figures figures)
{
    private const int PageEvents = 500;

    public async Task HandleAsync(SocketRequest request, Resume command, CancellationToken ct)
    {
        foreach (var (conversation, position) in command.Positions)
        {
            var seen = await FindAsync(request.Caller, conversation, ct);
            if (seen is null || position < 0)
                Reset(request, conversation, 0);
            else
                await ResumeAsync(request, conversation, seen, position, ct);
        }

        request.Connection.Send(new Resumed(request.Ref));
    }

    private async Task ResumeAsync(SocketRequest request, ConversationId conversation, Seen seen, long position, CancellationToken ct)
    {
        if (switchboard.Hold(request.Connection, seen.ConversationN) is not { } heard)
        {
            Reset(request, conversation, 0);
            return;
        }

        try
        {
            await TellFromLogAsync(request, conversation, seen, position, heard, ct);
        }
        catch
        {
            request.Connection.Abort();   // its stream would stay held, and it would never know: it comes back instead
            throw;
        }
    }

    private async Task TellFromLogAsync(
        SocketRequest request, ConversationId conversation, Seen seen, long position, HeardSoFar heard, CancellationToken ct)
    {
        var conversationN = seen.ConversationN;

        // Read after the stream was held: whatever is committed later than this is held too, and found by TryRelease.
        var last = await changes.LastSeqAsync(conversationN, ct);
        var told = Past(position, heard);
        if (heard.InPieces || position > last || last - position > Limits.ResumeEvents)
        {
            // A number from the future is of another database (a backup was restored): the client's past is not ours.
            Reset(request, conversation, last);
            told = last;
        }
        else
        {
            figures.Sockets.Resumed();
        }

        var end = long.MaxValue;
        while (told < Math.Min(last, end) || !switchboard.TryRelease(request.Connection, conversationN, told, toldOfRemoval: told >= end))
        {
            ct.ThrowIfCancellationRequested();
            var stretch = told < heard.From ? (int)Math.Min(PageEvents, heard.From - 1 - told) : PageEvents;
            var events = await changes.ReadAsync(conversationN, conversation, told, stretch, seen, ct);
            end = await RemovedAtAsync(request.Caller, conversationN, ct) ?? long.MaxValue;
            await request.Connection.SendAtItsPaceAsync(events.TakeWhile(e => e.Seq <= end));
            if (events.Count > 0 && told < end)
                told = Past(Math.Min(events[^1].Seq, end), heard);
            else
                await Task.Yield();   // the publisher is about to reach what the log has told already
        }
    }

    private void Reset(SocketRequest request, ConversationId conversation, long last)
    {
        figures.Sockets.Reset();
        request.Connection.Send(new ResetNeeded(conversation, last));
    }

    /// <summary>Where to go on after a number: behind what the socket has heard live, if that follows.</summary>
    private static long Past(long told, HeardSoFar heard) => heard.To > 0 && told >= heard.From - 1 ? Math.Max(told, heard.To) : told;

    /// <summary>
    /// The number from which the caller may see no more; nothing while they are a member. Asked after a stretch was read, so a removal
    /// that the stretch contains is known here (P5).
    /// </summary>
    private async ValueTask<long?> RemovedAtAsync(Caller caller, long conversationN, CancellationToken ct)
    {
        var isMember = await database.NumberAsync($"""
            select 1 from members m join conversations c on c.n = m.conversation_n and c.deleted_at is null
            where m.conversation_n = {conversationN} and m.user_n = {caller.UserN} and m.status = {MemberStatus.Active}
            """, ct) == 1;
        return isMember ? null : await database.NumberAsync($"""
            select max(seq) from changes where conversation_n = {conversationN}
                and (kind = {ChangeKind.ConversationDeleted} or (kind = {ChangeKind.MemberLeft} and subject_n = {caller.UserN}))
            """, ct);
    }

    private ValueTask<Seen?> FindAsync(Caller caller, ConversationId conversation, CancellationToken ct) =>
        database.FindAsync($"""
            select c.n, case when c.history = {HistoryVisibility.FromJoin} then m.visible_after else 0 end from conversations c
            join members m on m.conversation_n = c.n and m.user_n = {caller.UserN} and m.status = {MemberStatus.Active}
            where c.id = {conversation} and c.workspace_n = {caller.WorkspaceN} and c.deleted_at is null
            """, row => new Seen(row.Long(0), caller.UserN, row.Long(1)), ct);
}
