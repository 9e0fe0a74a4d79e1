using Parley.Access;
using Parley.Conversations.Log;
using Parley.Moderation;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Begins a conversation with all its first members in one commit, or finds the one that its pair or its context has.</summary>
public sealed class CreateConversationHandler(
    Database database, ConversationLog log, ConversationViews views, UserDirectory directory)
{
    /// <summary>The conversation as the caller sees it, and whether this call made it.</summary>
    public async Task<(ConversationView Conversation, bool IsNew)> HandleAsync(Caller caller, CreateConversation command, CancellationToken ct)
    {
        Metadata.Check(command.Metadata);
        var people = await directory.ResolveAsync(caller.WorkspaceN, command.MemberIds ?? [], ct);
        var members = people.Select(p => p.N).Append(caller.UserN).Distinct().Order().ToList();
        var directKey = command.Type == ConversationType.Direct ? DirectKey(command, members) : null;

        var id = ConversationId.New();
        var made = await log.AppendAsync(0, id, async entry =>
        {
            if (await FindAsync(entry.Transaction, caller, directKey, command.Context) is { } existing)
                return (N: existing, IsNew: false);

            if (directKey is not null && await Blocks.AreBetweenAsync(entry.Transaction, members[0], members[^1]))
                throw new Refusal(Errors.Blocked);

            var conversationN = await InsertAsync(entry, caller, command, members, directKey);
            return (N: conversationN, IsNew: true);
        }, ct);

        var mine = await views.ReadMineAsync(database, made.N, caller.UserN, ct);
        return (mine ?? await SeenFromOutsideAsync(caller, made.N, ct), made.IsNew);
    }

    private static string DirectKey(CreateConversation command, List<long> members)
    {
        // With oneself it is the place for notes to oneself.
        if (members.Count > 2 || command.MemberIds is not { Count: > 0 })
            throw new Refusal(Errors.ValidationFailed, "A direct conversation has exactly one other member.");
        if (command.Context is not null || command.Visibility is not (null or Visibility.Private) || command.Title is not null)
            throw new Refusal(Errors.ValidationFailed, "A direct conversation has no title, context or public visibility.");

        return $"{members[0]}:{members[^1]}";
    }

    private static async ValueTask<long?> FindAsync(Transaction transaction, Caller caller, string? directKey, ContextRequest? context)
    {
        if (directKey is null && context is null)
            return null;

        var found = directKey is not null
            ? await transaction.NumberAsync(
                $"select n from conversations where workspace_n = {caller.WorkspaceN} and direct_key = {directKey}")
            : await transaction.NumberAsync($"""
                select n from conversations where workspace_n = {caller.WorkspaceN} and context_type = {context!.Type}
                    and context_id = {context.Id} and deleted_at is null
                """);
        return found == 0 ? null : found;
    }

    private async ValueTask<long> InsertAsync(
        LogEntry entry, Caller caller, CreateConversation command, List<long> members, string? directKey)
    {
        var transaction = entry.Transaction;
        await transaction.WriteAsync($"""
            insert into conversations (id, workspace_n, type, title, description, visibility, context_type, context_id, direct_key,
                member_count, created_by_n, created_at, history, metadata, origin)
            values ({entry.Conversation}, {caller.WorkspaceN}, {command.Type}, {Text(command.Title)}, {Text(command.Description)},
                {command.Visibility ?? Visibility.Private}, {command.Context?.Type}, {command.Context?.Id}, {directKey},
                {members.Count}, {caller.UserN}, {entry.Now}, {command.History ?? HistoryVisibility.FromStart},
                {Metadata.Text(command.Metadata)}, {command.Origin})
            """);
        var begun = entry.For(transaction.LastRow);
        foreach (var userN in members)
        {
            // Neither of a pair is above the other.
            var role = userN == caller.UserN && directKey is null ? MemberRole.Owner : MemberRole.Member;
            await transaction.WriteAsync($"""
                insert into members (conversation_n, user_n, role, status, joined_at, read_ordinal)
                values ({begun.ConversationN}, {userN}, {role}, {MemberStatus.Active}, {entry.Now}, 0)
                """);
        }

        var seq = await begun.ChangeAsync(ChangeKind.ConversationCreated, begun.ConversationN, caller.UserN);
        await transaction.StoreHeadAsync(begun.ConversationN);
        var view = await views.ReadSharedAsync(transaction, begun.ConversationN);
        begun.Tell(new(begun.ConversationN, entry.Conversation, seq, new ConversationCreated(entry.Conversation, seq, view)) { Joining = members });
        return begun.ConversationN;
    }

    /// <summary>Somebody else's room for the same context: shown when it is public, refused when it is not, and to the banned.</summary>
    private async ValueTask<ConversationView> SeenFromOutsideAsync(Caller caller, long conversationN, CancellationToken ct)
    {
        var view = await views.ReadSharedAsync(database, conversationN, ct);
        var banned = (await MemberRow.FindAsync(database, conversationN, caller.UserN, ct))?.Status == MemberStatus.Banned;
        return view.Visibility == Visibility.Public && !banned
            ? view with { LastMessage = null }
            : throw new Refusal(Errors.Forbidden, "The conversation of this context exists and you are not a member of it.");
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
