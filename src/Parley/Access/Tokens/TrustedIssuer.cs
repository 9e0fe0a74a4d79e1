using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Parley.Access.Tokens;

/// <summary>A host application that signs its own people in: its key with the one algorithm it may use, and which claim means what.</summary>
public sealed class TrustedIssuer : IDisposable
{
    private static readonly string[] Keys =
        ["Issuer", "Algorithm", "Secret", "PublicKeyPem", "JwksUri", "Audience", "Workspace", "UserClaim", "NameClaim", "RoleClaim"];

    private readonly JwtKey? _key;
    private readonly JwksKeys? _jwks;

    /// <summary>Reads one <c>Parley:TrustedIssuers:N</c>.</summary>
    /// <exception cref="SettingException">It cannot be used as it stands.</exception>
    public TrustedIssuer(IConfigurationSection settings, HttpClient http, TimeProvider clock)
    {
        string Path(string name) => $"{settings.Path}:{name}";
        // A misspelt Audience would quietly let everybody in whom the issuer signs for other programs.
        if (settings.GetChildren().FirstOrDefault(child => !Keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new SettingException(unknown.Path, $"there is no such setting; there are {string.Join(", ", Keys)}.");

        Issuer = settings["Issuer"] is { Length: > 0 } issuer ? issuer : throw new SettingException(Path("Issuer"), "the issuer's iss is missing.");
        if (Issuer == AccessTokens.Issuer)
            throw new SettingException(Path("Issuer"), $"\"{AccessTokens.Issuer}\" is this server itself.");
        if (!Enum.TryParse<JwtAlgorithm>(settings["Algorithm"], out var algorithm) || !Enum.IsDefined(algorithm) || char.IsDigit(settings["Algorithm"]![0]))
            throw new SettingException(Path("Algorithm"), "it must be HS256, RS256 or ES256.");

        Audience = settings["Audience"];
        Workspace = settings["Workspace"] ?? "main";
        UserClaim = settings["UserClaim"] ?? "sub";
        (NameClaim, RoleClaim) = (settings["NameClaim"], settings["RoleClaim"]);

        var (secret, pem, jwks) = (settings["Secret"], settings["PublicKeyPem"], settings["JwksUri"]);
        if (new[] { secret, pem, jwks }.Count(value => !string.IsNullOrEmpty(value)) != 1)
            throw new SettingException(settings.Path, "exactly one of Secret, PublicKeyPem and JwksUri must be given.");
        if (!string.IsNullOrEmpty(secret))
            _key = FromSecret(secret, algorithm, Path("Secret"));
        else if (!string.IsNullOrEmpty(pem))
            _key = FromPem(pem, algorithm, Path("PublicKeyPem"));
        else
            _jwks = FromJwks(jwks!, algorithm, Path("JwksUri"), http, clock);
    }

    public string Issuer { get; }
    public string? Audience { get; }
    public string Workspace { get; }
    public string UserClaim { get; }
    public string? NameClaim { get; }
    public string? RoleClaim { get; }

    /// <summary>Whether this issuer made the token, for us, and it is valid now.</summary>
    public async ValueTask<bool> VouchesForAsync(Jwt token, DateTimeOffset now, CancellationToken ct) =>
        token.Issuer == Issuer
        && token.IsCurrent(now)
        && (Audience is null || token.IsFor(Audience))
        && (_key ?? await _jwks!.FindAsync(token.Kid, ct)) is { } key
        && token.IsSignedBy(key);

    public void Dispose() => _jwks?.Dispose();

    private static JwtKey FromSecret(string secret, JwtAlgorithm algorithm, string path)
    {
        if (algorithm != JwtAlgorithm.HS256)
            throw new SettingException(path, $"a secret is for HS256; {algorithm} takes PublicKeyPem or JwksUri.");
        var bytes = Encoding.UTF8.GetBytes(secret);
        return bytes.Length >= 32 ? JwtKey.Hs256(bytes) : throw new SettingException(path, "an HS256 secret must have at least 32 bytes.");
    }

    private static JwtKey FromPem(string pem, JwtAlgorithm algorithm, string path)
    {
        if (algorithm == JwtAlgorithm.HS256)
            throw new SettingException(path, "a public key is for RS256 or ES256; HS256 takes a Secret.");
        try
        {
            if (algorithm == JwtAlgorithm.RS256)
            {
                var rsa = RSA.Create();
                rsa.ImportFromPem(pem);
                return JwtKey.Rs256(rsa);
            }

            var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(pem);
            return JwtKey.Es256(ecdsa);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new SettingException(path, $"it is no public key for {algorithm} in PEM form.");
        }
    }

    private static JwksKeys FromJwks(string location, JwtAlgorithm algorithm, string path, HttpClient http, TimeProvider clock)
    {
        if (location.StartsWith("file://", StringComparison.Ordinal))
            location = new Uri(location).LocalPath;
        var isUrl = Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        if (!isUrl && location.Contains("://", StringComparison.Ordinal))
            throw new SettingException(path, "it must be an http or https address or the path of a file.");

        // A file is there or it is a mistake; an address may answer only once the host application has started too.
        try
        {
            if (!isUrl && JwksKeys.Parse(File.ReadAllBytes(location), algorithm).Count == 0)
                throw new SettingException(path, $"the file holds no key for {algorithm}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(path, $"the file {location} cannot be read.");
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SettingException(path, $"the file {location} is no JWKS document.");
        }

        return new(location, algorithm, http, clock);
    }
}
