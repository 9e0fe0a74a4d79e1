using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access;

#pragma warning disable CA1822
/// <summary>PROVISIONAL (replaced by the accounts work): only HS256 tokens of the first trusted issuer.</summary>
public sealed class Authentication(IConfiguration configuration, UserDirectory directory, Database database)
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(configuration["Parley:TrustedIssuers:0:Secret"] ?? "");

    public bool DependsOnCookie(HttpContext http) => false;

    public void RequireOwnOrigin(HttpContext http)
    {
    }

    public ValueTask<Caller?> AuthenticateAsync(HttpContext http, CancellationToken ct) =>
        http.Request.Headers.Authorization.ToString() is { Length: > 7 } header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? AuthenticateTokenAsync(header[7..], ct)
            : new((Caller?)null);

    public ValueTask<Caller?> RedeemTicketAsync(string ticket, CancellationToken ct) => new((Caller?)null);

    public async ValueTask<Caller?> AuthenticateTokenAsync(string token, CancellationToken ct)
    {
        var dot = token.LastIndexOf('.');
        if (dot < 0)
            return null;

        var mac = HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(token[..dot]));
        if (!System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(dot + 1)).AsSpan().SequenceEqual(mac))
            return null;

        var payload = JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));
        var person = await directory.ExternalAsync(1, payload.GetProperty("sub").GetString()!, null, WorkspaceRole.Member, ct);
        var workspace = await database.FindAsync($"select id from workspaces where n = 1", row => row.Guid(0).ToString(), ct);
        return new Caller(person.Id, person.N, new WorkspaceId(Guid.Parse(workspace!)), 1, WorkspaceRole.Member);
    }
}
