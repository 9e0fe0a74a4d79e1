using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Notifications;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>One's unread notifications.</summary>
internal static class Notices
{
    public static async Task<IResult> List(Caller caller, OwnNotificationsHandler handler, CancellationToken ct)
    {
        var unread = await handler.ListAsync(caller, unreadOnly: true, null, null, Limits.PageItems, ct);
        return TypedResults.Json(new NoticesJson([.. unread.Items.Select(Notice)], unread.Items.Count), OffChatJson.Wire.NoticesJson);
    }

    public static async Task<IResult> Read(Caller caller, Fields body, OwnNotificationsHandler handler, CancellationToken ct)
    {
        var ids = body.Texts("notification_ids").Where(id => NotificationId.TryParse(id, null, out _)).Select(id => NotificationId.Parse(id, null)).ToList();
        var before = (await handler.CountAsync(caller, ct)).UnreadCount;
        if (ids.Count > 0)
            await handler.ReadAsync(caller, ids, ct);

        var after = (await handler.CountAsync(caller, ct)).UnreadCount;
        return TypedResults.Json(new NoticesReadJson("Notifications marked as read", before - after), OffChatJson.Wire.NoticesReadJson);
    }

    public static async Task<IResult> Clear(Caller caller, OwnNotificationsHandler handler, CancellationToken ct)
    {
        await handler.ReadAsync(caller, null, ct);
        return TypedResults.Json(new SaidJson("All notifications cleared"), OffChatJson.Wire.SaidJson);
    }

    private static NoticeJson Notice(NotificationView notice) => new(
        notice.Id, notice.Type.ToString().ToLowerInvariant(), notice.ConversationTitle ?? notice.ActorName, notice.Excerpt ?? "", notice.ConversationId,
        notice.MessageId, notice.ReadAt is not null, notice.UpdatedAt);
}
