using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>The door of accounts.</summary>
public static class PeopleRoutes
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("People");
        me.MapGet("/", Me).WithName("me").WithSummary("One's own account.");
        me.MapPatch("/", UpdateMe).WithName("updateMe").WithSummary("Changes one's own account; a new password ends all other log-ins.")
            .Refuses(Errors.NameTaken, Errors.BadCredentials, Errors.LockedOut, Errors.Forbidden);
        me.MapPut("/status", SetStatus).WithName("setStatus").WithSummary("Says something of oneself, until a time or until it is taken back.");
        me.MapDelete("/status", EndStatus).WithName("endStatus").WithSummary("Takes back what one said of oneself.");

        var users = api.MapGroup("/users").WithTags("People");
        users.MapGet("/", List).WithName("listUsers").WithSummary("People of the workspace, all or those whose names begin with a text.");
        users.MapGet("/{userId}", One).WithName("user").WithSummary("One person, by id or external:ID.").Refuses(Errors.UserNotFound);
        users.MapPatch("/{userId}", Update).WithName("updateUser").WithSummary("Changes somebody's role or account type, or disables the account.")
            .Refuses(Errors.Forbidden, Errors.UserNotFound, Errors.LastOwner);
    }

    private static async Task<Ok<UserView>> Me(Caller caller, Database database, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok((await UpdateMeHandler.FindAsync(database, caller, ct)).View(withEmail: true, clock.GetUtcNow()));

    private static async Task<Ok<UserView>> UpdateMe(UpdateMe body, Caller caller, Device device, UpdateMeHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, body, device, ct));

    private static async Task<Ok<UserView>> SetStatus(SetStatus body, Caller caller, StatusHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.SetAsync(caller, body, ct));

    private static async Task<NoContent> EndStatus(Caller caller, StatusHandler handler, CancellationToken ct)
    {
        await handler.EndAsync(caller, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Listing<UserView>>> List(
        Caller caller, ReadUsersHandler handler, CancellationToken ct, string? query = null, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, query, cursor, limit, ct));

    private static async Task<Ok<UserView>> One(string userId, Caller caller, ReadUsersHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.OneAsync(caller, userId, ct));

    private static async Task<Ok<UserView>> Update(
        string userId, UpdateUser body, Caller caller, UpdateUserHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, userId, body, ct));
}
