using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;
using Parley.Access.Tokens;

namespace Parley.Push.Web;

/// <summary>
/// Says to a push service who sends (RFC 8292): a token for that service only, signed by our key. Kept for as long as it is good, because
/// services remember tokens and need not check the same one twice.
/// </summary>
public sealed class Vapid(PushKeys keys, PushSettings settings, TimeProvider clock)
{
    private const int Kept = 1_000;

    // The RFC allows 24 hours; half of it bears clocks that differ.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan Renewed = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (string Header, DateTimeOffset Until)> _headers = new();

    /// <summary>The whole <c>Authorization</c> header for the service of this endpoint.</summary>
    public string Authorization(Uri endpoint)
    {
        var origin = endpoint.GetLeftPart(UriPartial.Authority);
        var now = clock.GetUtcNow();
        if (_headers.TryGetValue(origin, out var known) && now < known.Until)
            return known.Header;
        if (_headers.Count >= Kept)
            _headers.Clear();

        var header = $"vapid t={Token(origin, now + Lifetime)}, k={Base64Url.EncodeToString(keys.PublicKey)}";
        _headers[origin] = (header, now + Lifetime - Renewed);
        return header;
    }

    private string Token(string origin, DateTimeOffset until)
    {
        var claims = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(claims))
        {
            json.WriteStartObject();
            json.WriteString("aud"u8, origin);
            json.WriteNumber("exp"u8, until.ToUnixTimeSeconds());
            if (settings.Contact is { } contact)
                json.WriteString("sub"u8, contact);
            json.WriteEndObject();
        }

        return Jwt.Sign(keys.Vapid, claims.WrittenSpan);
    }
}
