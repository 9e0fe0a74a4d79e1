using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Protocol;

namespace Parley.Dialects.AriStay;

/// <summary>Conversations as AriStay's rooms, and the way to one.</summary>
internal sealed class RoomViews(
    ConversationStandings standings, ReadConversationsHandler conversations, NumberedMembersHandler members, AriStayViews views)
{
    public const string Task = "task";
    public const string Property = "property";

    private const int PeopleInRoom = 500;

    /// <summary>A room that the caller is in.</summary>
    /// <exception cref="Refusal"><c>not_found</c> where the workspace has none, <c>forbidden</c> to who is not in it.</exception>
    public async Task<ConversationView> MineAsync(string room, Caller caller, CancellationToken ct)
    {
        if (!Guid.TryParse(room, out var given))
            throw new Refusal(Errors.NotFound);

        var id = ConversationId.Of(given);
        try
        {
            if (await conversations.OneAsync(caller, id, ct) is { My: not null } mine)
                return mine;
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound)
        {
            // Not the caller's: whether it is anybody's here is asked below.
        }

        throw new Refusal(await standings.StandsAsync(caller, id, ct) ? Errors.Forbidden : Errors.NotFound);
    }

    public async Task<RoomJson> RoomAsync(Caller caller, ConversationView room, HttpRequest request, CancellationToken ct)
    {
        var people = await members.HandleAsync(caller, new(1, PeopleInRoom), new() { Conversation = room.Id }, ct);
        return new(
            room.Id, room.Title ?? "", TypeOf(room), Thing(room, Task), Thing(room, Property), room.CreatedAt, ModifiedAt(room),
            await views.UserAsync(room.CreatedBy, ct), !IsArchived(room), room.ArchivedAt, await views.ParticipantsAsync(people.Items, ct), people.Count,
            room.LastMessage is { } last ? await views.MessageAsync(caller, last, request, ct) : null, room.UnreadCount ?? 0, NameOf(room));
    }

    public static RoomLineJson Line(ConversationView room) => new(
        room.Id, NameOf(room), TypeOf(room), !IsArchived(room), room.UnreadCount ?? 0, MessageTexts.Preview(room.LastMessage), room.LastMessageAt,
        room.MemberCount, ModifiedAt(room));

    /// <summary>For everybody, or for the caller alone as direct rooms are.</summary>
    public static bool IsArchived(ConversationView room) => room.ArchivedAt is not null || room.My is { Archived: true };

    private static string TypeOf(ConversationView room) => room.Type == ConversationType.Direct ? "direct"
        : room.Context?.Type is Task or Property ? room.Context.Type
        : "group";

    private static long? Thing(ConversationView room, string type) =>
        room.Context?.Type == type && long.TryParse(room.Context.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static DateTimeOffset ModifiedAt(ConversationView room) => room.LastMessageAt > room.CreatedAt ? room.LastMessageAt.Value : room.CreatedAt;

    // What a task or a property is called, only the host application knows.
    private static string NameOf(ConversationView room) => room switch
    {
        { Title: { } title } => title,
        { DirectWith: [var other, ..] } => other.DisplayName.Length > 0 ? other.DisplayName : other.Username,
        { Type: ConversationType.Direct } => "Notes",
        { Context: { Type: Task } task } => $"Task {task.Id}",
        { Context: { Type: Property } property } => $"Property {property.Id}",
        _ => "Group chat",
    };
}
