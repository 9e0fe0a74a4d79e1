using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.Files;
using Parley.People;
using Parley.Protocol;
using Parley.Receipts;
using Parley.Telemetry;

namespace Parley.Dialects.SpaCentral;

/// <summary>What spa_central's ids name: people, messages between two, and the conversation that a first message begins.</summary>
internal sealed class Pairs(
    PersonCards cards, RowNumbers numbers, ConversationAccess access, NumberedConversationsHandler conversations, PairMessages messages)
{
    /// <summary>Somebody of the caller's workspace.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async ValueTask<PersonCard> PersonAsync(Caller caller, long n, CancellationToken ct) =>
        await cards.FindAsync(caller.WorkspaceN, n, ct) ?? throw new Refusal(Errors.NotFound);

    /// <summary>A message of one of the caller's direct conversations.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async ValueTask<MessageAccess> MessageAsync(Caller caller, long n, CancellationToken ct) =>
        await access.RequireMessageAsync(caller, await numbers.MessageAsync(caller, n, ct), Permission.Read, ct)
            is { Membership.Type: ConversationType.Direct } found ? found : throw new Refusal(Errors.NotFound);

    /// <summary>The same, where a client names what may be nothing.</summary>
    public async ValueTask<MessageAccess?> MessageOrNullAsync(Caller caller, long n, CancellationToken ct)
    {
        try
        {
            return await MessageAsync(caller, n, ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound)
        {
            return null;
        }
    }

    /// <summary>What the two have; nothing where neither has written. Looking begins none.</summary>
    public Task<ConversationView?> FindAsync(Caller caller, long otherN, CancellationToken ct) => conversations.DirectAsync(caller, otherN, ct);

    /// <summary>Says something to somebody; the first message begins their conversation.</summary>
    public async Task<MessageView> SendAsync(Caller caller, PersonCard receiver, Said said, CancellationToken ct, Door door = Door.Rest) =>
        await FindAsync(caller, receiver.N, ct) is { } known
            ? await messages.SendAsync(caller, known, said, door, ct)
            : await messages.SendFirstAsync(caller, receiver, said, door, ct);
}

/// <summary>What somebody says: words, files, and what they answer.</summary>
internal sealed record Said(string Content, MessageType Type = MessageType.Text, MessageId? ReplyTo = null)
{
    public IReadOnlyList<ReceivedFile> Files { get; init; } = [];
}

/// <summary>Puts what is said into the conversation of a pair.</summary>
internal sealed class PairMessages(SendWithFiles sends, CreateConversationHandler creates, ConversationAccess access, MarkReadHandler reads)
{
    public async Task<MessageView> SendAsync(Caller caller, ConversationView pair, Said said, Door door, CancellationToken ct)
    {
        if (pair.UnreadCount is null or 0)
            return await sends.SendAsync(caller, Command(pair.Id, said), said.Files, ct, door);

        // Whoever writes has read what stood there. Said before it, the other one hears of it.
        await access.RequireAsync(caller, pair.Id, Permission.Post, ct);
        return await sends.SendIntoAsync(caller, Command(pair.Id, said), said.Files, async () =>
        {
            await reads.HandleAsync(caller, new MarkRead(pair.Id), ct);
            return pair.Id;
        }, ct, door);
    }

    /// <summary>A message that is refused begins no conversation.</summary>
    public Task<MessageView> SendFirstAsync(Caller caller, PersonCard receiver, Said said, Door door, CancellationToken ct) =>
        sends.SendIntoAsync(caller, Command(default, said), said.Files, async () =>
        {
            var command = new CreateConversation(ConversationType.Direct, MemberIds: [receiver.Id.ToString()]) { Origin = "spa-central" };
            return (await creates.HandleAsync(caller, command, ct)).Conversation.Id;
        }, ct, door);

    private static SendMessage Command(ConversationId conversation, Said said) =>
        new(conversation, said.Content, MessageType: said.Type, ReplyTo: said.ReplyTo);
}
