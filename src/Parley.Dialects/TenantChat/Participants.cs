using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>Who is in a conversation, and bringing people in.</summary>
internal static class Participants
{
    private const int Listed = 100;

    public static async Task<IResult> List(
        ConversationId conversation, HttpContext http, Caller caller, NumberedConversationsHandler conversations, CancellationToken ct)
    {
        var page = Paging.Asked(http, Listed, Listed);
        var found = await conversations.MembersAsync(caller, conversation, page, ct);
        return TypedResults.Json(
            Paging.Of(http, page, found, member => TenantChatViews.Participant(conversation, member)), TenantChatJson.Wire.PageParticipantJson);
    }

    /// <summary>201 for somebody new; 200 for who is in it already, who stays as they are.</summary>
    public static async Task<IResult> Add(
        ConversationId conversation, Caller caller, Fields body, PersonCards cards, AddMembersHandler handler, NumberedConversationsHandler conversations,
        CancellationToken ct)
    {
        await conversations.MembersAsync(caller, conversation, new(1, 1), ct);   // to strangers it does not exist, whoever they name
        var (person, role) = (await People.NamedAsync(caller, body, "user_id", cards, ct), Role(body));
        var added = await handler.HandleAsync(caller, conversation, new AddMembers([person.Id.ToString()], role), ct);
        var member = added.Items.Count > 0 ? added.Items[0] : await FoundAsync(conversation, caller, person.Id, conversations, ct);
        return TypedResults.Json(
            TenantChatViews.Participant(conversation, member), TenantChatJson.Wire.ParticipantJson, statusCode: added.Items.Count > 0 ? 201 : 200);
    }

    private static async Task<MemberView> FoundAsync(
        ConversationId conversation, Caller caller, UserId person, NumberedConversationsHandler conversations, CancellationToken ct)
    {
        for (var page = 1; ; page++)
        {
            var members = await conversations.MembersAsync(caller, conversation, new(page, Limits.PageItems), ct);
            if (members.Items.FirstOrDefault(member => member.UserId == person) is { } found)
                return found;
            if (members.Items.Count == 0)
                throw new Refusal(Errors.NotFound);   // left in this very moment
        }
    }

    private static MemberRole Role(Fields body) => body.TextOrNull("role") switch
    {
        null or "" or "member" => MemberRole.Member,
        "moderator" => MemberRole.Moderator,
        "admin" => MemberRole.Admin,
        var other => throw Fields.Wrong("role", $"\"{other}\" is not a valid choice."),
    };
}
