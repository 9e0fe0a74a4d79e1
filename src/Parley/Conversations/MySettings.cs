using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What a conversation is to its member alone: archived, pinned, muted. Nobody else hears of it.</summary>
public sealed class MySettingsHandler(ConversationAccess access, Database database, ConversationViews views, TimeProvider clock)
{
    public async Task ArchiveAsync(Caller caller, ConversationId id, bool archived, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        await database.WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"""
                update members set archived = {archived} where conversation_n = {membership.ConversationN} and user_n = {caller.UserN}
                """);
            await TellAsync(transaction, membership, caller);
        }, ct);
    }

    public async Task PinAsync(Caller caller, ConversationId id, bool pinned, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        await database.WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"""
                update members set pinned = {pinned} where conversation_n = {membership.ConversationN} and user_n = {caller.UserN}
                """);
            await TellAsync(transaction, membership, caller);
        }, ct);
    }

    /// <summary>Until a time, or until it is unmuted when none is named.</summary>
    public async Task MuteAsync(Caller caller, ConversationId id, MuteConversation command, CancellationToken ct)
    {
        if (command.Until <= clock.GetUtcNow())
            throw new Refusal(Errors.ValidationFailed, "until lies in the past.");

        await SetMutedAsync(caller, id, command.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue, ct);
    }

    public Task UnmuteAsync(Caller caller, ConversationId id, CancellationToken ct) => SetMutedAsync(caller, id, null, ct);

    private async Task SetMutedAsync(Caller caller, ConversationId id, long? until, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        await database.WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"""
                update members set muted_until = {until} where conversation_n = {membership.ConversationN} and user_n = {caller.UserN}
                """);
            await TellAsync(transaction, membership, caller);
        }, ct);
    }

    // Their other devices show it too, and badges depend on it.
    private async ValueTask TellAsync(Transaction transaction, Membership membership, Caller caller)
    {
        if (await views.ReadMineAsync(transaction, membership.ConversationN, caller.UserN, CancellationToken.None) is { My: { } my })
            transaction.Tell(new PersonalAnnouncement(caller.UserN, new MySettingsUpdated(membership.ConversationId, my)));
    }
}
