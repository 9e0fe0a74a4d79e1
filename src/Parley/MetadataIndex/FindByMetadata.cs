using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.MetadataIndex;

/// <summary>Finds messages by what a host application hung on them, among those that the caller may read.</summary>
public sealed class FindByMetadataHandler(
    ConversationAccess access, Database database, MessageViews views, WorkspaceDirectory workspaces, MetadataChore chore)
{
    /// <summary>The newest first; in one conversation when it is named.</summary>
    public async Task<Listing<MessageView>> HandleAsync(
        Caller caller, string name, string value, ConversationId? conversation, string? cursor, int? limit, CancellationToken ct)
    {
        var size = PageSize.Checked(limit);
        var before = PageSize.Position(cursor) ?? long.MaxValue;
        var within = conversation is { } id ? (await access.RequireAsync(caller, id, Permission.Read, ct)).ConversationN : 0;
        await RequireIndexAsync(caller, name, ct);

        var found = within != 0
            ? await database.QueryAsync($"""
                {Selected} where e.conversation_n = {within} and e.name = {name} and e.value = {value} and e.message_n < {before}
                    and b.user_n = {caller.UserN} and b.status = {MemberStatus.Active} order by e.message_n desc limit {size + 1}
                """, From, ct)
            : await database.QueryAsync($"""
                {Selected} where e.workspace_n = {caller.WorkspaceN} and e.name = {name} and e.value = {value} and e.message_n < {before}
                    and b.user_n = {caller.UserN} and b.status = {MemberStatus.Active} order by e.message_n desc limit {size + 1}
                """, From, ct);
        var items = new List<MessageView>();
        foreach (var (message, place) in found.Take(size))
            items.Add((await views.ReadAsync(database, place, [message], caller.UserN, ct))[0]);

        return new(items, found.Count > size ? PageSize.Cursor(found[size - 1].Message.N) : null);
    }

    private static SqlText Selected { get; } = new($"""
        select {MessageViews.Columns.Text}, c.id from metadata_entries e join messages m on m.n = e.message_n and m.deleted_at is null
        join conversations c on c.n = m.conversation_n and c.deleted_at is null join members b on b.conversation_n = c.n
            and m.ordinal > case when c.history = 1 then b.visible_after else 0 end
        """);

    private static (MessageRow Message, ConversationId Conversation) From(Row row) =>
        (MessageViews.From(row), row.Id<ConversationId>(MessageViews.ColumnCount));

    /// <exception cref="Refusal"><c>key_not_indexed</c>; <c>busy</c> while older messages are still being looked through.</exception>
    private async ValueTask RequireIndexAsync(Caller caller, string name, CancellationToken ct)
    {
        if ((await workspaces.SettingsAsync(caller.WorkspaceN, ct)).MetadataKeys?.Contains(name) != true)
            throw new Refusal(Errors.KeyNotIndexed);
        if (await database.NumberAsync($"select done from metadata_keys where workspace_n = {caller.WorkspaceN} and name = {name}", ct) == 1)
            return;

        chore.Wake();
        throw new Refusal(Errors.Busy, "The messages are being looked through for this key; try again.") { RetryAfter = TimeSpan.FromSeconds(1) };
    }
}
