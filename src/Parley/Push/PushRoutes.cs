using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;
using Parley.Push.Deliveries;

namespace Parley.Push;

/// <summary>The door of pushes: one's browsers and phones, what one wants to be told there, and what became of each try.</summary>
public static class PushRoutes
{
    public static void MapPush(this RouteGroupBuilder api)
    {
        var push = api.MapGroup("/push").WithTags("Push");
        push.MapGet("/vapid-key", Ok<VapidKeyView> (Caller _, PushKeys keys) => TypedResults.Ok(new VapidKeyView(Base64Url.EncodeToString(keys.PublicKey))))
            .WithName("vapidKey").WithSummary("The key that a browser subscribes with (applicationServerKey).");
        push.MapGet("/subscriptions", ListSubscriptions).WithName("listPushSubscriptions").WithSummary("One's browsers that get pushes, the newest first.");
        push.MapPost("/subscriptions", Subscribe).WithName("subscribePush")
            .WithSummary("Lets this browser have pushes until the log-in ends; the same address again renews it.").Refuses(Errors.TooManyPushTargets);
        push.MapDelete("/subscriptions/{subscriptionId}", Unsubscribe).WithName("unsubscribePush").WithSummary("Takes a browser off.")
            .Refuses(Errors.NotFound);
        push.MapGet("/devices", ListDevices).WithName("listPushDevices").WithSummary("One's phones that get pushes, the newest first.");
        push.MapPost("/devices", Register).WithName("registerPushDevice")
            .WithSummary("Lets this phone have pushes through the server's gateway until the log-in ends.")
            .Refuses(Errors.TooManyPushTargets, Errors.PushUnavailable);
        push.MapDelete("/devices/{deviceId}", Forget).WithName("forgetPushDevice").WithSummary("Takes a phone off.").Refuses(Errors.NotFound);
        push.MapGet("/settings", Settings).WithName("pushSettings").WithSummary("What one has set about pushes and mails.");
        push.MapPatch("/settings", UpdateSettings).WithName("updatePushSettings").WithSummary("Changes what one has set about pushes and mails.");
        push.MapPost("/test", Test).WithName("testPush")
            .WithSummary("Sends a test to all one's browsers, phones and one's mailbox, and says how each try ended; once in 10 s.");
        push.MapGet("/attempts", Attempts).WithName("listPushAttempts").WithSummary("What became of each try to reach oneself, the newest first.");
        api.MapGet("/admin/push/attempts", AllAttempts).WithTags("Push").WithName("listAllPushAttempts")
            .WithSummary("What became of each try in the workspace, the newest first; for its administrators.").Refuses(Errors.Forbidden);
    }

    private static async Task<Ok<Listing<PushSubscriptionView>>> ListSubscriptions(Caller caller, PushTargets targets, CancellationToken ct) =>
        TypedResults.Ok(new Listing<PushSubscriptionView>(
            [.. (await targets.ListAsync(caller, PushWay.Web, ct)).Select(target => target.Subscription(caller))]));

    private static async Task<Created<PushSubscriptionView>> Subscribe(Subscribe body, Caller caller, SubscribeHandler handler, CancellationToken ct) =>
        TypedResults.Created((string?)null, await handler.HandleAsync(caller, body, ct));

    private static async Task<NoContent> Unsubscribe(PushTargetId subscriptionId, Caller caller, PushTargets targets, CancellationToken ct)
    {
        await targets.RemoveAsync(caller, PushWay.Web, subscriptionId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Listing<PushDeviceView>>> ListDevices(Caller caller, PushTargets targets, CancellationToken ct) =>
        TypedResults.Ok(new Listing<PushDeviceView>(
            [.. (await targets.ListAsync(caller, PushWay.Device, ct)).Select(target => target.Device(caller))]));

    private static async Task<Created<PushDeviceView>> Register(RegisterDevice body, Caller caller, SubscribeHandler handler, CancellationToken ct) =>
        TypedResults.Created((string?)null, await handler.HandleAsync(caller, body, ct));

    private static async Task<NoContent> Forget(PushTargetId deviceId, Caller caller, PushTargets targets, CancellationToken ct)
    {
        await targets.RemoveAsync(caller, PushWay.Device, deviceId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PushSettingsView>> Settings(Caller caller, PushSettingsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.ReadAsync(caller, ct));

    private static async Task<Ok<PushSettingsView>> UpdateSettings(
        UpdatePushSettings body, Caller caller, PushSettingsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, body, ct));

    private static async Task<Ok<Listing<PushAttemptView>>> Test(Caller caller, TestPushHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, ct));

    private static async Task<Ok<Listing<PushAttemptView>>> Attempts(
        Caller caller, PushAttempts attempts, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await attempts.OwnAsync(caller, cursor, limit, ct));

    private static async Task<Ok<Listing<PushAttemptView>>> AllAttempts(
        Caller caller, PushAttempts attempts, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await attempts.OfWorkspaceAsync(caller, cursor, limit, ct));
}
