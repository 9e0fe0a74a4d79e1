using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Upkeep;

/// <summary>One thing that was looked at, and how many rows are wrong; a count of what there is where nothing is.</summary>
public sealed record IntegrityFinding(string What, long Looked, long Wrong);

/// <summary>Whether what is stored fits together: numbers without holes, rows that name rows there are, counts, the audit chain.</summary>
public sealed class Integrity(Database database)
{
    private const int Page = 1000;

    public Task<IReadOnlyList<IntegrityFinding>> CheckAsync(CancellationToken ct) => Task.Run(async () =>
    {
        var found = new List<IntegrityFinding>();
        if (database is SqliteDatabase)
            found.Add(await FileAsync(ct));

        await database.SnapshotAsync(async snapshot =>
        {
            await NumbersAsync(snapshot, found);
            await NamedRowsAsync(snapshot, found);
            await CountsAsync(snapshot, found);
            return true;
        });
        found.Add(await AuditChainAsync(ct));
        return (IReadOnlyList<IntegrityFinding>)found;
    }, ct);

    private async Task<IntegrityFinding> FileAsync(CancellationToken ct)
    {
        var said = await database.QueryAsync($"pragma integrity_check", row => row.Text(0), ct);
        return new("database file", 1, said is ["ok"] ? 0 : said.Count);
    }

    // Deleted conversations are left out: what a purge takes from them leaves holes on purpose.
    private static async ValueTask NumbersAsync(Queries queries, List<IntegrityFinding> found)
    {
        var conversations = await queries.NumberAsync($"select count(*) from conversations where deleted_at is null");
        found.Add(new("numbers without holes", conversations, await queries.NumberAsync($"""
            select count(*) from (
                select c.n, coalesce(h.last_seq, 0) as last_seq, coalesce(h.last_ordinal, 0) as last_ordinal,
                    (select count(*) from messages m where m.conversation_n = c.n) as messages,
                    (select coalesce(max(m.ordinal), 0) from messages m where m.conversation_n = c.n) as ordinal,
                    (select count(*) from changes x where x.conversation_n = c.n) as changes
                from conversations c left join conversation_heads h on h.conversation_n = c.n where c.deleted_at is null
            ) as sums where messages + changes <> last_seq or messages <> last_ordinal or ordinal <> last_ordinal
            """)));
    }

    private static async ValueTask NamedRowsAsync(Queries queries, List<IntegrityFinding> found)
    {
        found.Add(new("messages", await queries.NumberAsync($"select count(*) from messages"), await queries.NumberAsync($"""
            select count(*) from messages m left join conversations c on c.n = m.conversation_n left join users u on u.n = m.sender_n
            where c.n is null or u.n is null or c.workspace_n <> m.workspace_n
            """)));
        found.Add(new("members", await queries.NumberAsync($"select count(*) from members"), await queries.NumberAsync($"""
            select count(*) from members m left join conversations c on c.n = m.conversation_n left join users u on u.n = m.user_n
            where c.n is null or u.n is null or c.workspace_n <> u.workspace_n
            """)));
        found.Add(new("users", await queries.NumberAsync($"select count(*) from users"), await queries.NumberAsync($"""
            select count(*) from users u left join workspaces w on w.n = u.workspace_n where w.n is null
            """)));
        found.Add(new("reactions", await queries.NumberAsync($"select count(*) from reactions"), await queries.NumberAsync($"""
            select count(*) from reactions r left join messages m on m.n = r.message_n left join users u on u.n = r.user_n
            where m.n is null or u.n is null
            """)));
        found.Add(new("log-ins and tokens", await queries.NumberAsync($"select (select count(*) from sessions) + (select count(*) from api_tokens)"),
            await queries.NumberAsync($"""
                select (select count(*) from sessions s left join users u on u.n = s.user_n where u.n is null)
                    + (select count(*) from api_tokens t left join users u on u.n = t.user_n where u.n is null)
                """)));
    }

    private static async ValueTask CountsAsync(Queries queries, List<IntegrityFinding> found)
    {
        found.Add(new("member counts", await queries.NumberAsync($"select count(*) from conversations"), await queries.NumberAsync($"""
            select count(*) from conversations c where c.deleted_at is null and c.member_count <>
                (select count(*) from members m where m.conversation_n = c.n and m.status = {MemberStatus.Active})
            """)));
        found.Add(new("read positions", await queries.NumberAsync($"select count(*) from members"), await queries.NumberAsync($"""
            select count(*) from members m left join conversation_heads h on h.conversation_n = m.conversation_n
            where m.read_ordinal > coalesce(h.last_ordinal, 0)
            """)));
    }

    private async Task<IntegrityFinding> AuditChainAsync(CancellationToken ct)
    {
        var (looked, wrong, last) = (0L, 0L, 0L);
        var hashes = new Dictionary<long, byte[]>();
        while (true)
        {
            var page = await database.QueryAsync($"""
                select n, workspace_n, actor_n, action, subject, data, address, at, hash from audit_entries where n > {last} order by n limit {Page}
                """, row => (N: row.Long(0), WorkspaceN: row.Long(1), Hash: row.Bytes(8), Link: (Func<byte[], byte[]>)Linked(row)), ct);
            foreach (var entry in page)
            {
                // After one that was altered the chain is followed from what stands there, so that each break is counted once.
                if (!entry.Link(hashes.GetValueOrDefault(entry.WorkspaceN, [])).AsSpan().SequenceEqual(entry.Hash))
                    wrong++;

                (hashes[entry.WorkspaceN], last) = (entry.Hash, entry.N);
            }

            looked += page.Count;
            if (page.Count < Page)
                return new("audit chain", looked, wrong);
        }
    }

    private static Func<byte[], byte[]> Linked(Row row)
    {
        var (workspaceN, actorN, action, subject) = (row.Long(1), row.Long(2), row.Text(3), row.Text(4));
        var (data, address, at) = (row.TextOrNull(5), row.TextOrNull(6), row.Long(7));
        return before => AuditLog.Link(before, workspaceN, actorN, action, subject, data, address, at);
    }
}
