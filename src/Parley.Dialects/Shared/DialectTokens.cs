using Parley.Access.LogIns;
using Parley.Access.Tokens;
using Parley.People;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Dialects.Shared;

/// <summary>
/// Access tokens for clients that read claims: ours, with the account's number and the workspace as the older systems named them. The claim
/// <c>dialect</c> says at whose door one signed in.
/// </summary>
internal sealed class DialectTokens(AccessTokens tokens, WorkspaceDirectory workspaces)
{
    public const string DialectClaim = "dialect";

    public ValueTask<string> CreateAsync(LoggedIn loggedIn, Dialect dialect, CancellationToken ct)
    {
        var account = loggedIn.Account;
        return CreateAsync(
            new Claimed(account.N, account.Id, account.WorkspaceN, account.Role, account.Email, account.Username), loggedIn.Session, dialect, ct);
    }

    /// <summary>Another one for somebody who is signed in.</summary>
    public ValueTask<string> CreateAsync(PersonCard person, SessionId session, Dialect dialect, CancellationToken ct) =>
        CreateAsync(new Claimed(person.N, person.Id, person.WorkspaceN, person.Role, person.Email, person.Username), session, dialect, ct);

    private async ValueTask<string> CreateAsync(Claimed account, SessionId session, Dialect dialect, CancellationToken ct)
    {
        var workspace = await workspaces.GetAsync(account.WorkspaceN, ct);
        return tokens.Create(account.Id, session, json =>
        {
            json.WriteString("token_type"u8, "access");
            json.WriteString(DialectClaim, dialect.Name);
            json.WriteNumber("user_id"u8, account.N);
            json.WriteNumber("tenant_id"u8, workspace.N);
            json.WriteString("tenant_unique_id"u8, workspace.Id.Value);
            json.WriteString("tenant_schema"u8, workspace.Slug);
            json.WriteString("role"u8, account.Role.ToString().ToLowerInvariant());
            json.WriteString("email"u8, account.Email);
            json.WriteStartObject("user"u8);
            json.WriteString("id"u8, account.Id.Value);
            json.WriteString("username"u8, account.Username);
            json.WriteEndObject();
        });
    }

    private sealed record Claimed(long N, UserId Id, long WorkspaceN, WorkspaceRole Role, string? Email, string Username);
}
