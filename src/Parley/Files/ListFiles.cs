using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>Lists a conversation's files and one's own, the newest first.</summary>
internal sealed class ListFilesHandler(ConversationAccess access, Database database, FileRules rules, UserNumbers users)
{
    private const int AnyKind = -1;

    public async Task<Listing<FileView>> OfConversationAsync(
        Caller caller, ConversationId conversation, FileKind? kind, string? cursor, int? limit, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, conversation, Permission.Read, ct);
        var size = PageSize.Checked(limit);
        var wanted = kind is null ? AnyKind : (int)kind;
        var found = await database.QueryAsync($"""
            select {FileRow.Columns}, a.n, m.id from attachments a join files f on f.n = a.file_n join messages m on m.n = a.message_n
            where a.conversation_n = {membership.ConversationN} and a.n < {PageSize.Position(cursor) ?? long.MaxValue}
                and f.deleted_at is null and m.deleted_at is null and m.ordinal > {membership.VisibleAfter} and ({wanted} = {AnyKind} or f.kind = {wanted})
            order by a.n desc limit {size + 1}
            """, row => (File: FileRow.From(row), N: row.Long(20), Message: row.Id<MessageId>(21)), ct);
        var items = new List<FileView>(found.Count);
        foreach (var (file, _, message) in found.Take(size))
            items.Add(file.View(await users.IdAsync(file.UploaderN), message));

        return new(items, found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }

    public async Task<OwnFiles> OwnAsync(Caller caller, string? cursor, int? limit, CancellationToken ct)
    {
        var size = PageSize.Checked(limit);
        var may = await rules.ForAsync(caller, ct);
        var found = await database.QueryAsync($"""
            select {FileRow.Columns} from files f
            where f.uploader_n = {caller.UserN} and f.n < {PageSize.Position(cursor) ?? long.MaxValue} and f.deleted_at is null
            order by f.n desc limit {size + 1}
            """, FileRow.From, ct);
        var used = await database.NumberAsync($"select coalesce(sum(size), 0) from files where uploader_n = {caller.UserN}", ct);
        return new(
            [.. found.Take(size).Select(file => file.View(caller.UserId))], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null, used,
            await FileUsage.OfAsync(database, caller.WorkspaceN, ct), may.QuotaBytes, may.MaxBytes, may.AllowedTypes);
    }
}
