using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Protocol;

namespace Parley.Admin;

/// <summary>The door of accounts for administrators, and of the invitations that they give.</summary>
internal static class AdminUserRoutes
{
    public static void MapAdminUsers(this RouteGroupBuilder admin, RouteGroupBuilder api)
    {
        var users = admin.MapGroup("/users");
        users.MapGet("/", List).WithName("adminListUsers").WithSummary("Accounts by name, type, role and state, with what is known of their use.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        users.MapPost("/", Create).WithName("adminCreateUser").WithSummary("Makes an account and a one-use invitation to set its password.")
            .Refuses(Errors.Forbidden, Errors.NotFound, Errors.NameTaken);
        users.MapPost("/bulk", DoBulk).WithName("adminBulkUsers").WithSummary("Does one thing with up to 1,000 accounts, with a result for each.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        users.MapGet("/{userId}", One).WithName("adminUser").WithSummary("An account with its open log-ins and conversations.")
            .Refuses(Errors.Forbidden, Errors.NotFound, Errors.UserNotFound);
        users.MapPatch("/{userId}", Update).WithName("adminUpdateUser").WithSummary("Changes role, type, name or address, or disables the account.")
            .Refuses(Errors.Forbidden, Errors.NotFound, Errors.UserNotFound, Errors.LastOwner, Errors.NameTaken);
        users.MapPost("/{userId}/sign-out", SignOut).WithName("adminSignOutUser").WithSummary("Ends all log-ins of somebody; their sockets close.")
            .Refuses(Errors.Forbidden, Errors.NotFound, Errors.UserNotFound);
        users.MapPost("/{userId}/invite", Invite).WithName("adminInviteUser").WithSummary("Gives a new one-use invitation to set the password.")
            .Refuses(Errors.Forbidden, Errors.NotFound, Errors.UserNotFound);
        api.MapPost("/auth/accept-invite", Accept).AllowAnonymous().WithTags("Signing in").WithName("acceptInvite")
            .WithSummary("Sets the password of an account that was made for somebody, and signs in.").Refuses(Errors.NotFound, Errors.AccountDisabled);
    }

    private static async Task<Ok<Listing<AdminUserView>>> List(
        Caller caller, ReadAccountsHandler handler, CancellationToken ct, string? query = null,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "account_type")] string? accountType = null, Word<WorkspaceRole>? role = null,
        Word<UserState>? state = null, Word<UserSort>? sort = null, string? cursor = null, int? limit = null, string? workspace = null) =>
        TypedResults.Ok(await handler.ListAsync(
            caller, workspace, new(query, accountType, role?.Value, state?.Value), sort?.Value ?? UserSort.Created, cursor, limit, ct));

    private static async Task<Created<InvitedUser>> Create(
        AdminCreateUser body, Caller caller, HttpContext http, CreateAccountHandler handler, CancellationToken ct, string? workspace = null)
    {
        http.Response.Headers.CacheControl = "no-store";
        var made = await handler.HandleAsync(caller, workspace, body, ct);
        return TypedResults.Created($"/api/v1/admin/users/{made.Account.User.Id}", made);
    }

    private static async Task<Created<InvitedUser>> Invite(
        string userId, Caller caller, HttpContext http, CreateAccountHandler handler, CancellationToken ct, string? workspace = null)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, await handler.AgainAsync(caller, workspace, userId, ct));
    }

    private static async Task<Ok<BulkResults>> DoBulk(
        AdminBulkUsers body, Caller caller, ChangeAccountsHandler handler, CancellationToken ct, string? workspace = null) =>
        TypedResults.Ok(await handler.BulkAsync(caller, workspace, body, ct));

    private static async Task<Ok<AdminUserDetails>> One(
        string userId, Caller caller, ReadAccountsHandler handler, CancellationToken ct, string? workspace = null) =>
        TypedResults.Ok(await handler.OneAsync(caller, workspace, userId, ct));

    private static async Task<Ok<AdminUserView>> Update(
        string userId, AdminUpdateUser body, Caller caller, ChangeAccountsHandler handler, CancellationToken ct, string? workspace = null) =>
        TypedResults.Ok(await handler.UpdateAsync(caller, workspace, userId, body, ct));

    private static async Task<NoContent> SignOut(
        string userId, Caller caller, ChangeAccountsHandler handler, CancellationToken ct, string? workspace = null)
    {
        await handler.SignOutAsync(caller, workspace, userId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<SignedIn>> Accept(
        AcceptInvite body, Device device, HttpContext http, AcceptInviteHandler handler, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var loggedIn = await handler.HandleAsync(body, device, ct);
        if (loggedIn.Cookie is { } cookie)
            SessionCookie.Set(http, cookie);
        return TypedResults.Ok(loggedIn.Answer);
    }
}
