using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.Access.Tokens;

/// <summary>
/// The keys of an issuer as a JWKS document (RFC 7517), from a file or over HTTP. Kept until a token names a key that is not among them;
/// then fetched again, at most once a minute. Only keys that fit the issuer's one algorithm are taken.
/// </summary>
public sealed class JwksKeys(string location, JwtAlgorithm algorithm, HttpClient http, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // After a failure sooner: a host application that starts after us must not lock its people out for a minute.
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile IReadOnlyList<JwtKey> _keys = [];
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>The key that a token names; without a name, the only one there is.</summary>
    public async ValueTask<JwtKey?> FindAsync(string? kid, CancellationToken ct)
    {
        if (Look(kid) is { } known)
            return known;
        await _turn.WaitAsync(ct);
        try
        {
            if (Look(kid) is null && clock.GetUtcNow() >= _next)
                await RefreshAsync(ct);
            return Look(kid);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Reads the document; at start this is how a wrong file is noticed.</summary>
    public static IReadOnlyList<JwtKey> Parse(ReadOnlyMemory<byte> document, JwtAlgorithm algorithm)
    {
        using var json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = 16 });
        return [.. json.RootElement.GetProperty("keys").EnumerateArray().Select(key => ParseKey(key, algorithm)).OfType<JwtKey>()];
    }

    public void Dispose() => _turn.Dispose();

    private async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            _next = clock.GetUtcNow() + PauseAfterFailure;
            var document = Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? await http.GetByteArrayAsync(uri, ct)
                : await File.ReadAllBytesAsync(location, ct);
            _keys = Parse(document, algorithm);
            _next = clock.GetUtcNow() + Pause;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or KeyNotFoundException or InvalidOperationException
            or UnauthorizedAccessException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // The issuer cannot be asked now: the keys known so far go on, and the token at hand is refused like any unknown one.
        }
    }

    private JwtKey? Look(string? kid)
    {
        var keys = _keys;
        if (kid is null)
            return keys.Count == 1 ? keys[0] : null;
        foreach (var key in keys)
        {
            if (key.Kid == kid)
                return key;
        }

        return null;
    }

    private static JwtKey? ParseKey(JsonElement key, JwtAlgorithm algorithm)
    {
        if (key.ValueKind != JsonValueKind.Object || (Text(key, "use") ?? "sig") != "sig" || (Text(key, "alg") ?? $"{algorithm}") != $"{algorithm}")
            return null;
        try
        {
            return (algorithm, Text(key, "kty")) switch
            {
                (JwtAlgorithm.RS256, "RSA") =>
                    JwtKey.Rs256(RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") }), Text(key, "kid")),
                (JwtAlgorithm.ES256, "EC") when Text(key, "crv") == "P-256" => JwtKey.Es256(
                    ECDsa.Create(new ECParameters
                    {
                        Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") },
                    }), Text(key, "kid")),
                (JwtAlgorithm.HS256, "oct") => JwtKey.Hs256(Bytes(key, "k"), Text(key, "kid")),
                _ => null,
            };
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;   // one broken or too short key does not spoil its neighbours
        }
    }

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Bytes(JsonElement key, string name) =>
        Base64Url.DecodeFromChars(Text(key, name) ?? throw new FormatException($"The key has no {name}."));
}
