using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Messages;
using Parley.Notifications;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.SpaCentral;

/// <summary>One's own notifications, those with the latest news first.</summary>
internal static class Notifications
{
    public static async Task<IResult> List(
        Caller caller, HttpContext http, NumberedNotificationsHandler notifications, Told told, CancellationToken ct)
    {
        var page = Paging.Asked(http, Messages.PageSize);
        var found = await notifications.PageAsync(caller, page, ct);
        var shown = new List<NotificationJson>(found.Items.Count);
        foreach (var one in found.Items)
            shown.Add(await told.ShowAsync(caller, http, one, ct));

        return TypedResults.Json(Paging.Of(http, page, new Numbered<NotificationJson>(shown, found.Count), one => one), SpaCentralJson.Wire.PageNotificationJson);
    }

    public static async Task<IResult> One(
        long notification, Caller caller, HttpContext http, NumberedNotificationsHandler notifications, Told told, CancellationToken ct) =>
        TypedResults.Json(await told.ShowAsync(caller, http, await notifications.OneAsync(caller, notification, ct), ct), SpaCentralJson.Wire.NotificationJson);

    // Nothing but is_read was anybody's to change, and what was read does not become unread again.
    public static async Task<IResult> Update(
        long notification, Caller caller, Fields body, HttpContext http, NumberedNotificationsHandler notifications, OwnNotificationsHandler own,
        Told told, CancellationToken ct)
    {
        var found = await notifications.OneAsync(caller, notification, ct);
        switch (body.FlagOrNull("is_read"))
        {
            case true:
                await own.ReadAsync(caller, [found.Id], ct);
                break;
            case false when found.ReadAt is not null:
                throw Fields.Wrong("is_read", "What was read does not become unread.");
        }

        return await One(notification, caller, http, notifications, told, ct);
    }

    public static async Task<IResult> Remove(
        long notification, Caller caller, NumberedNotificationsHandler notifications, OwnNotificationsHandler own, CancellationToken ct)
    {
        await own.RemoveAsync(caller, (await notifications.OneAsync(caller, notification, ct)).Id, ct);
        return TypedResults.NoContent();
    }

    public static async Task<IResult> ReadAll(Caller caller, OwnNotificationsHandler own, CancellationToken ct)
    {
        await own.ReadAsync(caller, ids: null, ct);
        return TypedResults.Json(new StatusJson("success"), SpaCentralJson.Wire.StatusJson);
    }

    public static async Task<IResult> UnreadCount(Caller caller, OwnNotificationsHandler own, CancellationToken ct) =>
        TypedResults.Json(new UnreadJson((await own.CountAsync(caller, ct)).UnreadCount), SpaCentralJson.Wire.UnreadJson);
}

/// <summary>Shows a notification with the message that it tells of, where that is one between two people.</summary>
internal sealed class Told(PersonCards cards, ReadMessagesHandler messages, SpaCentralViews views)
{
    public async Task<NotificationJson> ShowAsync(Caller caller, HttpContext http, NotificationView one, CancellationToken ct)
    {
        var actor = await cards.OfAsync(one.ActorId, ct);
        return views.Notification(one, actor, await RelatedAsync(caller, http, one, ct), Seen.Of(http, caller));
    }

    private async Task<MessageJson?> RelatedAsync(Caller caller, HttpContext http, NotificationView one, CancellationToken ct)
    {
        if (one.ConversationType != ConversationType.Direct || one.MessageId is not { } id)
            return null;

        try
        {
            var message = await messages.OneAsync(caller, id, ct);
            return (await views.MessagesAsync(caller, http, [message], ct)) is [var shown] ? shown : null;
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound)
        {
            return null;   // the message is no longer theirs to see
        }
    }
}
