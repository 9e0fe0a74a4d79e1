using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Dialects.Shared;

namespace Parley.Dialects.TenantChat;

/// <summary>Seed 004, the chat of a multi-tenant platform: UUIDs everywhere, pages, reactions, one socket that joins one conversation at a time.</summary>
internal sealed class TenantChatDialect : Dialect
{
    /// <summary>What conversations that are begun here name as their origin.</summary>
    public const string Id = "tenant-chat";

    public override string Name => Id;

    public override string Title => "Chat System (tenant chat)";

    public override RefusalShape Refusals { get; } = new TenantChatRefusals();

    public override void AddServices(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(TenantChatJson.Default));
        services.AddSingleton(this).AddSingleton<FileAddresses>().AddSingleton<TenantChatViews>().AddSingleton<Sending>();
        services.AddSingleton<TenantChatFormat>().AddSingleton<SocketWork>();
    }

    public override void Map(RouteGroupBuilder paths)
    {
        MapConversations(paths);
        MapMessages(paths);
        MapPeople(paths);
        MapFiles(paths);

        paths.MapGet("/ws/chat/{tenant}/", ChatSocket.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
    }

    private static void MapConversations(RouteGroupBuilder paths)
    {
        const string All = "/api/notifications/chat/conversations/";
        const string One = All + "{conversation}/";
        const string Participants = One + "participants/";

        paths.MapGet(All, Conversations.List).WithSummary("One's own active conversations, those with the latest message first.").Produces<Page<ConversationJson>>();
        paths.MapPost(All, Conversations.Create).WithSummary("Begins a conversation; a direct one that exists is found again, with 200.")
            .Takes("title?", "conversation_type?", "target_user_id?").Produces<ConversationJson>(201);
        paths.MapGet(One, Conversations.One).WithSummary("Shows one of one's own conversations.").Produces<ConversationJson>();
        paths.MapPut(One, Conversations.Update).WithSummary("Renames a conversation, or closes it and opens it again.")
            .Takes("title?", "conversation_type?", "is_active?:bool").Produces<ConversationJson>();
        paths.MapPatch(One, Conversations.Update).WithSummary("Renames a conversation, or closes it and opens it again.")
            .Takes("title?", "conversation_type?", "is_active?:bool").Produces<ConversationJson>();
        paths.MapDelete(One, Conversations.Delete).WithSummary("Deletes a conversation for everybody; a direct one only leaves one's own list.").Produces(204);

        paths.MapGet(Participants, TenantChat.Participants.List).WithSummary("Who is in a conversation.").Produces<Page<ParticipantJson>>();
        paths.MapPost(Participants, TenantChat.Participants.Add).WithSummary("Brings somebody into a conversation.")
            .Takes("user_id:uuid", "role?").Produces<ParticipantJson>(201);
    }

    private static void MapMessages(RouteGroupBuilder paths)
    {
        const string All = "/api/notifications/chat/conversations/{conversation}/messages/";
        const string One = All + "{message}/";
        const string Reactions = "/api/notifications/chat/messages/{message}/reactions/";

        paths.MapGet(All, Messages.List).WithSummary("The messages of a conversation, the oldest first.").Produces<Page<MessageJson>>();
        paths.MapPost(All, Messages.Send).WithSummary("Says something in a conversation.")
            .Takes("message_type?", "content?", "reply_to?:uuid", "file_url?", "file_name?", "file_size?:integer").Produces<MessageJson>(201);
        paths.MapGet(One, Messages.One).WithSummary("Shows one message.").Produces<MessageJson>();
        paths.MapPut(One, Messages.Edit).WithSummary("Changes the text of one's own message.").Takes("content").Produces<MessageJson>();
        paths.MapPatch(One, Messages.Edit).WithSummary("Changes the text of one's own message.").Takes("content").Produces<MessageJson>();
        paths.MapDelete(One, Messages.Delete).WithSummary("Deletes one's own message.").Produces(204);

        paths.MapGet(Reactions, TenantChat.Reactions.List).WithSummary("Who reacted to a message with what.").Produces<Page<ReactionJson>>();
        paths.MapPost(Reactions, TenantChat.Reactions.Add).WithSummary("Puts an emoji under a message.").Takes("emoji").Produces<ReactionJson>(201);
    }

    private static void MapPeople(RouteGroupBuilder paths)
    {
        paths.MapGet("/api/notifications/chat/presence/", Presences.List).WithSummary("How reachable people are whom one shares a conversation with.")
            .Produces<Page<PresenceJson>>();
        paths.MapGet("/api/notifications/chat/presence/me/", Presences.Mine).WithSummary("How reachable one is oneself.").Produces<PresenceJson>();
        paths.MapPut("/api/notifications/chat/presence/me/", Presences.Update).WithSummary("Says how reachable one is, on all one's open sockets.")
            .Takes("status?", "current_conversation?:uuid").Produces<PresenceJson>();
        paths.MapPatch("/api/notifications/chat/presence/me/", Presences.Update).WithSummary("Says how reachable one is, on all one's open sockets.")
            .Takes("status?", "current_conversation?:uuid").Produces<PresenceJson>();

        paths.MapPost("/api/token/", Accounts.LogIn).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Signs in; workspace names the tenant.")
            .Takes("username?", "email?", "password", "workspace?").Produces<TokensJson>();
        paths.MapPost("/api/token/refresh/", Accounts.Refresh).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Changes a refresh token for a new pair.")
            .Takes("refresh").Produces<RefreshedJson>();
        paths.MapGet("/api/token/renew/", Accounts.Renew).Limited(RouteClass.Auth).WithSummary("A new access token for the session of the cookie.")
            .Produces<RenewedJson>();
        paths.MapGet("/api/user/users/", Accounts.Users).WithSummary("The people of the tenant.").Produces<Page<UserJson>>();
    }

    private static void MapFiles(RouteGroupBuilder paths)
    {
        paths.MapPost("/api/notifications/chat/upload/", Uploads.Upload).Limited(RouteClass.Upload)
            .WithSummary("Uploads a file of at most 10 MB, which a message then names by its file_url.").Takes("file:file").Produces<UploadJson>();
        paths.MapGet("/media/chat-files/{tenant}/{file}/{name}", Uploads.Content).AllowAnonymous().WithSummary("A file's bytes for whoever holds its address.");
    }
}
