using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Dialects.Shared;

namespace Parley.Dialects.SpaCentral;

/// <summary>Seed 001, spa_central: messages between two people, opaque tokens, integer ids, notifications.</summary>
internal sealed class SpaCentralDialect : Dialect
{
    public override string Name => "spa-central";

    public override string Title => "spa_central";

    public override RefusalShape Refusals { get; } = new SpaCentralRefusals();

    public override void AddServices(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(SpaCentralJson.Default));
        services.AddSingleton<SpaCentralViews>().AddSingleton<Pairs>().AddSingleton<PairMessages>().AddSingleton<Told>().AddSingleton<RoomViews>();
        services.AddSingleton<SpaCentralFormats>().AddSingleton<DirectFrames>();
    }

    public override void Map(RouteGroupBuilder paths)
    {
        MapAccounts(paths);
        MapMessages(paths);
        MapNotifications(paths);
        MapRooms(paths);
        paths.MapGet("/ws/chat/{key}/", DirectSocket.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
    }

    private static void MapAccounts(RouteGroupBuilder paths)
    {
        paths.MapPost("/api/auth/login/", Accounts.LogIn).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Gives a token by e-mail address and password.")
            .Takes("email", "password", "workspace?").Produces<LogInJson>();
        paths.MapPost("/api/auth/token/", Accounts.Token).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Gives a token and nothing else; the user name may be the address.")
            .Takes("username", "password", "workspace?").Produces<TokenJson>();
        paths.MapGet("/api/users/me/", Accounts.Me).WithSummary("Shows one's own account.").Produces<UserJson>();
    }

    private static void MapMessages(RouteGroupBuilder paths)
    {
        paths.MapGet("/api/chat/", Messages.List).WithSummary("One's messages with everybody, the oldest first.").Produces<Page<MessageJson>>();
        paths.MapPost("/api/chat/", Messages.Send).Limited(RouteClass.Upload).WithSummary("Says something to somebody, with a file where there is one.")
            .Takes("receiver_id:integer", "message?", "file?:file", "message_type?", "reply_to?:integer").Produces<MessageJson>(201);
        paths.MapGet("/api/chat/conversations/", Conversations.List).WithSummary("With whom one has written, the newest first.").Produces<IReadOnlyList<ConversationJson>>();
        paths.MapGet("/api/chat/history/", Conversations.History).WithSummary("All that was said with user_id, the oldest first; marks it read.")
            .Produces<IReadOnlyList<MessageJson>>();
        paths.MapPost("/api/chat/mark_read/", Conversations.MarkRead).WithSummary("Marks what somebody wrote as read.").Takes("user_id:integer").Produces<SuccessJson>();
        paths.MapGet("/api/chat/unread_count/", Conversations.UnreadCount).WithSummary("How many messages are unread.").Produces<UnreadJson>();
        paths.MapGet("/api/chat/users/", Conversations.Users).WithSummary("Everybody but oneself, by e-mail address.").Produces<IReadOnlyList<UserJson>>();
        paths.MapGet("/api/chat/{message:long}/", Messages.One).WithSummary("Shows one message.").Produces<MessageJson>();
        paths.MapPut("/api/chat/{message:long}/", Messages.Edit).WithSummary("Changes the text of one's own message.").Takes("message").Produces<MessageJson>();
        paths.MapPatch("/api/chat/{message:long}/", Messages.Edit).WithSummary("Changes the text of one's own message.").Takes("message").Produces<MessageJson>();
        paths.MapDelete("/api/chat/{message:long}/", Messages.Remove).WithSummary("Deletes one's own message.").Produces(204);
        paths.MapPatch("/api/chat/{message:long}/edit_message/", Messages.Edit).WithSummary("Changes the text of one's own message.")
            .Takes("message").Produces<MessageJson>();
        paths.MapDelete("/api/chat/{message:long}/delete_message/", Messages.Delete).WithSummary("Deletes one's own message.").Produces<StatusJson>();
        paths.MapGet("/api/files/download/{message:long}/", Messages.Download).WithSummary("The file of a message, for saving.").Produces(200);
    }

    private static void MapNotifications(RouteGroupBuilder paths)
    {
        paths.MapGet("/api/notifications/", Notifications.List).WithSummary("One's notifications, the newest first.").Produces<Page<NotificationJson>>();
        paths.MapPost("/api/notifications/mark_all_read/", Notifications.ReadAll).WithSummary("Marks all notifications as read.").Produces<StatusJson>();
        paths.MapGet("/api/notifications/unread_count/", Notifications.UnreadCount).WithSummary("How many notifications are unread.").Produces<UnreadJson>();
        paths.MapGet("/api/notifications/{notification:long}/", Notifications.One).WithSummary("Shows one notification.").Produces<NotificationJson>();
        paths.MapPut("/api/notifications/{notification:long}/", Notifications.Update).WithSummary("Marks a notification as read.")
            .Takes("is_read?:bool").Produces<NotificationJson>();
        paths.MapPatch("/api/notifications/{notification:long}/", Notifications.Update).WithSummary("Marks a notification as read.")
            .Takes("is_read?:bool").Produces<NotificationJson>();
        paths.MapDelete("/api/notifications/{notification:long}/", Notifications.Remove).WithSummary("Takes a notification away.").Produces(204);
    }

    private static void MapRooms(RouteGroupBuilder paths)
    {
        paths.MapGet("/api/rooms/", Rooms.List).WithSummary("The rooms that one is in.").Produces<Page<RoomJson>>();
        paths.MapPost("/api/rooms/", Rooms.Create).WithSummary("Makes a room; whoever makes it is in it.").Takes("name", "description?").Produces<RoomJson>(201);
        paths.MapGet("/api/rooms/{room:long}/", Rooms.One).WithSummary("Shows one room.").Produces<RoomJson>();
        paths.MapPut("/api/rooms/{room:long}/", Rooms.Update).WithSummary("Renames a room.").Takes("name", "description?").Produces<RoomJson>();
        paths.MapPatch("/api/rooms/{room:long}/", Rooms.Update).WithSummary("Renames a room, or describes it otherwise.")
            .Takes("name?", "description?").Produces<RoomJson>();
        paths.MapDelete("/api/rooms/{room:long}/", Rooms.Remove).WithSummary("Deletes a room for everybody.").Produces(204);
        paths.MapPost("/api/rooms/{room:long}/add_member/", Rooms.AddMember).WithSummary("Takes somebody into a room.").Takes("user_id:integer").Produces<StatusJson>();
        paths.MapPost("/api/rooms/{room:long}/remove_member/", Rooms.RemoveMember).WithSummary("Takes somebody out of a room.")
            .Takes("user_id:integer").Produces<StatusJson>();
    }
}
