using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parley.Push.Web;

/// <summary>
/// Encrypts for one browser (RFC 8291) in the content coding <c>aes128gcm</c> (RFC 8188): the push service carries it and cannot read it.
/// </summary>
public static class PushEncryption
{
    /// <summary>The only record's size; a push service need not take more (RFC 8030, section 7.2).</summary>
    public const int RecordBytes = 4096;

    /// <summary>What is left of a record for the text: without header (86), delimiter (1) and tag (16).</summary>
    public const int TextBytes = RecordBytes - 86 - 1 - TagBytes;

    private const int TagBytes = 16;
    private const int PointBytes = 65;

    /// <summary>Encrypts with a key pair and a salt of this message's own.</summary>
    public static byte[] Encrypt(BrowserKeys browser, ReadOnlySpan<byte> text)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(browser, own, RandomNumberGenerator.GetBytes(16), text);
    }

    internal static byte[] Encrypt(BrowserKeys browser, ECDiffieHellman own, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> text)
    {
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = Point(browser.Key) });
        var secret = own.DeriveRawSecretAgreement(theirs.PublicKey);
        var ownPoint = Bytes(own.ExportParameters(false).Q);

        // RFC 8291, section 3.4: both public keys go into the key, so that no other pair of them could lead to it.
        byte[] info = [.. "WebPush: info\0"u8, .. browser.Key, .. ownPoint];
        var keying = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, browser.Auth, info);
        return Encode(keying, salt, ownPoint, text, RecordBytes);
    }

    /// <summary>RFC 8188 with a single record, which is all that a push has.</summary>
    internal static byte[] Encode(
        ReadOnlySpan<byte> keying, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> keyId, ReadOnlySpan<byte> text, int recordBytes)
    {
        if (text.Length + 1 + TagBytes > recordBytes)
            throw new ArgumentException("The text does not fit into one record.", nameof(text));

        var (key, nonce) = Derive(keying, salt);
        var header = salt.Length + 4 + 1 + keyId.Length;
        var coded = new byte[header + text.Length + 1 + TagBytes];
        salt.CopyTo(coded);
        BinaryPrimitives.WriteUInt32BigEndian(coded.AsSpan(salt.Length), (uint)recordBytes);
        coded[salt.Length + 4] = (byte)keyId.Length;
        keyId.CopyTo(coded.AsSpan(salt.Length + 5));

        Span<byte> padded = stackalloc byte[text.Length + 1];
        text.CopyTo(padded);
        padded[^1] = 2;   // the delimiter of the last record
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, padded, coded.AsSpan(header, padded.Length), coded.AsSpan(header + padded.Length));
        return coded;
    }

    internal static (byte[] Key, byte[] Nonce) Derive(ReadOnlySpan<byte> keying, ReadOnlySpan<byte> salt)
    {
        Span<byte> random = stackalloc byte[32];
        HKDF.Extract(HashAlgorithmName.SHA256, keying, salt, random);
        var (key, nonce) = (new byte[16], new byte[12]);
        HKDF.Expand(HashAlgorithmName.SHA256, random, key, "Content-Encoding: aes128gcm\0"u8);
        HKDF.Expand(HashAlgorithmName.SHA256, random, nonce, "Content-Encoding: nonce\0"u8);
        return (key, nonce);
    }

    internal static ECPoint Point(ReadOnlySpan<byte> key) => new() { X = key[1..33].ToArray(), Y = key[33..].ToArray() };

    internal static byte[] Bytes(ECPoint point) => [4, .. point.X!, .. point.Y!];

    /// <summary>Whether these bytes are an uncompressed point on P-256.</summary>
    internal static bool IsPoint(ReadOnlySpan<byte> key)
    {
        if (key.Length != PointBytes || key[0] != 4)
            return false;
        try
        {
            using var imported = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = Point(key) });
            return true;
        }
        catch (CryptographicException)
        {
            return false;   // not on the curve: an agreement with it would give our key away
        }
    }
}

/// <summary>What a browser hands out for its subscription: its public key, an uncompressed P-256 point, and the secret that goes with it.</summary>
public sealed record BrowserKeys(byte[] Key, byte[] Auth);
