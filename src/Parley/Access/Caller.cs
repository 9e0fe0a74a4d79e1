using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access.LogIns;
using Parley.Access.RateLimits;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>
/// Who is asking: an account in its workspace, and by which credential. Handed to every handler as an argument, never ambient.
/// <see cref="UserN"/> and <see cref="WorkspaceN"/> are the rows' own numbers.
/// </summary>
public sealed record Caller(
    UserId UserId, long UserN, WorkspaceId WorkspaceId, long WorkspaceN, WorkspaceRole Role, SessionId? SessionId = null,
    Scopes Scopes = Scopes.All, DateTimeOffset? ExpiresAt = null, TokenId? TokenId = null)
{
    /// <summary>From which IP address; nothing where the server itself acts for somebody.</summary>
    public string? Address { get; init; }

    /// <summary>Lets an endpoint take its caller as an argument; without a good credential it does not run.</summary>
    public static async ValueTask<Caller?> BindAsync(HttpContext http)
    {
        var caller = await http.RequestServices.GetRequiredService<Authentication>().AuthenticateAsync(http, http.RequestAborted)
            ?? throw new Refusal(Errors.NotSignedIn);
        http.RequestServices.GetRequiredService<Budgets>().RequirePerson(http, caller);
        return caller with { Address = Device.AddressOf(http) };
    }

    /// <summary>Whether the caller runs the workspace, and the credential may be used for that.</summary>
    public bool IsWorkspaceAdmin => Role >= WorkspaceRole.Admin && Scopes.HasFlag(Scopes.Admin);
}

/// <summary>What an API token may be used for; a log-in may do everything its account may.</summary>
[Flags]
public enum Scopes
{
    None = 0,
    Read = 1,
    Write = 2,
    Admin = 4,
    All = Read | Write | Admin,
}
