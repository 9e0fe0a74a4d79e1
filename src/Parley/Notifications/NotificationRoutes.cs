using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Notifications;

/// <summary>The door to one's notifications, what one wants of them, and badges.</summary>
public static class NotificationRoutes
{
    public static void MapNotifications(this RouteGroupBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapGet("/", List).WithName("listNotifications").WithSummary("One's notifications, those with the latest news first.");
        notifications.MapPost("/read", Read).WithName("readNotifications").WithSummary("Marks notifications read, all when none are named.");
        notifications.MapGet("/unread_count", Count).WithName("countNotifications").WithSummary("How many notifications are unread.");
        notifications.MapDelete("/{notificationId}", Remove).WithName("deleteNotification").WithSummary("Takes a notification off one's list.")
            .Refuses(Errors.NotFound);

        var me = api.MapGroup("/me").WithTags("Notifications");
        me.MapGet("/badges", Badges).WithName("getBadges").WithSummary("What stands on badges: unread conversations, messages, mentions, notifications.");
        me.MapGet("/notification-settings", Mine).WithName("getNotificationSettings").WithSummary("What one wants to be notified of.");
        me.MapPut("/notification-settings", SetMine).WithName("setNotificationSettings").WithSummary("Sets what one wants to be notified of; what is not named is the default.");

        var settings = api.MapGroup("/conversations/{conversationId}/notification-settings").WithTags("Notifications");
        settings.MapGet("/", One).WithName("getConversationNotifications").WithSummary("Which messages of a conversation notify the caller.")
            .Refuses(Errors.NotFound);
        settings.MapPut("/", SetOne).WithName("setConversationNotifications").WithSummary("Sets which messages of a conversation notify the caller.")
            .Refuses(Errors.NotFound);

        api.MapGet("/messages/{messageId}/notification-explanation", Explain).WithTags("Notifications").WithName("explainNotification")
            .WithSummary("Why a message did or did not notify the caller, rule by rule.").Refuses(Errors.NotFound);
    }

    private static async Task<Ok<Listing<NotificationView>>> List(
        Caller caller, OwnNotificationsHandler handler, CancellationToken ct, bool? unread = null, Word<NotificationType>? type = null,
        string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, unread is true, type?.Value, cursor, limit, ct));

    private static async Task<NoContent> Read(
        ReadNotificationsBody? body, Caller caller, OwnNotificationsHandler handler, CancellationToken ct)
    {
        await handler.ReadAsync(caller, body?.Ids, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<UnreadNotificationsView>> Count(Caller caller, OwnNotificationsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.CountAsync(caller, ct));

    private static async Task<NoContent> Remove(
        NotificationId notificationId, Caller caller, OwnNotificationsHandler handler, CancellationToken ct)
    {
        await handler.RemoveAsync(caller, notificationId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<BadgesView>> Badges(Caller caller, OwnNotificationsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.BadgesAsync(caller, ct));

    private static async Task<Ok<NotificationSettings>> Mine(Caller caller, NotificationSettingsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.MineAsync(caller, ct));

    private static async Task<Ok<NotificationSettings>> SetMine(
        NotificationSettings body, Caller caller, NotificationSettingsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.SetMineAsync(caller, body, ct));

    private static async Task<Ok<ConversationNotificationsView>> One(
        ConversationId conversationId, Caller caller, NotificationSettingsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.OneAsync(caller, conversationId, ct));

    private static async Task<Ok<ConversationNotificationsView>> SetOne(
        ConversationId conversationId, SetConversationNotifications body, Caller caller, NotificationSettingsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.SetOneAsync(caller, conversationId, body, ct));

    private static async Task<Ok<NotificationExplanation>> Explain(
        MessageId messageId, Caller caller, ExplainNotificationHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, messageId, ct));
}
