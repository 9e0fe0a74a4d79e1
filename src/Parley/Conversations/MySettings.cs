using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What a conversation is to its member alone: archived, pinned, muted. Told to their own devices; nobody else hears of it.</summary>
public sealed class MySettingsHandler(ConversationAccess access, Database database, TimeProvider clock)
{
    public Task ArchiveAsync(Caller caller, ConversationId id, bool archived, CancellationToken ct) =>
        ChangeAsync(caller, id, (transaction, n) => transaction.WriteAsync(
            $"update members set archived = {archived} where conversation_n = {n} and user_n = {caller.UserN}"), ct);

    public Task PinAsync(Caller caller, ConversationId id, bool pinned, CancellationToken ct) =>
        ChangeAsync(caller, id, (transaction, n) => transaction.WriteAsync(
            $"update members set pinned = {pinned} where conversation_n = {n} and user_n = {caller.UserN}"), ct);

    /// <summary>Until a time, or until it is unmuted when none is named.</summary>
    public async Task MuteAsync(Caller caller, ConversationId id, MuteConversation command, CancellationToken ct)
    {
        if (command.Until <= clock.GetUtcNow())
            throw new Refusal(Errors.ValidationFailed, "until lies in the past.");

        await SetMutedAsync(caller, id, command.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue, ct);
    }

    public Task UnmuteAsync(Caller caller, ConversationId id, CancellationToken ct) => SetMutedAsync(caller, id, null, ct);

    private Task SetMutedAsync(Caller caller, ConversationId id, long? until, CancellationToken ct) =>
        ChangeAsync(caller, id, (transaction, n) => transaction.WriteAsync(
            $"update members set muted_until = {until} where conversation_n = {n} and user_n = {caller.UserN}"), ct);

    private async Task ChangeAsync(Caller caller, ConversationId id, Func<Transaction, long, ValueTask<int>> change, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        await database.WriteAsync(async transaction =>
        {
            await change(transaction, membership.ConversationN);
            if (await ConversationViews.FindMyAsync(transaction, membership.ConversationN, caller.UserN) is { } my)
                transaction.Tell(new PersonalAnnouncement(caller.UserN, new MyConversationUpdated(id, my)));
        }, ct);
    }
}
