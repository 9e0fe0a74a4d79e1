using System.Globalization;
using Parley.Access;
using Parley.Audit;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>
/// The workspace's messages by time, the newest first, whoever may read them otherwise. Each reading is noted with its filter before
/// anything is shown, and a workspace can forbid it altogether (<c>settings.admin_reads_messages</c>).
/// </summary>
public sealed class BrowseMessagesHandler(
    AdminAccess access, Database database, MessageViews views, Workspaces.WorkspaceDirectory workspaces, AuditLog audit)
{
    // A text is looked for in stretches; after this many rows the page goes out as it is, with the cursor to go on from.
    private const int Stretch = 2_000;
    private const int Looked = 40_000;

    private static readonly SqlText InConversation = new("c.id, c.title, c.type");

    public async Task<Listing<AdminMessageView>> HandleAsync(
        Caller caller, string? workspace, MessageFilter filter, string? cursor, int? limit, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        if ((await workspaces.SettingsAsync(admin.WorkspaceN, ct)).AdminReadsMessages is false)
            throw new Refusal(Errors.Forbidden, "This workspace leaves its messages to their members.");

        filter = filter with { Query = Filters.Checked(filter.Query) };
        var (size, position) = (PageSize.Checked(limit), PageSize.Position(cursor));
        var span = await SpanAsync(admin, filter, position, ct);
        await database.WriteAsync(transaction => audit.NoteAsync(
            transaction, admin, AuditActions.MessagesRead, $"workspace:{admin.WorkspaceId}", Details(filter, cursor)), ct);
        return await PageAsync(admin, filter, span, size, ct);
    }

    private async ValueTask<Span> SpanAsync(Caller admin, MessageFilter filter, long? before, CancellationToken ct)
    {
        var conversationN = filter.Conversation is { } conversation ? (await FoundConversation.RequireAsync(database, admin, conversation, ct)).N : 0;
        var senderN = filter.User is { } user
            ? await database.NumberAsync($"select n from users where id = {user} and workspace_n = {admin.WorkspaceN}", ct)
            : 0;
        if (filter.User is not null && senderN == 0)
            throw new Refusal(Errors.UserNotFound);

        var last = await database.NumberAsync($"select max(n) from messages", ct);
        return new(
            filter.From is { } from ? await FirstSinceAsync(from, last, ct) : 1, before ?? (filter.To is { } to ? await FirstSinceAsync(to, last, ct) : last + 1),
            conversationN, senderN);
    }

    // Numbers follow time, so the place of a moment is found by halving, without an index on time.
    private async ValueTask<long> FirstSinceAsync(DateTimeOffset moment, long last, CancellationToken ct)
    {
        var (low, high) = (1L, last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var at = await database.NumberAsync($"select created_at from messages where n >= {middle} order by n limit 1", ct);
            if (at >= moment.ToUnixTimeMilliseconds())
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private async Task<Listing<AdminMessageView>> PageAsync(Caller admin, MessageFilter filter, Span span, int size, CancellationToken ct)
    {
        var items = new List<AdminMessageView>();
        var before = span.Before;
        for (var looked = 0; looked < Looked && before > span.From; looked += Stretch)
        {
            // One conversation's rows come by its own index; all others by a stretch of numbers, so that no call looks at everything.
            var low = span.ConversationN > 0 ? span.From : Math.Max(span.From, before - Stretch);
            var rows = await StretchAsync(admin, filter.Deleted, span with { From = low, Before = before }, ct);
            foreach (var row in rows)
            {
                before = row.Message.N;
                if (filter.Query is { } query && !row.Message.Content.Contains(query, StringComparison.OrdinalIgnoreCase))
                    continue;

                items.Add(await ViewAsync(row, admin, ct));
                if (items.Count == size)
                    return new(items, before > span.From ? PageSize.Cursor(before) : null);
            }

            if (rows.Count < Stretch)
                before = low;
        }

        return new(items, before > span.From ? PageSize.Cursor(before) : null);
    }

    private async ValueTask<List<Found>> StretchAsync(Caller admin, bool? deleted, Span span, CancellationToken ct) => span.ConversationN > 0
        ? await database.QueryAsync($"""
            select {MessageViews.Columns}, {InConversation} from messages m join conversations c on c.n = m.conversation_n
            where m.conversation_n = {span.ConversationN} and m.n >= {span.From} and m.n < {span.Before}
                and ({span.SenderN} = 0 or m.sender_n = {span.SenderN}) and ({deleted} is null or (m.deleted_at is not null) = {deleted})
            order by m.ordinal desc limit {Stretch}
            """, From, ct)
        : await database.QueryAsync($"""
            select {MessageViews.Columns}, {InConversation} from messages m join conversations c on c.n = m.conversation_n
            where m.workspace_n = {admin.WorkspaceN} and m.n >= {span.From} and m.n < {span.Before}
                and ({span.SenderN} = 0 or m.sender_n = {span.SenderN}) and ({deleted} is null or (m.deleted_at is not null) = {deleted})
            order by m.n desc limit {Stretch}
            """, From, ct);

    private async ValueTask<AdminMessageView> ViewAsync(Found found, Caller admin, CancellationToken ct)
    {
        var message = (await views.ReadAsync(database, found.Conversation, [found.Message], admin.UserN, ct))[0];
        var restorable = message.DeletedAt is not null
            && await database.NumberAsync($"select 1 from kept_messages where message_n = {found.Message.N}", ct) == 1;
        return new(message, found.Title, found.Type, restorable);
    }

    private static Found From(Row row) =>
        new(MessageViews.From(row), row.Id<ConversationId>(16), row.TextOrNull(17), row.Enum<ConversationType>(18));

    private static (string Name, string? Value)[] Details(MessageFilter filter, string? cursor) =>
    [
        .. new (string Name, string? Value)[]
        {
            ("from", filter.From?.ToString("O", CultureInfo.InvariantCulture)), ("to", filter.To?.ToString("O", CultureInfo.InvariantCulture)),
            ("conversation", filter.Conversation?.ToString()), ("user", filter.User?.ToString()), ("query", filter.Query),
            ("deleted", filter.Deleted?.ToString().ToLowerInvariant()), ("cursor", cursor),
        }.Where(detail => detail.Value is not null),
    ];

    private sealed record Span(long From, long Before, long ConversationN, long SenderN);

    private sealed record Found(MessageRow Message, ConversationId Conversation, string? Title, ConversationType Type);
}

/// <summary>Which messages: all that it names must fit. <c>From</c> belongs to the span, <c>To</c> does not.</summary>
public sealed record MessageFilter(
    DateTimeOffset? From, DateTimeOffset? To, ConversationId? Conversation, UserId? User, string? Query, bool? Deleted);
