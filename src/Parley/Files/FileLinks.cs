using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>
/// Addresses that work without a credential for a while. A link stands for the person who made it: it ends with their right to the file, and
/// with the file. Its key is the data directory's own.
/// </summary>
internal sealed class FileLinks
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);
    private static readonly long Always = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private readonly byte[] _key;
    private readonly TimeProvider _clock;

    public FileLinks(DataDirectory data, TimeProvider clock)
    {
        _clock = clock;
        var folder = Directory.CreateDirectory(Path.Combine(data.Root, "keys"));
        var file = Path.Combine(folder.FullName, "file-links.key");
        if (!File.Exists(file))
            SecretFile.Write(file, RandomNumberGenerator.GetBytes(32));
        _key = File.ReadAllBytes(file);
    }

    public FileLink Make(Caller caller, FileId file, int? seconds) => Make(caller.UserN, file, seconds);

    /// <summary>In the name of a person of whom it is known that they may see the file.</summary>
    public FileLink Make(long userN, FileId file, int? seconds)
    {
        var until = _clock.GetUtcNow().AddSeconds(seconds ?? Usual.TotalSeconds).ToUnixTimeSeconds();
        return new($"/api/v1/files/{file}/linked?{Query(userN, file, until)}", DateTimeOffset.FromUnixTimeSeconds(until));
    }

    /// <summary>
    /// The query of an address without a time to its end, for clients that keep addresses and know no way to a new one. It ends with the
    /// right of the person it was made for.
    /// </summary>
    public string Lasting(Caller caller, FileId file) => Query(caller.UserN, file, Always);

    public bool IsGood(FileId file, long by, long until, string signature) =>
        until > _clock.GetUtcNow().ToUnixTimeSeconds() && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.ASCII.GetBytes(Sign(file, by, until)), System.Text.Encoding.UTF8.GetBytes(signature));

    private string Query(long userN, FileId file, long until) =>
        string.Create(CultureInfo.InvariantCulture, $"by={userN}&expires={until}&signature={Sign(file, userN, until)}");

    private string Sign(FileId file, long by, long until)
    {
        Span<byte> what = stackalloc byte[32];
        file.Value.TryWriteBytes(what, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(what[16..], by);
        BinaryPrimitives.WriteInt64BigEndian(what[24..], until);
        return Base64Url.EncodeToString(HMACSHA256.HashData(_key, what));
    }
}
