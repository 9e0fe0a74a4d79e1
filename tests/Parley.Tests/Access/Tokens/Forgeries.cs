using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Parley.Access.Tokens;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access.Tokens;

/// <summary>Every usual attack on a JWT, against our own tokens, an HS256 issuer and an RS256 issuer at once: nobody believes any.</summary>
public sealed class Forgeries : IDisposable
{
    private const string Secret = "a secret of 32 bytes or more, yes";
    private const string OtherSecret = "another secret of 32 bytes or more";
    private static readonly TestClock Clock = new();
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly long Now = Clock.GetUtcNow().ToUnixTimeSeconds();
    private static readonly string Good = $$"""{"iss":"host","aud":"chat","sub":"7","iat":{{Now}},"exp":{{Now + 600}}}""";

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-keys-").FullName;
    private readonly TrustedIssuers _issuers;
    private readonly AccessTokens _own;
    private readonly SigningKeys _keys;

    public Forgeries()
    {
        _keys = new SigningKeys(_directory, Clock);
        _own = new AccessTokens(_keys, Clock);
        _issuers = new TrustedIssuers(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Parley:TrustedIssuers:0:Issuer"] = "host",
                ["Parley:TrustedIssuers:0:Algorithm"] = "HS256",
                ["Parley:TrustedIssuers:0:Secret"] = Secret,
                ["Parley:TrustedIssuers:0:Audience"] = "chat",
                ["Parley:TrustedIssuers:1:Issuer"] = "rsa-host",
                ["Parley:TrustedIssuers:1:Algorithm"] = "RS256",
                ["Parley:TrustedIssuers:1:PublicKeyPem"] = Rsa.ExportSubjectPublicKeyInfoPem(),
            }).Build(), Clock);
    }

    public static TheoryData<string, string> Tokens
    {
        get
        {
            const string Head = """{"alg":"HS256","typ":"JWT"}""";
            var pem = Encoding.UTF8.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem());
            var rsaClaims = Good.Replace("\"host\"", "\"rsa-host\"", StringComparison.Ordinal);
            var good = Hmac(Head, Good);
            var parts = good.Split('.');
            return new()
            {
                { "alg none", $"{Text("""{"alg":"none"}""")}.{Text(Good)}." },
                { "alg None", $"{Text("""{"alg":"None"}""")}.{Text(Good)}." },
                { "alg NONE with a signature", Hmac("""{"alg":"NONE"}""", Good) },
                { "alg nOnE", Hmac("""{"alg":"nOnE"}""", Good) },
                { "no alg", Hmac("""{"typ":"JWT"}""", Good) },
                { "alg in small letters", Hmac("""{"alg":"hs256"}""", Good) },
                { "alg is a number", Hmac("""{"alg":256}""", Good) },
                { "alg is a list", Hmac("""{"alg":["HS256"]}""", Good) },
                { "alg HS512", Hmac("""{"alg":"HS512"}""", Good) },
                { "alg twice", Hmac("""{"alg":"HS256","alg":"HS256"}""", Good) },
                { "alg twice, once with an escape", Hmac("""{"alg":"HS256","\u0061lg":"none"}""", Good) },
                { "HS256 with the RSA public key as PEM", Hmac(Head, rsaClaims, pem) },
                { "HS256 with the RSA public key as DER", Hmac(Head, rsaClaims, Rsa.ExportSubjectPublicKeyInfo()) },
                { "RS256 said, HMAC made", Hmac("""{"alg":"RS256"}""", rsaClaims, pem) },
                { "RS256 for an HS256 issuer", RsaSigned("""{"alg":"RS256"}""", Good) },
                { "another secret", Hmac(Head, Good, Encoding.UTF8.GetBytes(OtherSecret)) },
                { "an empty secret", Hmac(Head, Good, []) },
                { "no signature", $"{parts[0]}.{parts[1]}." },
                { "half a signature", good[..^20] },
                { "a changed claim", $"{parts[0]}.{Text(Good.Replace("\"7\"", "\"1\"", StringComparison.Ordinal))}.{parts[2]}" },
                { "kid is a path", Own("""{"alg":"HS256","kid":"../../../../dev/null"}""", []) },
                { "kid is SQL", Own("""{"alg":"HS256","kid":"x' union select 'secret"}""", Encoding.UTF8.GetBytes("secret")) },
                { "kid is an address", Own("""{"alg":"HS256","kid":"http://evil.example/key"}""", []) },
                { "kid unknown", Own("""{"alg":"HS256","kid":"abcdefghijkl"}""", new byte[32]) },
                { "kid missing on a token of ours", Own(Head, new byte[32]) },
                { "kid is a number", Own("""{"alg":"HS256","kid":1}""", new byte[32]) },
                { "jku", Hmac("""{"alg":"HS256","jku":"http://evil.example/jwks"}""", Good, new byte[32]) },
                { "x5u", Hmac("""{"alg":"HS256","x5u":"http://evil.example/cert"}""", Good, new byte[32]) },
                { "jwk", Hmac("""{"alg":"HS256","jwk":{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}""", Good, new byte[32]) },
                { "crit", Hmac("""{"alg":"HS256","crit":["exp"]}""", Good) },
                { "b64 false", Hmac("""{"alg":"HS256","b64":false}""", Good) },
                { "another type of token", Hmac("""{"alg":"HS256","typ":"logout+jwt"}""", Good) },
                { "expired", Hmac(Head, $$"""{"iss":"host","aud":"chat","sub":"7","exp":{{Now - 61}}}""") },
                { "not valid yet", Hmac(Head, $$"""{"iss":"host","aud":"chat","sub":"7","exp":{{Now + 600}},"nbf":{{Now + 61}}}""") },
                { "no exp", Hmac(Head, """{"iss":"host","aud":"chat","sub":"7"}""") },
                { "exp is text", Hmac(Head, $$"""{"iss":"host","aud":"chat","sub":"7","exp":"{{Now + 600}}"}""") },
                { "exp beyond all time", Hmac(Head, """{"iss":"host","aud":"chat","sub":"7","exp":1e300}""") },
                { "wrong iss", Hmac(Head, Good.Replace("\"host\"", "\"ghost\"", StringComparison.Ordinal)) },
                { "iss in capitals", Hmac(Head, Good.Replace("\"host\"", "\"HOST\"", StringComparison.Ordinal)) },
                { "no iss", Hmac(Head, $$"""{"aud":"chat","sub":"7","exp":{{Now + 600}}}""") },
                { "iss is a list", Hmac(Head, Good.Replace("\"host\"", "[\"host\"]", StringComparison.Ordinal)) },
                { "wrong aud", Hmac(Head, Good.Replace("\"chat\"", "\"mail\"", StringComparison.Ordinal)) },
                { "no aud", Hmac(Head, $$"""{"iss":"host","sub":"7","exp":{{Now + 600}}}""") },
                { "aud within an object", Hmac(Head, Good.Replace("\"chat\"", "{\"chat\":\"chat\"}", StringComparison.Ordinal)) },
                { "no user", Hmac(Head, $$"""{"iss":"host","aud":"chat","exp":{{Now + 600}}}""") },
                { "user is null", Hmac(Head, Good.Replace("\"7\"", "null", StringComparison.Ordinal)) },
                { "user is empty", Hmac(Head, Good.Replace("\"7\"", "\"\"", StringComparison.Ordinal)) },
                { "user is half a character", Hmac(Head, Good.Replace("\"7\"", "\"\\ud800\"", StringComparison.Ordinal)) },
                { "a claim twice", Hmac(Head, Good.Replace("\"sub\"", "\"sub\":\"1\",\"sub\"", StringComparison.Ordinal)) },
                { "a claim twice, once with an escape", Hmac(Head, Good.Replace("\"sub\"", "\"\\u0073ub\":\"1\",\"sub\"", StringComparison.Ordinal)) },
                { "payload is a list", Hmac(Head, $"[{Good}]") },
                { "payload is text", Hmac(Head, "\"host\"") },
                { "payload is empty", Hmac(Head, "") },
                { "payload is followed by more", Hmac(Head, Good + "{}") },
                { "payload is not UTF-8", Hmac(Head, Encoding.Latin1.GetBytes(Good.Replace("\"7\"", "\"é\"", StringComparison.Ordinal))) },
                { "payload is deep", Hmac(Head, Good.Replace("\"7\"", $"\"7\",\"x\":{new string('[', 1000)}{new string(']', 1000)}", StringComparison.Ordinal)) },
                { "a thousand claims", Hmac(Head, $$"""{"iss":"host",{{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"{i}\":1"))}}}""") },
                { "padded", good + "=" },
                { "last bits that do not count", good[..^1] + (char)(good[^1] + 1) },
                { "the other base64", good.Replace('-', '+').Replace('_', '/') + "+" },
                { "white space inside", good.Insert(10, "\n") },
                { "white space around", $" {good}" },
                { "five parts", $"{good}.{parts[1]}.{parts[2]}" },
                { "four parts", $"{good}.{parts[2]}" },
                { "two parts", $"{parts[0]}.{parts[1]}" },
                { "only dots", ".." },
                { "nothing", "" },
                { "more than 8 KB", Hmac(Head, Good.Replace("\"7\"", $"\"7\",\"x\":\"{new string('x', 8000)}\"", StringComparison.Ordinal)) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Are_believed_by_nobody(string what, string token)
    {
        var jwt = Jwt.Read(token);
        Assert.True(jwt is null || (_own.Check(jwt) is null && await _issuers.CheckAsync(jwt, CancellationToken.None) is null), what);
    }

    [Fact]
    public async Task The_good_ones_they_were_made_from_are_believed()
    {
        var host = await _issuers.CheckAsync(Jwt.Read(Hmac("""{"alg":"HS256","typ":"JWT"}""", Good))!, CancellationToken.None);
        var rsa = await _issuers.CheckAsync(
            Jwt.Read(RsaSigned("""{"alg":"RS256"}""", Good.Replace("\"host\"", "\"rsa-host\"", StringComparison.Ordinal)))!, CancellationToken.None);
        var session = SessionId.New();

        Assert.Equal("7", host?.ExternalId);
        Assert.Equal("7", rsa?.ExternalId);
        Assert.Equal(session, _own.Check(Jwt.Read(_own.Create(UserId.New(), session))!));
    }

    [Fact]
    public async Task Clocks_may_differ_by_a_minute()
    {
        var late = Hmac("""{"alg":"HS256"}""", $$"""{"iss":"host","aud":["mail","chat"],"sub":7,"exp":{{Now - 59}},"nbf":{{Now + 59}}}""");

        Assert.Equal("7", (await _issuers.CheckAsync(Jwt.Read(late)!, CancellationToken.None))?.ExternalId);
    }

    public void Dispose()
    {
        _issuers.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string Own(string head, byte[] key) =>
        Hmac(head, $$"""{"iss":"parley","aud":"parley","sid":"{{Guid.CreateVersion7()}}","exp":{{Now + 600}}}""", key);

    private static string Hmac(string head, string claims, byte[]? key = null) => Hmac(head, Encoding.UTF8.GetBytes(claims), key);

    private static string Hmac(string head, byte[] claims, byte[]? key = null)
    {
        var signed = $"{Text(head)}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key ?? Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string RsaSigned(string head, string claims)
    {
        var signed = $"{Text(head)}.{Text(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Text(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
