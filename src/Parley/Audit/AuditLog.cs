using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Access;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>
/// Who did what to what, from where: written in the same commit as the deed, never changed. Each entry holds the hash of the one before
/// it in its workspace, so that a removed or altered entry breaks the chain. Names things and settings, never message text or secrets.
/// </summary>
public sealed class AuditLog(TimeProvider clock)
{
    // Letters stand as themselves, so that a search finds them.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Notes a deed of <paramref name="caller"/> in their own workspace.</summary>
    /// <param name="transaction">That of the deed itself.</param>
    /// <param name="caller">Who did it.</param>
    /// <param name="action">What was done, such as <c>member.ban</c>; one of <see cref="AuditActions"/>.</param>
    /// <param name="subject">To what, such as <c>user:0198…</c>.</param>
    /// <param name="details">What else one needs to know, in words of the protocol.</param>
    public ValueTask NoteAsync(Transaction transaction, Caller caller, string action, string subject, params (string Name, string? Value)[] details) =>
        NoteAsync(transaction, caller.WorkspaceN, caller.UserN, caller.Address, action, subject, details);

    /// <summary>Notes a deed in any workspace; nobody (0) did what the server did by itself.</summary>
    public async ValueTask NoteAsync(
        Transaction transaction, long workspaceN, long actorN, string? address, string action, string subject,
        params (string Name, string? Value)[] details)
    {
        var before = await transaction.FindAsync(
            $"select hash from audit_entries where workspace_n = {workspaceN} order by n desc limit 1", row => row.Bytes(0)) ?? [];
        var (at, data) = (clock.GetUtcNow().ToUnixTimeMilliseconds(), details.Length == 0 ? null : Json(details));
        var hash = Link(before, workspaceN, actorN, action, subject, data, address, at);
        await transaction.WriteAsync($"""
            insert into audit_entries (workspace_n, actor_n, action, subject, data, address, at, hash)
            values ({workspaceN}, {actorN}, {action}, {subject}, {data}, {address}, {at}, {hash})
            """);

        // The end of the chain stands a second time, so that entries taken off the end are missed (AuditVerification).
        await transaction.WriteAsync($"""
            insert into audit_heads (workspace_n, entries, hash) values ({workspaceN}, 1, {hash})
            on conflict (workspace_n) do update set entries = audit_heads.entries + 1, hash = excluded.hash
            """);
    }

    /// <summary>The hash of an entry: of the one before it and every column, each with its length before it.</summary>
    public static byte[] Link(
        byte[] before, long workspaceN, long actorN, string action, string subject, string? data, string? address, long at)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, before);
        Add(hash, workspaceN);
        Add(hash, actorN);
        foreach (var text in (ReadOnlySpan<string?>)[action, subject, data, address])
            Add(hash, text is null ? null : Encoding.UTF8.GetBytes(text));

        Add(hash, at);
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, byte[]? bytes)
    {
        Add(hash, bytes is null ? -1 : bytes.Length);
        hash.AppendData(bytes ?? []);
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static string Json((string Name, string? Value)[] details)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in details)
                writer.WriteString(name, value);

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
