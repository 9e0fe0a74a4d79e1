using System.Text.Json;
using Parley.Access;
using Parley.Notifications.Mentions;
using Parley.LinkPreviews;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations.Log;

/// <summary>Reads messages as the world sees them: with quotes, sources and reactions, in few queries.</summary>
public sealed class MessageViews(UserNumbers users)
{
    /// <summary>The columns that <see cref="From"/> reads, of <c>messages m</c>.</summary>
    public static readonly SqlText Columns = new(
        "m.n, m.id, m.seq, m.ordinal, m.sender_n, m.type, m.content, m.reply_to_n, m.forward_from_n, m.metadata, m.reply_count, "
        + "m.reaction_count, m.extras, m.created_at, m.edited_at, m.deleted_at");

    /// <summary>Where the columns of a query begin that stand behind <see cref="Columns"/>.</summary>
    public const int ColumnCount = 16;

    public static MessageRow From(Row row) => new(
        row.Long(0), row.Id<MessageId>(1), row.Long(2), row.Long(3), row.Long(4), row.Enum<MessageType>(5), row.Text(6), row.LongOrNull(7),
        row.LongOrNull(8), row.TextOrNull(9), row.Long(10), row.Long(11), row.Enum<MessageExtras>(12), row.Time(13), row.TimeOrNull(14),
        row.TimeOrNull(15));

    /// <summary>
    /// Turns rows of one conversation into views, for one reader or, without <paramref name="viewerN"/>, for everybody;
    /// <paramref name="quotesFor"/> names the reader where only what they may see of quotes differs.
    /// </summary>
    public async ValueTask<List<MessageView>> ReadAsync(
        Queries queries, ConversationId conversation, List<MessageRow> rows, long? viewerN, CancellationToken ct, long? quotesFor = null)
    {
        var views = new List<MessageView>(rows.Count);
        foreach (var row in rows)
        {
            views.Add(new MessageView(
                row.Id, conversation, row.Seq, row.Ordinal, await users.IdAsync(row.SenderN), row.Type, row.Content, null, null, [], [],
                row.ReactionCount == 0 ? [] : await ReactionsAsync(queries, row.N, viewerN, ct), row.ReplyCount,
                row.Metadata is null ? null : JsonElement.Parse(row.Metadata), row.CreatedAt, row.EditedAt, row.DeletedAt)
            {
                N = row.N,
            });
            if (row.Extras != 0)
                views[^1] = await ExtrasAsync(queries, row, views[^1], ct);
            if (row.ReplyToN is { } repliedN && await QuoteAsync(queries, repliedN, ct, viewerN ?? quotesFor) is { } quoted)
                views[^1] = views[^1] with { ReplyTo = quoted.View.MessageId, Quote = quoted.View };
            if (row.ForwardFromN is { } sourceN && await SourceAsync(queries, sourceN, ct) is { } source)
                views[^1] = views[^1] with { ForwardFrom = source.Id, Forwarded = source.View };
        }

        return views;
    }

    public async ValueTask<MessageView> ReadOneAsync(
        Queries queries, ConversationId conversation, long messageN, long? viewerN, CancellationToken ct, long? quotesFor = null)
    {
        var rows = await queries.QueryAsync($"select {Columns} from messages m where m.n = {messageN}", From, ct);
        return (await ReadAsync(queries, conversation, rows, viewerN, ct, quotesFor))[0];
    }

    /// <summary>
    /// What a reply shows of its target: the first 200 letters, as they are now; none to a reader who came after it, where the conversation
    /// hides its past from them.
    /// </summary>
    public async ValueTask<QuotedMessage?> QuoteAsync(Queries queries, long messageN, CancellationToken ct, long? viewerN = null)
    {
        var row = await queries.FindAsync($"""
            select m.id, m.sender_n, m.type, substr(m.content, 1, 200), m.deleted_at, m.ordinal, m.created_at,
                (select count(*) from members v join conversations c on c.n = v.conversation_n and c.history = {HistoryVisibility.FromJoin}
                    where v.conversation_n = m.conversation_n and v.user_n = {viewerN ?? 0} and v.visible_after >= m.ordinal)
            from messages m where m.n = {messageN}
            """, row => new
        {
            Id = row.Id<MessageId>(0), SenderN = row.Long(1), Type = row.Enum<MessageType>(2), Content = row.Text(3),
            DeletedAt = row.TimeOrNull(4), Ordinal = row.Long(5), CreatedAt = row.Time(6), IsHidden = row.Bool(7),
        }, ct);
        if (row is null)
            return null;

        var view = new QuoteView(row.Id, await users.IdAsync(row.SenderN), row.Type, row.Content, row.DeletedAt) { N = messageN, CreatedAt = row.CreatedAt };
        return new(messageN, row.Ordinal, row.IsHidden ? Hidden(view) : view);
    }

    /// <summary>A quote of something that the reader may not see.</summary>
    internal static QuoteView Hidden(QuoteView quote) => quote with { Content = "" };

    public async ValueTask<ForwardedMessage?> SourceAsync(Queries queries, long messageN, CancellationToken ct)
    {
        var row = await queries.FindAsync($"select m.id, m.sender_n, m.created_at from messages m where m.n = {messageN}",
            row => new { Id = row.Id<MessageId>(0), SenderN = row.Long(1), CreatedAt = row.Time(2) }, ct);
        return row is null ? null : new(messageN, row.Id, new ForwardView(await users.IdAsync(row.SenderN), row.CreatedAt));
    }

    // Each room that marks messages adds one line here.
    private static async ValueTask<MessageView> ExtrasAsync(Queries queries, MessageRow row, MessageView view, CancellationToken ct)
    {
        if (row.Extras.HasFlag(MessageExtras.Attachments))
            view = view with { Attachments = await AttachmentRows.ReadAsync(queries, row.N, ct) };
        if (row.Extras.HasFlag(MessageExtras.Mentions))
            view = await MentionRows.AddAsync(queries, row.N, view, ct);
        if (row.Extras.HasFlag(MessageExtras.LinkPreviews))
            view = view with { LinkPreviews = await LinkPreviewRows.OfAsync(queries, row.N, row.Id, ct) };
        if (row.Extras.HasFlag(MessageExtras.Pinned))
            view = view with { PinnedAt = await PinnedAtAsync(queries, row.N, ct) };

        return view;
    }

    private static async ValueTask<DateTimeOffset?> PinnedAtAsync(Queries queries, long messageN, CancellationToken ct) =>
        await queries.NumberAsync($"select pinned_at from pins where message_n = {messageN}", ct) is > 0 and var at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : null;   // unpinned since its row was read

    // In the order in which each emoji first came.
    private static async ValueTask<List<ReactionCount>> ReactionsAsync(Queries queries, long messageN, long? viewerN, CancellationToken ct) =>
        await queries.QueryAsync($"""
            select emoji, count(*), max(case when user_n = {viewerN ?? 0} then 1 else 0 end) from reactions where message_n = {messageN}
            group by emoji order by min(n)
            """, row => new ReactionCount(row.Text(0), row.Long(1), viewerN is null ? null : row.Bool(2)), ct);
}

/// <summary>A row of <c>messages</c>.</summary>
public sealed record MessageRow(
    long N, MessageId Id, long Seq, long Ordinal, long SenderN, MessageType Type, string Content, long? ReplyToN, long? ForwardFromN,
    string? Metadata, long ReplyCount, long ReactionCount, MessageExtras Extras, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt, DateTimeOffset? DeletedAt);

/// <summary>What a message has beside its text, as bits of <c>messages.extras</c>. Stored: add, never renumber.</summary>
[Flags]
public enum MessageExtras
{
    None = 0,
    Attachments = 1,
    Mentions = 2,
    LinkPreviews = 4,
    Pinned = 8,
}
