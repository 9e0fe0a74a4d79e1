using Parley.Access;
using Parley.Protocol;
using static Parley.Tests.Access.Matrix.RestRows;
using static Parley.Tests.Access.Matrix.Rules;

namespace Parley.Tests.Access.Matrix;

/// <summary>The rows of moderation: blocks, reports, the moderators' queue, silence, slow mode and the reason of a deletion.</summary>
internal static class ModerationRows
{
    private static readonly Kind[] Shared = [Kind.PrivateGroup, Kind.PublicGroup, Kind.PrivateChannel, Kind.PublicChannel];

    // A pair has one direct conversation: each scene made of it pushes the shared one's messages towards the end of the newest page.
    private static readonly Kind[] NotDirect = [.. Enum.GetValues<Kind>().Except([Kind.Direct])];

    public static IReadOnlyList<Row> All =>
    [
        Api("GET /me/blocks", AnyAccount, 200).AboutAccounts(),
        Api("PUT /me/blocks/{userId}", AnyAccountHere, 204).AboutAccounts(),
        Api("DELETE /me/blocks/{userId}", AnyAccountHere, 204).AboutAccounts(),
        Api("GET /me/warnings", AnyAccount, 200).AboutAccounts(),

        Api("POST /messages/{messageId}/reports", NeedsOnMessage(Permission.Read), 200, 201).With("""{"reason":"spam"}"""),
        Api("POST /users/{userId}/reports", AnyAccountHere, 200, 201).With("""{"reason":"harassment"}""").AboutAccounts(),
        Api("GET /moderation/reports", AnyAccount, 200).Asking("?conversation_id=$conversation&limit=200").Only([.. Shared, Kind.Direct, Kind.Unknown])
            .Showing("$report", cell => Moderates(cell) is null),
        Api("GET /moderation/reports/{reportId}", Moderates, 200).Naming("reportId", "$report").Showing("$secret", _ => true)
            .DisclosingTo(cell => cell.Who is Who.WorkspaceAdmin or Who.WorkspaceOwner),
        Api("POST /moderation/reports/{reportId}/resolve", Moderates, 200).As("dismissed").Naming("reportId", "$report")
            .With("""{"action":"dismiss"}""").Only(NotDirect).Spends(),
        Api("POST /moderation/reports/{reportId}/resolve", Moderates, 200).As("by a deletion").Naming("reportId", "$report")
            .With("""{"action":"delete_message"}""").Only(Shared).Spends(),
        Api("POST /moderation/reports/{reportId}/resolve", cell => Moderates(cell) ?? (MayRemoveTheFounder(cell) ? null : Errors.Forbidden), 200)
            .As("by a ban of an owner").Naming("reportId", "$report").With("""{"action":"ban"}""").Only(Shared).Spends(),
        Api("POST /moderation/reports/{reportId}/resolve", But(Moderates, Errors.ValidationFailed)).As("by a kick from a direct conversation")
            .Naming("reportId", "$report").With("""{"action":"kick"}""").Only(Kind.Direct),

        Api("PATCH /conversations/{conversationId}/members/{userId}", Needs(Permission.SilenceMembers), 200).As("a silence")
            .With("""{"muted_until":"2100-01-01T00:00:00Z"}""").Only(NotDirect).Spends(),
        Api("PATCH /conversations/{conversationId}/members/{userId}", NeedsAnOwnerWith(Permission.SilenceMembers), 200).As("a silence of an owner")
            .Naming("userId", "$founder").With("""{"muted_until":"2100-01-01T00:00:00Z"}""").Only(NotDirect).Spends(),
        Api("PATCH /conversations/{conversationId}", Needs(Permission.EditConversation), 200).As("slow mode").With("""{"slow_mode_seconds":60}""").Only(NotDirect).OnItsOwn(),
        Api("DELETE /messages/{messageId}", NeedsOnMessage(Permission.DeleteAnyMessage), 204).As("somebody else's, with a reason")
            .Asking("?reason=off%20topic").Only(NotDirect).Spends(),
    ];

    private static bool MayRemoveTheFounder(Cell cell) => cell.Role == MemberRole.Owner || cell.Who is Who.WorkspaceAdmin or Who.WorkspaceOwner;
}
