using Microsoft.Extensions.Configuration;

namespace Parley.Access.Tokens;

/// <summary>Someone whom a trusted issuer signed in, by the names that the issuer's claims give.</summary>
public sealed record TrustedPerson(TrustedIssuer Issuer, string ExternalId, string? Name, string? Role, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>Everyone whose tokens we believe besides our own.</summary>
public sealed class TrustedIssuers : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    public TrustedIssuers(IConfiguration configuration, TimeProvider clock)
    {
        _clock = clock;
        All = [.. configuration.GetSection("Parley:TrustedIssuers").GetChildren().Select(section => new TrustedIssuer(section, _http, clock))];
    }

    public IReadOnlyList<TrustedIssuer> All { get; }

    /// <summary>Who a token names, if one of the issuers stands behind it.</summary>
    public async ValueTask<TrustedPerson?> CheckAsync(Jwt token, CancellationToken ct)
    {
        foreach (var issuer in All)
        {
            if (!await issuer.VouchesForAsync(token, _clock.GetUtcNow(), ct))
                continue;
            return token.Claim(issuer.UserClaim) is { Length: > 0 and <= 255 } id
                ? new TrustedPerson(
                    issuer, id, issuer.NameClaim is null ? null : token.Claim(issuer.NameClaim),
                    issuer.RoleClaim is null ? null : token.Claim(issuer.RoleClaim), token.IssuedAt ?? DateTimeOffset.UnixEpoch, token.ExpiresAt!.Value)
                : null;
        }

        return null;
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var issuer in All)
            issuer.Dispose();
    }
}
