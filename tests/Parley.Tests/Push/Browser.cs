using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Parley.Protocol;

namespace Parley.Tests.Push;

/// <summary>A browser that has subscribed somewhere: it has the private key, and reads what the push service hands it.</summary>
internal sealed class Browser : IDisposable
{
    private readonly ECDiffieHellman _pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _point;

    public Browser()
    {
        var q = _pair.ExportParameters(false).Q;
        _point = [4, .. q.X!, .. q.Y!];
    }

    /// <summary>What <c>PushSubscription.toJSON()</c> gives.</summary>
    public Subscribe At(string endpoint) => new(endpoint, new(Base64Url.EncodeToString(_point), Base64Url.EncodeToString(_auth)));

    public PushContent Read(byte[] coded) => JsonSerializer.Deserialize(Decrypt(_pair, _point, _auth, coded), WireJson.Wire.PushContent)!;

    /// <summary>RFC 8291 from the other side, written apart from the server's.</summary>
    public static byte[] Decrypt(ECDiffieHellman pair, byte[] ownPoint, byte[] auth, byte[] coded)
    {
        var (salt, size, idLength) = (coded[..16], BinaryPrimitives.ReadUInt32BigEndian(coded.AsSpan(16)), coded[20]);
        var point = coded[21..(21 + idLength)];
        var body = coded[(21 + idLength)..];
        if (size < body.Length)
            throw new InvalidOperationException("More than one record.");

        using var server = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
        var secret = pair.DeriveRawSecretAgreement(server.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. ownPoint, .. point];
        var keying = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, auth, info);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, keying, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, keying, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());

        var padded = new byte[body.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, body.AsSpan(0, padded.Length), body.AsSpan(padded.Length), padded);
        var end = Array.FindLastIndex(padded, b => b != 0);
        return padded[end] == 2 ? padded[..end] : throw new InvalidOperationException("Not the last record.");
    }

    public void Dispose() => _pair.Dispose();
}
