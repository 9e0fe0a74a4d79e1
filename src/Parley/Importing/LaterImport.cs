using Parley.Conversations.Log;
using Parley.Storage;

namespace Parley.Importing;

/// <summary>What can only be said once all messages are here: which repeats which, and reactions.</summary>
internal sealed class LaterImport(KnownRows known, IReadOnlyDictionary<string, long> users, DateTimeOffset now)
{
    /// <summary>A forward names the first of a chain, and only what was there before it.</summary>
    public async ValueTask ForwardAsync(Transaction transaction, string key, string source, bool isInDump, ImportTally tally)
    {
        if (await MessageAsync(transaction, key) is not { } message)
        {
            tally.Skipped(ImportKind.Forward, "of a message that is left out");
            return;
        }

        if (message.ForwardFromN is not null)
            tally.Already(ImportKind.Forward);
        else if (message.IsDeleted)
            tally.Skipped(ImportKind.Forward, "of a message that was deleted");
        else if (await MessageAsync(transaction, source) is not { } original)
            tally.Skipped(ImportKind.Forward, isInDump ? "what it repeats is left out" : MessageImport.NotInDump, key);
        else if ((original.ForwardFromN ?? original.N) is var firstN && (firstN == message.N || original.At > message.At))
            tally.Skipped(ImportKind.Forward, "what it repeats comes later", key);
        else
        {
            await transaction.WriteAsync($"update messages set forward_from_n = {firstN} where n = {message.N}");
            tally.Imported(ImportKind.Forward);
        }
    }

    public async ValueTask ReactAsync(Transaction transaction, ImportedReaction reaction, bool isInDump, ImportTally tally)
    {
        if (await known.FindAsync(transaction, ImportKind.Reaction, reaction.Key) > 0)
            tally.Already(ImportKind.Reaction);
        else if (!users.TryGetValue(reaction.User, out var userN))
            tally.Skipped(ImportKind.Reaction, "the user is not in the dump", reaction.Key);
        else if (await MessageAsync(transaction, reaction.Message) is not { } message)
            tally.Skipped(ImportKind.Reaction, isInDump ? "of a message that is left out" : MessageImport.NotInDump, reaction.Key);
        else if (message.IsDeleted)
            tally.Skipped(ImportKind.Reaction, "of a message that was deleted");
        else if (CleanText.Emoji(reaction.Emoji) is not { } emoji)
            tally.Skipped(ImportKind.Reaction, "it is no emoji", reaction.Key);
        else if (await transaction.NumberAsync($"select 1 from reactions where message_n = {message.N} and emoji = {emoji} and user_n = {userN}") == 1)
            tally.Skipped(ImportKind.Reaction, "the same emoji of the same person a second time", reaction.Key);
        else
        {
            await WriteAsync(transaction, reaction, message, userN, emoji);
            tally.Imported(ImportKind.Reaction);
        }
    }

    private async ValueTask WriteAsync(Transaction transaction, ImportedReaction reaction, Found message, long userN, string emoji)
    {
        var at = CleanText.Within(reaction.At ?? message.At, now);
        await transaction.WriteAsync($"insert into reactions (message_n, user_n, emoji, created_at) values ({message.N}, {userN}, {emoji}, {at})");
        await known.KeepAsync(transaction, ImportKind.Reaction, reaction.Key, transaction.LastRow);
        await transaction.WriteAsync($"update messages set reaction_count = reaction_count + 1 where n = {message.N}");
        var position = await transaction.NextChangeAsync(message.ConversationN);
        await transaction.WriteAsync($"""
            insert into changes (conversation_n, seq, ordinal, kind, subject_n, actor_n, data, at)
            values ({message.ConversationN}, {position.Seq}, {position.Ordinal}, {ChangeKind.ReactionAdded}, {message.N}, {userN}, {emoji}, {at})
            """);
    }

    private async ValueTask<Found?> MessageAsync(Transaction transaction, string key)
    {
        var n = await known.FindAsync(transaction, ImportKind.Message, key);
        return await transaction.FindAsync(
            $"select n, conversation_n, created_at, forward_from_n, deleted_at from messages where n = {n}",
            row => new Found(row.Long(0), row.Long(1), row.Time(2), row.LongOrNull(3), !row.IsNull(4)));
    }

    private sealed record Found(long N, long ConversationN, DateTimeOffset At, long? ForwardFromN, bool IsDeleted);
}
