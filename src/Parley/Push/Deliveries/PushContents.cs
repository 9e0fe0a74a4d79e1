using System.Globalization;
using System.Text.Json;
using Parley.Notifications;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Push.Deliveries;

/// <summary>What a push says, read at the moment of sending: what was deleted or read meanwhile is not said any more.</summary>
public sealed class PushContents(Database database, WorkspaceDirectory workspaces)
{
    /// <summary>Nothing when there is nothing left to say.</summary>
    public async ValueTask<PushContent?> OfAsync(Delivery delivery, CancellationToken ct)
    {
        var id = NotificationId.Of(delivery.NotificationId);
        switch (delivery.Purpose)
        {
            case PushPurpose.Test:
                return new(PushPurpose.Test, "Parley", "This is a test. Pushes arrive here.");
            case PushPurpose.Clear:
                return delivery.IsShown ? new(PushPurpose.Clear, NotificationId: id) : null;
        }

        var found = await NotificationReader.ReadAsync(database, [delivery.NotificationN], ct);
        if (found is not [{ ReadAt: null } notification] || notification.Id != id)
            return null;
        return new(
            PushPurpose.Notification, Title(notification), await MayShowAsync(delivery.Target, ct) ? Body(notification) : null, id,
            notification.Type, notification.ConversationId, notification.MessageId, notification.ActorId, notification.Count,
            notification.UpdatedAt);
    }

    /// <summary>As JSON of at most so many bytes: what is too long loses its text first.</summary>
    public static byte[] Json(PushContent content, int most)
    {
        foreach (var shorter in (PushContent[])[content, content with { Body = null }])
        {
            if (JsonSerializer.SerializeToUtf8Bytes(shorter, WireJson.Wire.PushContent) is var json && json.Length <= most)
                return json;
        }

        return JsonSerializer.SerializeToUtf8Bytes(content with { Body = null, Title = "Parley" }, WireJson.Wire.PushContent);
    }

    /// <summary>Who, and where.</summary>
    public static string Title(NotificationView notification) =>
        notification.ConversationType == ConversationType.Direct || notification.ConversationTitle is not { Length: > 0 } title
            ? notification.ActorName
            : $"{notification.ActorName} in {title}";

    /// <summary>Whether the beginning of a message may leave the server in a push or a mail: both the workspace and the person can say no.</summary>
    public async ValueTask<bool> MayShowAsync(PushTarget target, CancellationToken ct) =>
        (await workspaces.SettingsAsync(target.WorkspaceN, ct)).Push?.Content is not false
        && await database.NumberAsync($"select 1 from push_settings where user_n = {target.UserN} and content = 0", ct) == 0;

    /// <summary>What happened, in a line.</summary>
    public static string Body(NotificationView notification)
    {
        var excerpt = notification.Excerpt is { Length: > 0 } text ? text : null;
        return notification.Type switch
        {
            NotificationType.Added => "added you to the conversation",
            NotificationType.Reaction => string.Create(CultureInfo.InvariantCulture, $"reacted with {notification.Emoji}") + (excerpt is null ? "" : $": {excerpt}"),
            NotificationType.File when excerpt is null => "sent a file",
            _ when notification.Count > 1 && notification.Type == NotificationType.Message =>
                string.Create(CultureInfo.InvariantCulture, $"{notification.Count} new messages") + (excerpt is null ? "" : $": {excerpt}"),
            _ => excerpt ?? "sent a message",
        };
    }
}
