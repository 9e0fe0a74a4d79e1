using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Access;

/// <summary>Random texts that only their holders know. We keep the SHA-256: with 160 bits and more of chance there is nothing to guess slowly.</summary>
internal static class Secret
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>For refresh tokens, cookies and tickets.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>For API tokens: 40 hex digits, the form that clients of Django's token log-in were written for.</summary>
    public static string NewApiToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public static bool IsApiToken(string text) => text.Length == 40 && !text.AsSpan().ContainsAnyExcept(HexDigits);

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
