using Parley.Protocol;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>
/// Recomputes a workspace's audit chain. An entry that was changed, removed or put in makes the first entry that no longer fits known; one
/// taken off the end is missed by <c>audit_heads</c>. Who can write to the database and recomputes every hash from there on and the head
/// too is not found out by this, only by a head that was kept elsewhere (the server's log names it once a day).
/// </summary>
public sealed class AuditVerification(Database database)
{
    private const int Piece = 1_000;

    public async Task<AuditCheck> VerifyAsync(long workspaceN, CancellationToken ct)
    {
        // All of one commit, so that an entry written meanwhile is neither half in nor half out.
        return await database.SnapshotAsync(async queries =>
        {
            var (before, entries, last) = (Array.Empty<byte>(), 0L, 0L);
            while (await queries.QueryAsync($"""
                select n, actor_n, action, subject, data, address, at, hash from audit_entries
                where workspace_n = {workspaceN} and n > {last} order by n limit {Piece}
                """, row => Entry.From(row, workspaceN), ct) is { Count: > 0 } piece)
            {
                foreach (var entry in piece)
                {
                    if (!entry.Hash.AsSpan().SequenceEqual(entry.Linked(before)))
                        return new AuditCheck(false, entries, entry.N, "This entry, or one before it, was changed, removed or put in.");

                    (before, last) = (entry.Hash, entry.N);
                    entries++;
                }
            }

            var head = await queries.FindAsync(
                $"select entries, hash from audit_heads where workspace_n = {workspaceN}", row => new Head(row.Long(0), row.Bytes(1)), ct);
            return (head?.Entries ?? 0) == entries && before.AsSpan().SequenceEqual(head?.Hash ?? [])
                ? new AuditCheck(true, entries)
                : new AuditCheck(false, entries, last, $"After this entry the chain ends, but {head?.Entries ?? 0} were written.");
        });
    }

    private sealed record Head(long Entries, byte[] Hash);

    private sealed record Entry(long N, long WorkspaceN, long ActorN, string Action, string Subject, string? Data, string? Address, long At, byte[] Hash)
    {
        public static Entry From(Row row, long workspaceN) => new(
            row.Long(0), workspaceN, row.Long(1), row.Text(2), row.Text(3), row.TextOrNull(4), row.TextOrNull(5), row.Long(6), row.Bytes(7));

        public byte[] Linked(byte[] before) => AuditLog.Link(before, WorkspaceN, ActorN, Action, Subject, Data, Address, At);
    }
}
