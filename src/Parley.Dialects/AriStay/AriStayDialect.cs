using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Dialects.Shared;

namespace Parley.Dialects.AriStay;

/// <summary>Seed 003, AriStay: rooms of two, of groups, of tasks and properties; JWT; one socket a room.</summary>
internal sealed class AriStayDialect : Dialect
{
    public override string Name => "aristay";

    public override string Title => "AriStay";

    public override RefusalShape Refusals { get; } = new AriStayRefusals();

    public override void AddServices(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(AriStayJson.Default));
        services.AddSingleton<AriStayViews>().AddSingleton<RoomViews>().AddSingleton<AriStayFormat>().AddSingleton<RoomSockets>();
    }

    public override void Map(RouteGroupBuilder paths)
    {
        MapTokens(paths);
        MapRooms(paths);
        MapMessages(paths);
        MapParticipants(paths);
        paths.MapGet("/api/chat/", OurPage.Serve).AllowAnonymous().WithSummary("The chat page.").Produces(200, contentType: "text/html");
        paths.MapGet("/ws/chat/{room}/", RoomSockets.Open).Limited(RouteClass.Handshake).ExcludeFromDescription();
    }

    private void MapTokens(RouteGroupBuilder paths)
    {
        var tokens = new Tokens(this);
        paths.MapPost("/api/token/", tokens.LogIn).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Signs in by user name or e-mail address.")
            .Takes("username", "password").Produces<TokensJson>();
        paths.MapPost("/api/token/refresh/", tokens.Refresh).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Changes a refresh token for a new pair.")
            .Takes("refresh").Produces<TokensJson>();
        paths.MapPost("/api/token/verify/", Tokens.Verify).AllowAnonymous().Limited(RouteClass.Auth).WithSummary("Whether an access token is good.")
            .Takes("token").Produces<NothingJson>();
        paths.MapPost("/api/token/revoke/", Tokens.Revoke).AllowAnonymous().Limited(RouteClass.Auth)
            .WithSummary("Ends the log-in of a refresh token, or without one the caller's own.").Takes("refresh?").Produces<SaidJson>();
        paths.MapPost("/api/token/revoke-all/", Tokens.RevokeAll).Limited(RouteClass.Auth).WithSummary("Ends all of one's log-ins.").Produces<SaidJson>();
    }

    private static void MapRooms(RouteGroupBuilder paths)
    {
        paths.MapGet("/api/chat/rooms/", Rooms.List).WithSummary("One's own rooms, the most recently active first.").Produces<Page<RoomLineJson>>();
        paths.MapPost("/api/chat/rooms/", Rooms.Create).WithSummary("Begins a room, or finds the one that a pair, a task or a property has.")
            .Takes("room_type?", "name?", "task?:integer", "property?:integer", "participant_ids?:list").Produces<RoomJson>(201);
        paths.MapGet("/api/chat/rooms/{room}/", Rooms.One).WithSummary("Shows a room.").Produces<RoomJson>();
        paths.MapPut("/api/chat/rooms/{room}/", Rooms.Update).WithSummary("Renames a room.").Takes("name?").Produces<RoomJson>();
        paths.MapPatch("/api/chat/rooms/{room}/", Rooms.Update).WithSummary("Renames a room.").Takes("name?").Produces<RoomJson>();
        paths.MapDelete("/api/chat/rooms/{room}/", Rooms.Delete).WithSummary("Deletes a room for everybody.").Produces(204);
        paths.MapPost("/api/chat/rooms/{room}/mark_read/", RoomSteps.MarkRead).WithSummary("Marks all of a room as read.").Produces<SaidJson>();
        paths.MapPost("/api/chat/rooms/{room}/leave/", RoomSteps.Leave).WithSummary("Leaves a room.").Produces<SaidJson>();
        paths.MapPost("/api/chat/rooms/{room}/archive/", RoomSteps.Archive).WithSummary("Archives a room: nobody writes in it.").Produces<RoomJson>();
        paths.MapPost("/api/chat/rooms/{room}/unarchive/", RoomSteps.Unarchive).WithSummary("Opens an archived room again.").Produces<RoomJson>();
        paths.MapGet("/api/chat/rooms/{room}/stats/", RoomSteps.Stats).WithSummary("A room's figures.").Produces<StatsJson>();
    }

    private static void MapMessages(RouteGroupBuilder paths)
    {
        paths.MapGet("/api/chat/messages/", Messages.List).WithSummary("Messages of a room or of all one's own, the newest first.").Produces<Page<MessageJson>>();
        paths.MapPost("/api/chat/messages/", SendMessages.Send).WithSummary("Sends a message; the same id again is the same message.")
            .Takes("room:uuid", "content?", "message_type?", "reply_to?:uuid", "attachment?:file", "attachment_name?", "id?:uuid").Produces<MessageJson>(201);
        paths.MapGet("/api/chat/messages/search/", Messages.Search).Limited(RouteClass.Search).WithSummary("Messages that hold some letters.")
            .Produces<Page<MessageJson>>();
        paths.MapGet("/api/chat/messages/{message}/", Messages.One).WithSummary("Shows a message.").Produces<MessageJson>();
        paths.MapPut("/api/chat/messages/{message}/", Messages.Edit).WithSummary("Changes the text of one's own message.").Takes("content").Produces<MessageJson>();
        paths.MapPatch("/api/chat/messages/{message}/", Messages.Edit).WithSummary("Changes the text of one's own message.").Takes("content").Produces<MessageJson>();
        paths.MapDelete("/api/chat/messages/{message}/", Messages.Delete).WithSummary("Deletes one's own message.").Produces(204);
        paths.MapPost("/api/chat/messages/{message}/mark_read/", Messages.MarkRead).WithSummary("Marks a room as read up to a message.").Produces<MessageJson>();
    }

    private static void MapParticipants(RouteGroupBuilder paths)
    {
        paths.MapGet("/api/chat/participants/", Participants.List).WithSummary("Who is in a room.").Produces<Page<ParticipantJson>>();
        paths.MapPost("/api/chat/participants/", Participants.Add).WithSummary("Adds somebody to a room.")
            .Takes("room:uuid", "user:integer", "is_admin?:bool").Produces<ParticipantJson>(201);
        paths.MapDelete("/api/chat/participants/{participant}/", Participants.Remove).WithSummary("Takes somebody out of a room.").Produces(204);
        paths.MapPost("/api/chat/participants/{participant}/mute/", Participants.Mute).WithSummary("Silences a room for oneself, or ends that.")
            .Takes("muted?:bool", "muted_until?:time").Produces<ParticipantJson>();
        paths.MapGet("/api/chat/typing/", Participants.Typing).WithSummary("Who else types in a room just now.").Produces<Page<TypistJson>>();
    }
}
