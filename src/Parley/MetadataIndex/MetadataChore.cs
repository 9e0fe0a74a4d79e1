using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Storage;
using Parley.Upkeep;
using Parley.Workspaces;

namespace Parley.MetadataIndex;

/// <summary>
/// Looks through the messages that were there before their workspace asked for a key, a thousand at a time, and forgets keys that it no
/// longer asks for.
/// </summary>
public sealed class MetadataChore(Database database, WorkspaceDirectory workspaces, TimeProvider clock, ILogger<MetadataChore> logger)
    : Chore(clock, logger)
{
    private const int AtOnce = 1_000;

    public override string Name => "metadata-index";

    public override TimeSpan Every => TimeSpan.FromMinutes(1);

    protected override async Task RunAsync(CancellationToken ct)
    {
        foreach (var workspaceN in await database.QueryAsync($"select n from workspaces where settings is not null order by n", row => row.Long(0), ct))
        {
            var wanted = (await workspaces.SettingsAsync(workspaceN, ct)).MetadataKeys ?? [];
            var known = await database.QueryAsync($"select name, done from metadata_keys where workspace_n = {workspaceN}",
                row => (Name: row.Text(0), IsDone: row.Bool(1)), ct);
            foreach (var name in known.Select(k => k.Name).Except(wanted))
                await ForgetAsync(workspaceN, name, ct);
            foreach (var name in wanted.Distinct().Except(known.Where(k => k.IsDone).Select(k => k.Name)))
                await IndexAsync(workspaceN, name, ct);
        }
    }

    private Task ForgetAsync(long workspaceN, string name, CancellationToken ct) => database.WriteAsync(async transaction =>
    {
        await transaction.WriteAsync($"delete from metadata_entries where workspace_n = {workspaceN} and name = {name}");
        await transaction.WriteAsync($"delete from metadata_keys where workspace_n = {workspaceN} and name = {name}");
    }, ct);

    private async Task IndexAsync(long workspaceN, string name, CancellationToken ct)
    {
        while (!await StepAsync(workspaceN, name, ct))
            ct.ThrowIfCancellationRequested();
    }

    /// <summary>Whether nothing is left. In one commit with the messages it reads, so that none is changed meanwhile.</summary>
    private Task<bool> StepAsync(long workspaceN, string name, CancellationToken ct) => database.WriteAsync(async transaction =>
    {
        var upTo = await transaction.NumberAsync($"select up_to_n from metadata_keys where workspace_n = {workspaceN} and name = {name}");
        var rows = await transaction.QueryAsync($"""
            select n, conversation_n, workspace_n, metadata from messages where n > {upTo} order by n limit {AtOnce}
            """, row => new { N = row.Long(0), ConversationN = row.Long(1), WorkspaceN = row.Long(2), Metadata = row.TextOrNull(3) });
        foreach (var row in rows.Where(row => row.WorkspaceN == workspaceN && row.Metadata is not null))
            await MetadataEntries.WriteAsync(transaction, workspaceN, row.ConversationN, row.N, JsonElement.Parse(row.Metadata!), [name]);

        var isDone = rows.Count < AtOnce;
        await transaction.WriteAsync($"""
            insert into metadata_keys (workspace_n, name, up_to_n, done) values ({workspaceN}, {name}, {(rows.Count > 0 ? rows[^1].N : upTo)}, {isDone})
            on conflict (workspace_n, name) do update set up_to_n = excluded.up_to_n, done = excluded.done
            """);
        return isDone;
    }, ct);
}
