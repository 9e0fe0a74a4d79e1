using Parley.Access;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;
using Parley.Receipts;
using Parley.Telemetry;
using Parley.Typing;

namespace Parley.Dialects.SpaCentral;

/// <summary>What the frames of a socket ask for.</summary>
internal sealed class DirectFrames(Pairs pairs, PersonCards cards, TypingHandler typing, MarkReadHandler reads)
{
    // Newest first; whoever has more unread says so by the history.
    private const int ReadAtOnce = 200;

    /// <summary>Says something; nothing to say is passed over, and so is an answer to what is not there.</summary>
    public async Task SendAsync(Caller caller, PersonCard other, Fields frame, CancellationToken ct)
    {
        var content = string.Join('\n', new[] { frame.TextOrNull("message"), frame.TextOrNull("file_url") }.Where(text => !string.IsNullOrWhiteSpace(text)));
        if (content.Length == 0 || await ReceiverAsync(caller, other, frame, ct) is not { } receiver)
            return;

        var replied = (frame.IntegerOrNull("reply_to_id") ?? frame.IntegerOrNull("reply_to")) is { } n
            && await pairs.MessageOrNullAsync(caller, n, ct) is { } found
            && found.Membership.ConversationN == (await pairs.FindAsync(caller, receiver.N, ct))?.N
                ? found.MessageId
                : (MessageId?)null;
        await pairs.SendAsync(caller, receiver, new(content, ReplyTo: replied), ct, Door.Socket);
    }

    /// <summary>Where nothing was said yet, nobody hears it.</summary>
    public async Task TypeAsync(Caller caller, PersonCard other, Fields frame, CancellationToken ct)
    {
        if (await ReceiverAsync(caller, other, frame, ct) is not { } receiver || await pairs.FindAsync(caller, receiver.N, ct) is not { } conversation)
            return;

        if (frame.FlagOrNull("is_typing") is true)
            await typing.HandleAsync(caller, new StartTyping(conversation.Id), ct);
        else
            await typing.HandleAsync(caller, new StopTyping(conversation.Id), ct);
    }

    /// <summary>Reading is a place in a conversation: up to the newest of those that are named and were written to the caller.</summary>
    public async Task ReadAsync(Caller caller, Fields frame, CancellationToken ct)
    {
        var newest = new Dictionary<ConversationId, long>();
        foreach (var n in frame.Integers("message_ids").Distinct().OrderDescending().Take(ReadAtOnce))
        {
            if (await pairs.MessageOrNullAsync(caller, n, ct) is { } message && message.SenderN != caller.UserN)
                newest[message.Membership.ConversationId] = Math.Max(message.Ordinal, newest.GetValueOrDefault(message.Membership.ConversationId));
        }

        foreach (var (conversation, ordinal) in newest)
            await reads.HandleAsync(caller, new MarkRead(conversation, ordinal), ct);
    }

    // Only an inbox, which is named by one's own number, asks the frame.
    private async ValueTask<PersonCard?> ReceiverAsync(Caller caller, PersonCard other, Fields frame, CancellationToken ct) =>
        other.N == caller.UserN && (frame.IntegerOrNull("receiver_id") ?? frame.IntegerOrNull("user_id")) is { } n
            ? await cards.FindAsync(caller.WorkspaceN, n, ct)
            : other;
}
