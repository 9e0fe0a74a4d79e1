using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Access.Tokens;

/// <summary>The signatures we understand; <c>none</c> is not among them.</summary>
public enum JwtAlgorithm
{
    HS256,
    RS256,
    ES256,
}

/// <summary>A key and the one algorithm it may be used with, so that no token can choose (an RSA public key is never an HMAC secret).</summary>
public sealed class JwtKey
{
    private readonly byte[] _secret = [];
    private readonly RSA? _rsa;
    private readonly ECDsa? _ecdsa;

    // RSA and ECDsa objects are not promised to bear two threads; a check takes 20 to 60 µs.
    private readonly Lock _turn = new();

    private JwtKey(JwtAlgorithm algorithm, string? kid, byte[]? secret = null, RSA? rsa = null, ECDsa? ecdsa = null)
    {
        (Algorithm, Kid, _secret, _rsa, _ecdsa) = (algorithm, kid, secret ?? [], rsa, ecdsa);
        var kidMember = kid is null ? "" : $",\"kid\":\"{kid}\"";
        EncodedHeader = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\"{kidMember}}}"));
    }

    public JwtAlgorithm Algorithm { get; }
    public string? Kid { get; }

    /// <summary>The first part of every token that this key signs.</summary>
    internal string EncodedHeader { get; }

    public static JwtKey Hs256(byte[] secret, string? kid = null) =>
        secret.Length >= 32 ? new(JwtAlgorithm.HS256, kid, secret) : throw new CryptographicException("An HS256 secret has at least 32 bytes.");

    public static JwtKey Rs256(RSA key, string? kid = null) =>
        key.KeySize >= 2048 ? new(JwtAlgorithm.RS256, kid, rsa: key) : throw new CryptographicException("An RSA key has at least 2048 bits.");

    public static JwtKey Es256(ECDsa key, string? kid = null) =>
        key.ExportParameters(false).Curve.Oid is { } curve && (curve.Value == "1.2.840.10045.3.1.7" || curve.FriendlyName is "nistP256" or "ECDSA_P256")
            ? new(JwtAlgorithm.ES256, kid, ecdsa: key)
            : throw new CryptographicException("An ES256 key is on the curve P-256.");

    /// <summary>Whether this key signed these bytes.</summary>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        switch (Algorithm)
        {
            case JwtAlgorithm.HS256:
                Span<byte> expected = stackalloc byte[32];
                HMACSHA256.HashData(_secret, text, expected);
                return CryptographicOperations.FixedTimeEquals(expected, signature);
            case JwtAlgorithm.RS256:
                lock (_turn)
                    return _rsa!.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            default:
                lock (_turn)
                    return signature.Length == 64 && _ecdsa!.VerifyData(text, signature, HashAlgorithmName.SHA256);
        }
    }

    internal byte[] Sign(ReadOnlySpan<byte> data)
    {
        if (Algorithm == JwtAlgorithm.HS256)
            return HMACSHA256.HashData(_secret, data);
        lock (_turn)
        {
            return Algorithm == JwtAlgorithm.RS256
                ? _rsa!.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : _ecdsa!.SignData(data, HashAlgorithmName.SHA256);
        }
    }
}
