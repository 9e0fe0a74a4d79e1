using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.LinkPreviews;

/// <summary>Looks up the links of messages, several at a time, and retells each message that got a card.</summary>
public sealed class LinkPreviewChore(
    Database database, ConversationLog log, LinkFetcher fetcher, TimeProvider clock, ILogger<LinkPreviewChore> logger) : Chore(clock, logger)
{
    private const int AtOnce = 8;
    private const int JobsPerRound = 64;

    private readonly TimeProvider _clock = clock;

    public override string Name => "link-previews";

    public override TimeSpan Every => TimeSpan.FromMinutes(5);

    protected override async Task RunAsync(CancellationToken ct)
    {
        await LinkPages.ForgetOldAsync(database, _clock.GetUtcNow(), ct);
        while (await JobsAsync(ct) is { Count: > 0 } jobs)
        {
            // A link that many post at once is asked for once.
            var pages = new ConcurrentDictionary<(long WorkspaceN, string Url), Lazy<Task<LinkPage?>>>();
            await Parallel.ForEachAsync(jobs, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (job, token) =>
            {
                var found = new List<(string Url, LinkPage? Page)>();
                foreach (var url in Links.Of(job.Content))
                    found.Add((url, await pages.GetOrAdd((job.WorkspaceN, url), _ => new(() => PageAsync(job.WorkspaceN, url, ct))).Value));

                await AttachAsync(job, found, token);
            });
        }
    }

    private ValueTask<List<Job>> JobsAsync(CancellationToken ct) => database.QueryAsync($"""
        select j.n, j.message_n, j.conversation_n, j.workspace_n, c.id, m.sender_n, m.content from link_jobs j
        join messages m on m.n = j.message_n join conversations c on c.n = j.conversation_n order by j.n limit {JobsPerRound}
        """, row => new Job(row.Long(0), row.Long(1), row.Long(2), row.Long(3), row.Id<ConversationId>(4), row.Long(5), row.Text(6)), ct);

    private async Task<LinkPage?> PageAsync(long workspaceN, string url, CancellationToken ct)
    {
        if (await LinkPages.FindAsync(database, workspaceN, url, _clock.GetUtcNow(), ct) is { } known)
            return known.Page;

        var page = await fetcher.PageAsync(url, ct);
        await database.WriteAsync(transaction => LinkPages.KeepAsync(transaction, workspaceN, url, page, _clock.GetUtcNow()), ct);
        return page;
    }

    /// <summary>Hangs on the message what it still links to; it may have been edited, deleted or looked up by a twin meanwhile.</summary>
    private Task<bool> AttachAsync(Job job, List<(string Url, LinkPage? Page)> found, CancellationToken ct) =>
        log.AppendAsync(job.ConversationN, job.Conversation, async entry =>
        {
            var transaction = entry.Transaction;
            await transaction.WriteAsync($"delete from link_jobs where n = {job.N}");
            var present = await transaction.FindAsync($"""
                select m.content from messages m join conversations c on c.n = m.conversation_n and c.deleted_at is null
                where m.n = {job.MessageN} and m.deleted_at is null
                """, row => row.Text(0));
            if (present is null)
                return false;

            var links = Links.Of(present);
            var added = 0;
            foreach (var (url, page) in found.Where(f => f.Page is not null && links.Contains(f.Url)))
                added += await AddAsync(transaction, job.MessageN, url, page!);
            if (added == 0)
                return false;

            await transaction.WriteAsync($"update messages set extras = extras | {MessageExtras.LinkPreviews} where n = {job.MessageN}");
            await entry.RetellAsync(job.MessageN, job.SenderN);
            return true;
        }, ct);

    private static async ValueTask<int> AddAsync(Transaction transaction, long messageN, string url, LinkPage page)
    {
        var hash = LinkPages.Hash(url);
        return await transaction.NumberAsync($"select 1 from link_previews where message_n = {messageN} and url_hash = {hash}") == 1
            ? 0   // there, or removed by its author
            : await transaction.WriteAsync($"""
                insert into link_previews (id, message_n, url, url_hash, title, description, site_name, image_url, image_width, image_height)
                values ({Guid.CreateVersion7()}, {messageN}, {url}, {hash}, {page.Title}, {page.Description}, {page.SiteName}, {page.ImageUrl},
                    {page.ImageWidth}, {page.ImageHeight})
                """);
    }

    private sealed record Job(
        long N, long MessageN, long ConversationN, long WorkspaceN, ConversationId Conversation, long SenderN, string Content);
}
