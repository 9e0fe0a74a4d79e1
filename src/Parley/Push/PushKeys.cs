using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parley.Access.Tokens;
using Parley.Push.Web;
using Parley.Storage;

namespace Parley.Push;

/// <summary>
/// The key pair by which push services know this server (VAPID) and the secret that signs links in mails. Made once: browsers subscribe
/// to this very key, so another one would end every subscription.
/// </summary>
public sealed class PushKeys
{
    private readonly byte[] _links;

    /// <summary>Opens <c>keys/push.keys</c> in the data directory, and makes it where there is none.</summary>
    public PushKeys(string dataDirectory)
    {
        var folder = Directory.CreateDirectory(Path.Combine(dataDirectory, "keys"));
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var file = Path.Combine(folder.FullName, "push.keys");
        if (!File.Exists(file))
            Write(file);

        // One line a key: what for, and the secret. Readable by a person, and an older server skips what it does not know.
        var lines = File.ReadAllLines(file).Select(line => line.Split(' ')).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => Base64Url.DecodeFromChars(parts[1]));
        if (!lines.TryGetValue("vapid", out var vapid) || !lines.TryGetValue("links", out _links!))
            throw new SettingException("Parley:DataDirectory", $"\"{file}\" lacks a key; put it back, or remove it and let every browser subscribe anew.");

        var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = vapid });
        Vapid = JwtKey.Es256(key);
        PublicKey = PushEncryption.Bytes(key.ExportParameters(false).Q);
    }

    /// <summary>Signs what we say to push services.</summary>
    public JwtKey Vapid { get; }

    /// <summary>Its public half, which browsers subscribe with.</summary>
    public byte[] PublicKey { get; }

    /// <summary>A word in a link that only this server can have written: what it is about, and 128 bits of HMAC.</summary>
    public string Sign(string purpose, Guid about)
    {
        Span<byte> token = stackalloc byte[32];
        about.TryWriteBytes(token, bigEndian: true, out _);
        Mac(purpose, token[..16]).AsSpan(0, 16).CopyTo(token[16..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What a link is about; nothing when it is not ours.</summary>
    public Guid? Check(string purpose, string token)
    {
        Span<byte> bytes = stackalloc byte[33];
        if (token.Length != 43 || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length != 32)
            return null;
        return CryptographicOperations.FixedTimeEquals(Mac(purpose, bytes[..16]).AsSpan(0, 16), bytes[16..32])
            ? new Guid(bytes[..16], bigEndian: true)
            : null;
    }

    private byte[] Mac(string purpose, ReadOnlySpan<byte> about)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(purpose), 0, .. about];
        return HMACSHA256.HashData(_links, signed);
    }

    private static void Write(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = $"""
            vapid {Base64Url.EncodeToString(key.ExportParameters(true).D)}
            links {Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}

            """;
        SecretFile.Write(file, Encoding.ASCII.GetBytes(text));
    }
}
