using Microsoft.Extensions.Logging;
using Parley.Conversations.Log;
using Parley.Files.Images;
using Parley.Files.Store;
using Parley.Protocol;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Files.Previews;

/// <summary>
/// Makes thumbnails, durations and waveforms, a few beside each other and never within a request; messages that carry the file are told again
/// then. A file that was being looked at when the server stopped is looked at again.
/// </summary>
internal sealed class PreviewChore(
    Database database, FileStore store, Spool spool, Programs programs, ConversationLog log, FilesSettings settings, TimeProvider clock,
    ILogger<PreviewChore> logger)
    : Chore(clock, logger)
{
    private const int Batch = 64;

    private readonly Pictures _pictures = new(programs, new LimitedProcess(programs));
    private readonly Media _media = new(programs, new LimitedProcess(programs));
    private readonly ILogger _logger = logger;

    public override string Name => "previews";

    public override TimeSpan Every => TimeSpan.FromMinutes(10);

    /// <summary>Whether there will be something to show of such a file beside itself.</summary>
    public bool Makes(string mediaType, PixelSize? size) => _pictures.Makes(mediaType, size) || _media.Makes(mediaType);

    protected override async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var waiting = await database.QueryAsync($"""
                select {FileRow.Columns} from files f where f.preview = 1 and f.deleted_at is null order by f.n limit {Batch}
                """, FileRow.From, ct);
            await Parallel.ForEachAsync(
                waiting, new ParallelOptions { MaxDegreeOfParallelism = settings.PreviewWorkers, CancellationToken = ct },
                async (file, stopping) => await LookAtAsync(file, stopping));
            if (waiting.Count < Batch)
                return;
        }
    }

    private async Task LookAtAsync(FileRow file, CancellationToken ct)
    {
        var draft = spool.PartOf(file.Shown.Id);
        var preview = await MakeAsync(file, draft, ct);
        try
        {
            if (preview is null)
                _logger.NoPreview(file.N, file.Shown.ContentType, "it could not be read within the limits");

            var key = preview?.ThumbnailPath is null ? null : FileStore.ThumbnailOf(file.StoreKey);
            if (key is not null)
                await store.TakeAsync(key, preview!.ThumbnailPath!, ct);
            if (await WriteAsync(file, preview, key, ct))
                await RetellAsync(file, ct);
            else if (key is not null)
                await store.DeleteAsync(key, ct);   // it was deleted meanwhile
        }
        finally
        {
            if (preview?.ThumbnailPath is { } left)
                File.Delete(left);
        }
    }

    private async Task<Preview?> MakeAsync(FileRow file, string draft, CancellationToken ct)
    {
        if (await store.ForProgramAsync(file.StoreKey, Path.GetDirectoryName(draft)!, ct) is not { } path)
            return null;

        return file.Shown.Kind == FileKind.Image
            ? await _pictures.MakeAsync(path, draft, ct)
            : await _media.MakeAsync(path, file.Shown.ContentType, file.Shown.Kind, draft, ct);
    }

    private async Task<bool> WriteAsync(FileRow file, Preview? preview, string? key, CancellationToken ct) => await database.WriteAsync(
        async transaction => await transaction.WriteAsync($"""
            update files set preview = {(preview is null ? PreviewState.Failed : PreviewState.Made)}, thumbnail_key = {key},
                thumbnail_type = {preview?.ThumbnailType}, width = coalesce({preview?.Width}, width), height = coalesce({preview?.Height}, height),
                duration_ms = {preview?.DurationMs}, waveform = {preview?.Waveform}
            where n = {file.N} and deleted_at is null
            """) > 0, ct).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private async Task RetellAsync(FileRow file, CancellationToken ct)
    {
        var messages = await database.QueryAsync($"""
            select m.n, c.n, c.id from attachments a join messages m on m.n = a.message_n join conversations c on c.n = m.conversation_n
            where a.file_n = {file.N} and m.deleted_at is null and c.deleted_at is null
            """, row => (N: row.Long(0), ConversationN: row.Long(1), Conversation: row.Id<ConversationId>(2)), ct);
        foreach (var message in messages)
        {
            await log.AppendAsync(message.ConversationN, message.Conversation, async entry =>
            {
                if (await entry.Transaction.NumberAsync($"select 1 from messages where n = {message.N} and deleted_at is null") == 1)
                    await entry.RetellAsync(message.N, file.UploaderN);
                return true;
            }, ct).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }
}
