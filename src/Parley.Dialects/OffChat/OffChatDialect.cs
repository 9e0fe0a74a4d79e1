using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Dialects.Shared;

namespace Parley.Dialects.OffChat;

/// <summary>Seed 000, OffChat: conversations and groups by UUID, people by number, pages, JWTs, sockets of many kinds.</summary>
internal sealed class OffChatDialect : Dialect
{
    private static readonly string[] Changes = ["PUT", "PATCH"];

    public override string Name => "offchat";

    public override string Title => "OffChat";

    public override RefusalShape Refusals { get; } = new OffChatRefusals();

    public override void AddServices(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(OffChatJson.Default));
        services.AddSingleton(this).AddSingleton<Accounts>().AddSingleton<OffChatPeople>().AddSingleton<OffChatMessages>().AddSingleton<OffChatConversations>()
            .AddSingleton<OpenDoors>().AddSingleton<Talk>().AddSingleton<PairDoor>();
        services.AddSingleton<OffChatFormat>().AddSingleton<PresenceFormat>().AddSingleton<SocketEntrance>().AddSingleton<Friends>().AddSingleton<Monitors>()
            .AddSingleton<HubServices>();
    }

    public override void Map(RouteGroupBuilder paths)
    {
        MapAccounts(paths);
        MapConversations(paths.MapGroup("/api/chat/conversations"));
        MapGroups(paths.MapGroup("/api/chat/groups"));
        MapFilesAndMore(paths.MapGroup("/api/chat"));

        paths.MapGet("/ws/chat/{key}/", ChatSocket.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
        paths.MapGet("/ws/chat/group/{group}/", ChatSocket.OpenGroup).Limited(RouteClass.Handshake).ExcludeFromDescription();
        paths.MapGet("/ws/chat/individual/{user}/", PairSocket.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
        paths.MapGet("/ws/chat/", HubSocket.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
        paths.MapGet("/ws/", HubSocket.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
        paths.MapGet("/ws/user/status/", StatusSocket.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
        paths.MapGet("/ws/presence/", StatusSocket.OpenPresence).Limited(RouteClass.Handshake).ExcludeFromDescription();
        paths.MapGet("/ws/admin/monitor/", MonitorSocket.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
    }

    private static void MapAccounts(RouteGroupBuilder paths)
    {
        var auth = paths.MapGroup("/api/auth");
        auth.MapPost("/login/", Accounts.LogIn).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Signs in by user name or e-mail address.")
            .Takes("username", "password").Produces<SignedInJson>();
        auth.MapPost("/register/", Accounts.Register).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Makes an account and signs it in.")
            .Takes("username", "email", "password", "first_name?", "last_name?").Produces<SignedInJson>(201);
        auth.MapPost("/refresh/", Accounts.Refresh).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Changes a refresh token for a new pair.")
            .Takes("refresh").Produces<TokensJson>();
        auth.MapPost("/verify/", Accounts.Verify).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Says whether an access token is good.")
            .Takes("token").Produces<EmptyJson>();
        auth.MapPost("/logout/", Accounts.LogOut).Limited(RouteClass.Auth).WithSummary("Ends the session.").Produces<SaidJson>();
        auth.MapPost("/logout-all-devices/", Accounts.LogOutEverywhere).Limited(RouteClass.Auth).WithSummary("Ends all one's sessions.").Produces<SaidJson>();
        auth.MapGet("/profile/", Users.Profile).WithSummary("One's own account.").Produces<UserJson>();

        var users = paths.MapGroup("/api/users");
        users.MapGet("/profile/", Users.Profile).WithSummary("One's own account.").Produces<UserJson>();
        users.MapGet("/all-users/", Users.All).WithSummary("Everybody of the workspace.").Produces<UsersJson>();
        users.MapPost("/heartbeat/", Users.Heartbeat).WithSummary("Says that one is there.").Takes("logout?:bool").Produces<HeartbeatJson>();
    }

    private static void MapConversations(RouteGroupBuilder conversations)
    {
        conversations.MapGet("/", Conversations.List).WithSummary("One's conversations, those with the latest activity first.").Produces<Page<ConversationJson>>();
        conversations.MapPost("/", Conversations.Create).WithSummary("Begins a conversation, or finds the one that two people have.")
            .Takes("conversation_type?", "title?", "description?", "participant_ids?:list", "group_data?:object").Produces<ConversationJson>(201);
        conversations.MapGet("/{conversation}/", Conversations.One).WithSummary("Shows a conversation, also one that was deleted.").Produces<ConversationJson>();
        conversations.MapMethods("/{conversation}/", Changes, Conversations.Update).WithSummary("Changes title or description of a group's conversation.")
            .Takes("title?", "description?").Produces<ConversationJson>();
        conversations.MapDelete("/{conversation}/", Conversations.Delete).WithSummary("Deletes a conversation: a group's for all, one of two for oneself.").Produces<SaidJson>();
        conversations.MapPost("/{conversation}/read/", Conversations.Read).WithSummary("Marks everything read.").Produces<SaidJson>();

        conversations.MapGet("/{conversation}/messages/", Messages.List).WithSummary("The messages, the newest first.").Produces<Page<MessageJson>>();
        conversations.MapPost("/{conversation}/messages/", Messages.Send).WithSummary("Says something, with files or without.")
            .Takes("content?", "message_type?", "reply_to?:uuid", "forwarded_from?:uuid", "attachments?:file").Produces<MessageJson>(201);
        conversations.MapGet("/{conversation}/messages/{message}/", Messages.One).WithSummary("Shows a message, also one that was deleted.").Produces<MessageJson>();
        conversations.MapMethods("/{conversation}/messages/{message}/", Changes, Messages.Edit).WithSummary("Changes one's own message.")
            .Takes("content").Produces<MessageJson>();
        conversations.MapDelete("/{conversation}/messages/{message}/", Messages.Delete).WithSummary("Deletes a message.").Produces<SaidJson>();
    }

    private static void MapGroups(RouteGroupBuilder groups)
    {
        groups.MapGet("/", Groups.List).WithSummary("One's groups.").Produces<Page<GroupJson>>();
        groups.MapPost("/", Groups.Create).WithSummary("Begins a group and its conversation, which have one id.")
            .Takes("name", "description?", "group_type?", "avatar?", "member_ids?:list").Produces<GroupJson>(201);
        groups.MapGet("/{group}/", Groups.One).WithSummary("Shows a group, also one that was deleted.").Produces<GroupJson>();
        groups.MapMethods("/{group}/", Changes, Groups.Update).WithSummary("Changes a group.")
            .Takes("name?", "description?", "group_type?", "avatar?").Produces<GroupJson>();
        groups.MapDelete("/{group}/", Groups.Delete).WithSummary("Deletes a group and its conversation for all.").Produces<SaidJson>();
        groups.MapGet("/{group}/members/", GroupMembers.List).WithSummary("The active members, who came first stands first.").Produces<Page<GroupMemberJson>>();
        groups.MapPost("/{group}/members/{user}/", GroupMembers.Add).WithSummary("Adds somebody.").Produces<GroupMemberJson>(201);
        groups.MapDelete("/{group}/members/{user}/", GroupMembers.Remove).WithSummary("Removes somebody.").Produces<SaidJson>();
        groups.MapPost("/{group}/join/", GroupMembers.Join).WithSummary("Joins a public group.").Produces<GroupMemberJson>(201);
        groups.MapPost("/{group}/leave/", GroupMembers.Leave).WithSummary("Leaves a group.").Produces<SaidJson>();
    }

    private static void MapFilesAndMore(RouteGroupBuilder chat)
    {
        chat.MapMethods("/messages/{message}/", ["PATCH"], Messages.EditAlone).WithSummary("Changes one's own message.").Takes("content").Produces<MessageJson>();
        chat.MapDelete("/messages/{message}/", Messages.DeleteAlone).WithSummary("Deletes a message.").Produces(204);

        chat.MapPost("/upload/", Attachments.Upload).Limited(RouteClass.Upload).WithSummary("Puts a file on a message of one's own.")
            .Takes("file:file", "message_id:uuid").Produces<AttachmentJson>(201);
        chat.MapGet("/attachments/{attachment}/", Attachments.One).WithSummary("What is known of a file, with its address.").Produces<AttachmentJson>();
        chat.MapDelete("/attachments/{attachment}/", Attachments.Delete).WithSummary("Deletes a file of one's own.").Produces<SaidJson>();
        chat.MapGet("/search/", Searches.Search).Limited(RouteClass.Search).WithSummary("Searches conversations, messages, groups and people.").Produces<SearchJson>();

        chat.MapGet("/status/", Users.Statuses).WithSummary("Whether people are there.").Produces<StatusesJson>();
        chat.MapPost("/status/", Users.SetStatus).WithSummary("Says how reachable one is.").Takes("action").Produces<StatusSetJson>();
        chat.MapGet("/notifications/", Notices.List).WithSummary("One's unread notifications.").Produces<NoticesJson>();
        chat.MapPost("/notifications/", Notices.Read).WithSummary("Marks notifications read.").Takes("notification_ids:list").Produces<NoticesReadJson>();
        chat.MapDelete("/notifications/", Notices.Clear).WithSummary("Marks all notifications read.").Produces<SaidJson>();
    }
}
