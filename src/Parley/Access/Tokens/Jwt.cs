using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Parley.Access.Tokens;

/// <summary>
/// A JSON Web Token in compact form (RFC 7515, 7519), taken apart. Nothing in it may be believed before <see cref="IsSignedBy"/>.
/// Written here because no maintained library restores; it reads the little that a chat needs and refuses the rest.
/// </summary>
public sealed class Jwt
{
    /// <summary>Longer ones are refused unread.</summary>
    public const int MaxCharacters = 8 * 1024;

    /// <summary>How far the clocks of two hosts may differ.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // The signed text, the decoded payload and the signature, one after the other.
    private readonly byte[] _bytes;
    private readonly int _payload;
    private readonly int _signature;
    private readonly DateTimeOffset? _notBefore;

    private Jwt(byte[] bytes, int payload, int signature, Span<byte> scratch)
    {
        (_bytes, _payload, _signature) = (bytes, payload, signature);
        var claims = new JsonMembers(Payload, scratch);
        while (claims.Next())
        {
            if (claims.Name.SequenceEqual("iss"u8))
                Issuer = claims.Text();
            else if (claims.Name.SequenceEqual("exp"u8))
                ExpiresAt = claims.Time();
            else if (claims.Name.SequenceEqual("nbf"u8))
                _notBefore = claims.Time();
            else if (claims.Name.SequenceEqual("iat"u8))
                IssuedAt = claims.Time();
        }
    }

    public JwtAlgorithm Algorithm { get; private init; }
    public string? Kid { get; private init; }
    public string? Issuer { get; }
    public DateTimeOffset? ExpiresAt { get; }
    public DateTimeOffset? IssuedAt { get; }

    private ReadOnlySpan<byte> Payload => _bytes.AsSpan(_payload, _signature - _payload);

    /// <summary>Takes a token apart, or answers null for anything that is not exactly one.</summary>
    public static Jwt? Read(ReadOnlySpan<char> token)
    {
        if (token.Length > MaxCharacters || token.IndexOf('.') is not (> 0 and var dot))
            return null;
        var header = token[..dot];
        var rest = token[(dot + 1)..];
        if (rest.IndexOf('.') is not (> 0 and var length))
            return null;

        // A third dot (five parts are an encrypted token) is outside of the alphabet.
        var payload = rest[..length];
        var signature = rest[(length + 1)..];
        if (!IsCanonical(header) || !IsCanonical(payload) || !IsCanonical(signature) || signature.IsEmpty)
            return null;

        try
        {
            Span<byte> scratch = stackalloc byte[token.Length];
            if (!ReadHeader(header, scratch, out var algorithm, out var kid))
                return null;

            var signed = dot + 1 + length;
            var bytes = new byte[signed + Base64Url.GetMaxDecodedLength(length) + Base64Url.GetMaxDecodedLength(signature.Length)];
            Encoding.ASCII.GetBytes(token[..signed], bytes);
            var end = signed + Base64Url.DecodeFromChars(payload, bytes.AsSpan(signed));
            Base64Url.DecodeFromChars(signature, bytes.AsSpan(end));
            return Utf8.IsValid(bytes.AsSpan(signed, end - signed)) ? new Jwt(bytes, signed, end, scratch) { Algorithm = algorithm, Kid = kid } : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException is what the reader says of half a surrogate pair.
            return null;
        }
    }

    /// <summary>Whether this key, by its own algorithm, signed the token.</summary>
    public bool IsSignedBy(JwtKey key) =>
        key.Algorithm == Algorithm && key.Verify(_bytes.AsSpan(0, _payload), _bytes.AsSpan(_signature));

    /// <summary>Whether it is valid now: it must say when it ends, and may say when it begins.</summary>
    public bool IsCurrent(DateTimeOffset now) =>
        ExpiresAt is { } end && now < end + Leeway && (_notBefore is not { } begin || now >= begin - Leeway);

    /// <summary>Whether it was made for this audience, alone or among others.</summary>
    public bool IsFor(string audience)
    {
        var claims = new JsonMembers(Payload, stackalloc byte[Payload.Length]);
        while (claims.Next())
        {
            if (!claims.Name.SequenceEqual("aud"u8))
                continue;
            var value = claims.Value;
            if (value.TokenType != JsonTokenType.StartArray)
                return value.TokenType == JsonTokenType.String && value.ValueTextEquals(audience);
            while (value.Read() && value.TokenType == JsonTokenType.String)
            {
                if (value.ValueTextEquals(audience))
                    return true;
            }

            return false;
        }

        return false;
    }

    /// <summary>A claim's text; a whole number or a truth value is given as its text, a list as its first text.</summary>
    /// <remarks>Half a surrogate pair is no text.</remarks>
    public string? Claim(string name)
    {
        var claims = new JsonMembers(Payload, stackalloc byte[Payload.Length]);
        while (claims.Next())
        {
            if (!Encoding.UTF8.GetString(claims.Name).Equals(name, StringComparison.Ordinal))
                continue;
            var value = claims.Value;
            if (value.TokenType == JsonTokenType.StartArray)
                value.Read();
            return value.TokenType switch
            {
                JsonTokenType.String => TextOrNull(ref value),
                JsonTokenType.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => null,
            };
        }

        return null;
    }

    private static string? TextOrNull(ref Utf8JsonReader value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Signs a JSON object of claims.</summary>
    public static string Sign(JwtKey key, ReadOnlySpan<byte> claims)
    {
        var signed = $"{key.EncodedHeader}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static bool ReadHeader(ReadOnlySpan<char> encoded, Span<byte> scratch, out JwtAlgorithm algorithm, out string? kid)
    {
        (algorithm, kid) = (default, null);
        var found = false;
        Span<byte> json = stackalloc byte[Base64Url.GetMaxDecodedLength(encoded.Length)];
        json = json[..Base64Url.DecodeFromChars(encoded, json)];
        if (!Utf8.IsValid(json))
            return false;

        // jku, x5u, jwk and x5c offer a key of the sender's own choice: like every other unknown header they are not looked at.
        var header = new JsonMembers(json, scratch);
        while (header.Next())
        {
            if (header.Name.SequenceEqual("alg"u8))
                found = TryAlgorithm(header.Text(), out algorithm);
            else if (header.Name.SequenceEqual("kid"u8))
                kid = header.Text();
            else if (header.Name.SequenceEqual("crit"u8) || header.Name.SequenceEqual("b64"u8) || header.Name.SequenceEqual("enc"u8))
                return false;   // they change how the rest is to be read, and we know none of the ways
            else if (header.Name.SequenceEqual("typ"u8) && !IsJwtType(header.Text()))
                return false;   // a log-out token or a proof of possession by the same issuer is no ticket of entry
        }

        return found;
    }

    private static bool TryAlgorithm(string? name, out JwtAlgorithm algorithm)
    {
        algorithm = name switch { "RS256" => JwtAlgorithm.RS256, "ES256" => JwtAlgorithm.ES256, _ => JwtAlgorithm.HS256 };
        return name is "HS256" or "RS256" or "ES256";
    }

    private static bool IsJwtType(string? type) =>
        "JWT".Equals(type, StringComparison.OrdinalIgnoreCase) || "at+jwt".Equals(type, StringComparison.OrdinalIgnoreCase);

    // The decoder would forgive white space, padding and stray last bits: then one token would have many spellings.
    private static bool IsCanonical(ReadOnlySpan<char> part)
    {
        if (part.ContainsAnyExcept(Alphabet))
            return false;
        return (part.Length % 4) switch
        {
            0 => true,
            2 => part[^1] is 'A' or 'Q' or 'g' or 'w',
            3 => "AEIMQUYcgkosw048".Contains(part[^1]),
            _ => false,
        };
    }
}
