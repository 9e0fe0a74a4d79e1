using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Server.CommandLine.Archive;

/// <summary>A file of an archive: its path inside, its length and the SHA-256 of its bytes.</summary>
internal sealed record ArchivedFile(string Path, long Size, string Sha256);

/// <summary>The last entry of an archive, which says what must be in it. Without it the archive was cut off.</summary>
internal sealed record Manifest(
    int Format, string Version, DateTimeOffset MadeAt, int Migration, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<ArchivedFile> Files)
{
    /// <summary>What this build writes and reads.</summary>
    public const int CurrentFormat = 1;

    public const string FileName = "manifest.json";

    /// <summary>The database's path inside.</summary>
    public const string Database = "parley.db";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.Manifest);

    public static Manifest? From(Stream stream) => JsonSerializer.Deserialize(stream, ManifestJson.Default.Manifest);
}

/// <summary>How a manifest looks; it is no word of the protocol.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
