using System.Globalization;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Importing;

/// <summary>Makes conversations with everybody in them. Their log begins as that of any other: number 1 says that they began.</summary>
internal sealed class ConversationImport(
    WorkspaceRow workspace, KnownRows known, string origin, IReadOnlyDictionary<string, long> users, DateTimeOffset now)
{
    public const string NotHere = "its conversation was deleted here since the first import";

    private const string NotInDump = "the user is not in the dump";

    /// <summary>The conversation's row; 0 with the reason where there is none.</summary>
    public async ValueTask<(long N, string? Why)> WriteAsync(Transaction transaction, ImportedConversation conversation, ImportTally tally)
    {
        var rows = conversation.Members.Count(member => !member.IsImplied);
        tally.Found(ImportKind.Member, rows);
        if (conversation.Skip is not null)
            return Left(conversation, conversation.Skip, rows, tally);

        var before = await known.FindAsync(transaction, ImportKind.Conversation, conversation.Key);
        if (before > 0 && await transaction.NumberAsync($"select 1 from conversations where n = {before} and workspace_n = {workspace.N} and deleted_at is null") == 0)
            return Left(conversation, NotHere, rows, tally);

        var present = before == 0 ? null : await transaction.QueryAsync($"select user_n from members where conversation_n = {before}", row => row.Long(0));
        var members = Members(conversation, tally, present?.ToHashSet());
        if (before > 0)
        {
            if (!conversation.IsImplied)
                tally.Already(ImportKind.Conversation);
            return (before, null);
        }

        if (members.Count == 0)
        {
            if (!conversation.IsImplied)
                tally.Skipped(ImportKind.Conversation, "nobody in it is in the dump", conversation.Key);
            return (0, "of a conversation in which nobody is in the dump");
        }

        var n = await FindOrInsertAsync(transaction, conversation, members, tally);
        await known.KeepAsync(transaction, ImportKind.Conversation, conversation.Key, n);
        if (!conversation.IsImplied)
            tally.Imported(ImportKind.Conversation);
        return (n, null);
    }

    private static (long N, string? Why) Left(ImportedConversation conversation, string why, int rows, ImportTally tally)
    {
        if (!conversation.IsImplied)
            tally.Skipped(ImportKind.Conversation, why, conversation.Key);
        if (rows > 0)
            tally.Skipped(ImportKind.Member, $"of a conversation left out: {why}", count: rows);
        return (0, $"of a conversation left out: {why}");
    }

    /// <summary>Each person once: an active membership counts more than one that ended, a higher role more than a lower.</summary>
    private Dictionary<long, ImportedMember> Members(ImportedConversation conversation, ImportTally tally, HashSet<long>? present)
    {
        var members = new Dictionary<long, ImportedMember>();
        foreach (var member in conversation.Members)
        {
            if (!users.TryGetValue(member.User, out var userN))
            {
                if (!member.IsImplied)
                    tally.Skipped(ImportKind.Member, NotInDump, member.User);
                continue;
            }

            if (!member.IsImplied)
            {
                if (members.TryGetValue(userN, out var first) && !first.IsImplied)
                    tally.Skipped(ImportKind.Member, "the same person in the same conversation: one membership", member.User);
                else if (present is null)
                    tally.Imported(ImportKind.Member);
                else if (present.Contains(userN))
                    tally.Already(ImportKind.Member);
                else
                    tally.Skipped(ImportKind.Member, "its conversation was imported before without them: add them here", member.User);
            }

            members[userN] = members.TryGetValue(userN, out var other) ? Joined(other, member) : member;
        }

        return members;
    }

    private static ImportedMember Joined(ImportedMember one, ImportedMember other) =>
        (one.Status == other.Status ? one.Role >= other.Role : one.Status == MemberStatus.Active) ? Both(one, other) : Both(other, one);

    private static ImportedMember Both(ImportedMember stronger, ImportedMember weaker) => stronger with
    {
        JoinedAt = stronger.JoinedAt is null || weaker.JoinedAt < stronger.JoinedAt ? weaker.JoinedAt ?? stronger.JoinedAt : stronger.JoinedAt,
        ReadUpTo = stronger.ReadUpTo ?? weaker.ReadUpTo,
        Unread = stronger.Unread ?? weaker.Unread,
        ReadsByMessage = stronger.ReadsByMessage || weaker.ReadsByMessage,
        IsImplied = stronger.IsImplied && weaker.IsImplied,
    };

    private async ValueTask<long> FindOrInsertAsync(
        Transaction transaction, ImportedConversation conversation, Dictionary<long, ImportedMember> members, ImportTally tally)
    {
        var type = conversation.Type;
        string? directKey = null;
        if (type == ConversationType.Direct)
        {
            var pair = members.Keys.Order().ToList();
            directKey = pair.Count <= 2 && members.Values.All(member => member.Status == MemberStatus.Active)
                ? string.Create(CultureInfo.InvariantCulture, $"{pair[0]}:{pair[^1]}") : null;
            var present = directKey is null ? 0 : await transaction.NumberAsync(
                $"select n from conversations where workspace_n = {workspace.N} and direct_key = {directKey}");
            if (present > 0 && conversation.IsImplied)
                return present;
            if (directKey is null || present > 0)
            {
                tally.Changed(
                    ImportKind.Conversation, directKey is null ? "direct, but not of two people who are both in it: a group" : "a second one of the same pair: a group",
                    conversation.Key);
                (type, directKey) = (ConversationType.Group, null);
            }
        }

        return await InsertAsync(transaction, conversation, type, directKey, members, tally);
    }

    private async ValueTask<long> InsertAsync(
        Transaction transaction, ImportedConversation conversation, ConversationType type, string? directKey, Dictionary<long, ImportedMember> members,
        ImportTally tally)
    {
        var id = conversation.Id ?? Guid.CreateVersion7();
        if (conversation.Id is not null && await transaction.NumberAsync($"select 1 from conversations where id = {id}") == 1)
        {
            tally.Changed(ImportKind.Conversation, "the id is taken here, there is a new one", conversation.Key);
            id = Guid.CreateVersion7();
        }

        var context = await ContextAsync(transaction, conversation, type, tally);
        var ownerN = type == ConversationType.Direct ? 0 : OwnerOf(conversation, members);
        var creatorN = conversation.CreatedBy is { } creator && users.TryGetValue(creator, out var known) ? known : ownerN > 0 ? ownerN : members.Keys.First();
        var createdAt = CleanText.Within(conversation.CreatedAt ?? now, now);
        await transaction.WriteAsync($"""
            insert into conversations (id, workspace_n, type, title, description, visibility, context_type, context_id, direct_key, member_count,
                created_by_n, created_at, archived_at, origin)
            values ({id}, {workspace.N}, {type}, {(directKey is null ? CleanText.OrNull(conversation.Title, Limits.NameCharacters) : null)},
                {CleanText.OrNull(conversation.Description, Limits.DescriptionCharacters)},
                {(conversation.IsPublic && type != ConversationType.Direct ? Visibility.Public : Visibility.Private)}, {context?.Type}, {context?.Id}, {directKey},
                {members.Values.Count(member => member.Status == MemberStatus.Active)}, {creatorN}, {createdAt}, {conversation.ArchivedAt}, {origin})
            """);
        var n = transaction.LastRow;
        foreach (var (userN, member) in members)
            await InsertAsync(transaction, n, userN, member with
            {
                // Neither of a pair is above the other, and whoever has gone has no office.
                Role = type == ConversationType.Direct || member.Status != MemberStatus.Active ? MemberRole.Member
                    : userN == ownerN ? MemberRole.Owner : member.Role == MemberRole.Owner ? MemberRole.Admin : member.Role,
            }, createdAt);

        // Whoever has a direct conversation wants to hear of all in it, as in every other (Notifications/Watchers).
        if (type == ConversationType.Direct)
            await transaction.WriteAsync($"""
                insert into notification_watchers (conversation_n, user_n, reason) select conversation_n, user_n, 1 from members where conversation_n = {n}
                """);

        var position = await transaction.NextChangeAsync(n);
        await transaction.WriteAsync($"""
            insert into changes (conversation_n, seq, ordinal, kind, subject_n, actor_n, data, at)
            values ({n}, {position.Seq}, {position.Ordinal}, {ChangeKind.ConversationCreated}, {n}, {creatorN}, {null as string}, {createdAt})
            """);
        await transaction.StoreHeadAsync(n);
        return n;
    }

    private static async ValueTask InsertAsync(Transaction transaction, long n, long userN, ImportedMember member, DateTimeOffset createdAt) =>
        await transaction.WriteAsync($"""
            insert into members (conversation_n, user_n, role, status, joined_at, read_ordinal, muted_until)
            values ({n}, {userN}, {member.Role}, {member.Status}, {member.JoinedAt ?? createdAt}, 0, {member.MutedUntil})
            """);

    /// <summary>Somebody must be able to run it: who owned it, who began it, else the highest there is.</summary>
    private long OwnerOf(ImportedConversation conversation, Dictionary<long, ImportedMember> members)
    {
        var active = members.Where(member => member.Value.Status == MemberStatus.Active).ToList();
        if (active.FirstOrDefault(member => member.Value.Role == MemberRole.Owner) is { Key: > 0 } owner)
            return owner.Key;

        return conversation.CreatedBy is { } creator && users.TryGetValue(creator, out var n) && active.Any(member => member.Key == n)
            ? n
            : active.OrderByDescending(member => member.Value.Role).ThenBy(member => member.Value.JoinedAt ?? DateTimeOffset.MaxValue).FirstOrDefault().Key;
    }

    private async ValueTask<(string Type, string Id)?> ContextAsync(
        Transaction transaction, ImportedConversation conversation, ConversationType type, ImportTally tally)
    {
        if (conversation is not { ContextType: { } contextType, ContextId: { } contextId } || type == ConversationType.Direct)
            return null;
        if (await transaction.NumberAsync($"""
            select 1 from conversations where workspace_n = {workspace.N} and context_type = {contextType} and context_id = {contextId} and deleted_at is null
            """) == 0)
            return (contextType, contextId);

        tally.Changed(ImportKind.Conversation, $"another conversation has the same {contextType}: left out of this one", conversation.Key);
        return null;
    }
}
