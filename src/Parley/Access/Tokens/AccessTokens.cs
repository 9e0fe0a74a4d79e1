using System.Buffers;
using System.Text.Json;
using Parley.Protocol;

namespace Parley.Access.Tokens;

/// <summary>Our own short-lived tokens: they name a session, and the session says who it is.</summary>
public sealed class AccessTokens(SigningKeys keys, TimeProvider clock)
{
    /// <summary>Who signs, and for whom; one word for both, because it is the same server.</summary>
    public const string Issuer = "parley";

    /// <summary>How long one is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <param name="user">Whose it is.</param>
    /// <param name="session">What it rests on.</param>
    /// <param name="more">Writes further claims, for clients that read them.</param>
    public string Create(UserId user, SessionId session, Action<Utf8JsonWriter>? more = null)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("iss"u8, Issuer);
            json.WriteString("aud"u8, Issuer);
            json.WriteString("sub"u8, user.Value);
            json.WriteString("sid"u8, session.Value);
            json.WriteNumber("iat"u8, now);
            json.WriteNumber("exp"u8, now + (long)Lifetime.TotalSeconds);
            more?.Invoke(json);
            json.WriteEndObject();
        }

        return Jwt.Sign(keys.Newest, buffer.WrittenSpan);
    }

    /// <summary>The session that a token of ours names, if the token can be believed.</summary>
    public SessionId? Check(Jwt token) =>
        token.Issuer == Issuer && keys.Find(token.Kid) is { } key && token.IsSignedBy(key) && token.IsCurrent(clock.GetUtcNow())
        && token.IsFor(Issuer) && SessionId.TryParse(token.Claim("sid"), null, out var session)
            ? session
            : null;
}
