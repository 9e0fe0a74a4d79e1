using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Dialects.Shared;

namespace Parley.Dialects.MrmChat;

/// <summary>Seed 002, mrm-chat-2: chats of several people, session cookies, integer ids, plain arrays.</summary>
internal sealed class MrmChatDialect : Dialect
{
    public override string Name => "mrm-chat";

    public override string Title => "mrm-chat-2";

    public override RefusalShape Refusals { get; } = new MrmChatRefusals();

    public override void AddServices(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(MrmChatJson.Default));
        services.AddSingleton<MrmChatViews>().AddSingleton<MrmChatFormat>();
    }

    public override void Map(RouteGroupBuilder paths)
    {
        paths.MapPost("/api/register/", Accounts.Register).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Makes an account; does not sign it in.")
            .Takes("username", "email?", "password", "password_confirm", "user_type?").Produces<UserJson>(201);
        paths.MapPost("/api/login/", Accounts.LogIn).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Signs in and sets the cookies sessionid and csrftoken.")
            .Takes("username", "password").Produces<UserJson>();
        paths.MapPost("/api/logout/", Accounts.LogOut).Limited(RouteClass.Auth).WithSummary("Ends the session.").Produces<SaidJson>();
        paths.MapGet("/api/me/", Accounts.Me).WithSummary("Shows one's own account.").Produces<UserJson>();
        paths.MapGet("/api/users/", Accounts.Users).WithSummary("The names of everybody.").Produces<IReadOnlyList<NameJson>>();

        paths.MapGet("/api/chats/", Chats.List).WithSummary("One's own chats with their messages.").Produces<IReadOnlyList<ChatJson>>();
        paths.MapPost("/api/chats/", Chats.Create).WithSummary("Begins a chat; whoever begins it is in it.")
            .Takes("name", "participant_ids?:list", "participant_usernames?:list").Produces<ChatJson>(201);
        paths.MapGet("/api/chats/{chat}/", Chats.One).WithSummary("Shows one of one's own chats.").Produces<ChatJson>();
        paths.MapPut("/api/chats/{chat}/", Chats.Update).WithSummary("Renames a chat, and adds the people that it names.")
            .Takes("name", "participant_ids?:list", "participant_usernames?:list").Produces<ChatJson>();
        paths.MapPatch("/api/chats/{chat}/", Chats.Update).WithSummary("Renames a chat, or adds the people that it names.")
            .Takes("name?", "participant_ids?:list", "participant_usernames?:list").Produces<ChatJson>();
        paths.MapDelete("/api/chats/{chat}/", Chats.Delete).WithSummary("Deletes a chat for everybody.").Produces(204);

        paths.MapPost("/api/chats/{chat}/send_message/", Messages.Send).WithSummary("Says something in a chat.").Takes("content").Produces<MessageJson>(201);
        paths.MapGet("/api/chats/{chat}/messages/", Messages.OfChat).WithSummary("The messages of a chat, the oldest first.").Produces<IReadOnlyList<MessageJson>>();
        paths.MapGet("/api/messages/", Messages.OfAll).WithSummary("The messages of all one's own chats, the oldest first.").Produces<IReadOnlyList<MessageJson>>();
        paths.MapGet("/api/messages/{message}/", Messages.One).WithSummary("Shows one message.").Produces<MessageJson>();

        // The document's admin interface: ours, in whatever view the address asks for.
        paths.MapGet("/admin/{**view}", OurPage.Serve).AllowAnonymous().WithSummary("The server's own page, where administrators work.").Produces<string>(200, "text/html");

        paths.MapGet("/ws/chat/{key}/", ChatSocket.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
    }
}
