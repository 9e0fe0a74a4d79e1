using Parley.Dialects.Shared.Importing;
using Parley.Importing;

namespace Parley.Dialects;

/// <summary>The systems whose dumps can be taken over, by the names of their dialects.</summary>
internal static class Imports
{
    public static IReadOnlyList<string> Systems { get; } = ["offchat", "spa-central", "mrm-chat", "aristay", "tenant-chat"];

    /// <summary>Reads a whole dump, and before it a file of users if there is one. Writes nothing but the stage.</summary>
    /// <exception cref="DumpException">What was given is no dump, or cannot be taken over as it was asked.</exception>
    public static async Task<ImportSource> ReadAsync(string system, string dump, string? users, string? tenant, CancellationToken ct)
    {
        var source = new ImportSource(system, new ImportStage());
        try
        {
            var reading = Of(system, source, tenant);
            foreach (var path in (string[])(users is null ? [dump] : [users, dump]))
                await TakeAsync(reading, path, ct);

            reading.End();
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static async Task TakeAsync(DumpSystem reading, string path, CancellationToken ct)
    {
        await foreach (var entry in DumpReader.ReadAsync(path, TenantChat.ImportTenantChat.UserModel, ct))
            reading.Take(entry);
    }

    private static DumpSystem Of(string system, ImportSource source, string? tenant) => system switch
    {
        "offchat" => new OffChat.ImportOffChat(source),
        "spa-central" => new SpaCentral.ImportSpaCentral(source),
        "mrm-chat" => new MrmChat.ImportMrmChat(source),
        "aristay" => new AriStay.ImportAriStay(source),
        "tenant-chat" => new TenantChat.ImportTenantChat(source, tenant),
        _ => throw new DumpException($"There is no system \"{system}\"."),
    };
}
