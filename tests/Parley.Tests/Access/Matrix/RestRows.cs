using System.Globalization;
using Parley.Access;
using Parley.Protocol;
using static Parley.Tests.Access.Matrix.Rules;

namespace Parley.Tests.Access.Matrix;

/// <summary>
/// The table: every REST route, who may, with which body. A route that stands here in no row fails the test, and so does a row
/// whose route is gone.
/// </summary>
internal static partial class RestRows
{
    private static readonly Kind[] Shared = [Kind.PrivateGroup, Kind.PublicGroup, Kind.PrivateChannel, Kind.PublicChannel];

    public static readonly IReadOnlyList<Row> All =
    [
        // Outside the prefix
        new Row("GET /health/live", Everybody, ["200"]).AboutAccounts(),
        new Row("GET /health/ready", Everybody, ["200"]).AboutAccounts(),
        new Row("GET /metrics", Everybody, ["200"]).As("from this machine").AboutAccounts(),
        new Row("GET /openapi/{documentName}.json", Everybody, ["200"]).Naming("documentName", "v1").AboutAccounts(),
        new Row("GET /reference", Everybody, ["200"]).AboutAccounts(),
        new Row("ANY /ws", But(Everybody, Errors.BadRequest), []).As("without asking for a WebSocket").Anonymous().AboutAccounts(),

        // Signing in and out
        Api("POST /auth/register", Everybody, 201).AboutAccounts()
            .With("""{"username":"$who-$context","email":"$who-$context@example.org","password":"a good password"}"""),
        Api("POST /auth/login", Everybody, 200).AboutAccounts().With("""{"username":"root","password":"$password"}"""),
        Api("POST /auth/refresh", But(Everybody, Errors.NotSignedIn)).As("with what we never gave").Anonymous().AboutAccounts()
            .With("""{"refresh_token":"$context"}"""),
        Api("POST /auth/logout", AnyAccount, 204).AboutAccounts(),
        Api("POST /auth/logout-all", AnyAccount, 204).AboutAccounts(),
        Api("POST /auth/ticket", AnyAccount, 201).AboutAccounts(),
        Api("GET /sessions", AnyAccount, 200).AboutAccounts().Showing("$session", _ => false),
        Api("DELETE /sessions/{sessionId}", But(AnyAccount, Errors.NotFound)).As("somebody else's").Naming("sessionId", "$session").AboutAccounts(),
        Api("GET /tokens", AnyAccount, 200).AboutAccounts().Showing("$token", _ => false),
        Api("POST /tokens", AnyAccount, 201).With("""{"name":"mine"}""").AboutAccounts(),
        Api("DELETE /tokens/{tokenId}", But(AnyAccount, Errors.NotFound)).As("somebody else's").Naming("tokenId", "$token").AboutAccounts(),

        // People
        Api("GET /me", AnyAccount, 200).AboutAccounts().Showing("$me", _ => true),
        Api("PATCH /me", AnyAccount, 200).With("""{"display_name":"$who"}""").AboutAccounts(),
        Api("PUT /me/status", AnyAccount, 200).With("""{"text":"on a walk","emoji":"🚶"}""").AboutAccounts(),
        Api("DELETE /me/status", AnyAccount, 204).AboutAccounts(),
        Api("GET /users", AnyAccount, 200).Asking("?query=Founder").AboutAccounts().Showing("$founder", cell => cell.Who != Who.Elsewhere),
        Api("GET /users/{userId}", AnyAccountHere, 200).Naming("userId", "$root").AboutAccounts()
            .Showing("root@example.org", cell => cell.Who is Who.WorkspaceAdmin or Who.WorkspaceOwner),
        Api("PATCH /users/{userId}", Administrator, 200).As("the account type").With("""{"account_type":"staff"}""").AboutAccounts(),
        Api("PATCH /users/{userId}", Administrator, 200).As("the role").With("""{"role":"admin"}""").OnItsOwn().AboutAccounts(),
        Api("PATCH /users/{userId}", Administrator, 200).As("disabled").With("""{"disabled":true}""").OnItsOwn().AboutAccounts(),
        Api("PATCH /users/{userId}", OwnerOfWorkspace, 200).As("the role of an owner").Naming("userId", "$root")
            .With("""{"role":"owner"}""").AboutAccounts(),
        Api("PATCH /users/{userId}", OwnerOfOwnWorkspace, 200).As("one's own role, to owner").Naming("userId", "$me")
            .With("""{"role":"owner"}""").AboutAccounts(),

        // Workspaces
        Api("GET /workspaces", AnyAccount, 200).AboutAccounts()
            .Showing("\"slug\":\"elsewhere\"", cell => cell.Who is Who.Elsewhere or Who.WorkspaceOwner),
        Api("POST /workspaces", OwnerOfInstall, 201).With("""{"slug":"$context","name":"Another"}""").OnItsOwn().AboutAccounts(),
        Api("GET /workspaces/{slug}", OfMain, 200).Naming("slug", "main").AboutAccounts()
            .Showing("the-invite-code", cell => cell.Who is Who.WorkspaceAdmin or Who.WorkspaceOwner),
        Api("GET /workspaces/{slug}", OfElsewhere, 200).As("another").Naming("slug", "elsewhere").AboutAccounts(),
        Api("PATCH /workspaces/{slug}", AdministratorOfMain, 200).Naming("slug", "main").With("""{"name":"Main"}""").AboutAccounts(),
        Api("PATCH /workspaces/{slug}", OfElsewhere, 200).As("another").Naming("slug", "elsewhere").With("""{"name":"Elsewhere"}""").AboutAccounts(),

        // Conversations
        Api("GET /conversations", AnyAccount, 200).Asking("?limit=200").OnItsOwn().Showing("$conversation", cell => cell.IsActive),
        Api("GET /conversations", AnyAccount, 200).As("the public ones").Asking("?visibility=public&query=$title")
            .Showing("$conversation", cell => cell.Who != Who.Elsewhere && cell.IsPublic && MayLookAt(cell) is null),
        Api("POST /conversations", AnyAccountHere, 201).As("with somebody").With("""{"type":"group","member_ids":["$founder"]}""").AboutAccounts(),
        Api("POST /conversations", FindsByContext, 200, 201).As("of a context that has one").OnItsOwn().Only(Shared)
            .With("""{"type":"group","context":{"type":"task","id":"$context"}}""")
            .Showing("$conversation", cell => cell.Who != Who.Elsewhere),
        Api("GET /conversations/{conversationId}", MayLookAt, 200).Showing("$conversation", _ => true),
        Api("PATCH /conversations/{conversationId}", Needs(Permission.EditConversation), 200).With("""{"description":"Another"}"""),
        Api("DELETE /conversations/{conversationId}", Needs(Permission.DeleteConversation), 204).Spends(),
        Api("POST /conversations/{conversationId}/join", MayJoin, 204).Spends(),
        Api("POST /conversations/{conversationId}/leave", Needs(Permission.Leave), 204).Spends(),
        Api("POST /conversations/{conversationId}/transfer", Needs(Permission.TransferOwnership), 204).With("""{"user_id":"$bystander"}""").Spends(),
        Api("POST /conversations/{conversationId}/archive", Needs(Permission.Read), 204),
        Api("POST /conversations/{conversationId}/unarchive", Needs(Permission.Read), 204),
        Api("POST /conversations/{conversationId}/pin", Needs(Permission.Read), 204),
        Api("POST /conversations/{conversationId}/unpin", Needs(Permission.Read), 204),
        Api("POST /conversations/{conversationId}/mute", Needs(Permission.Read), 204),
        Api("POST /conversations/{conversationId}/unmute", Needs(Permission.Read), 204),
        Api("GET /conversations/{conversationId}/changes", Needs(Permission.Read), 200).Asking("?limit=200").Showing("$secret", _ => true),
        Api("GET /conversations/{conversationId}/statistics", Needs(Permission.Read), 200),

        // Members
        Api("GET /conversations/{conversationId}/members", Needs(Permission.Read), 200).Showing("$founder", _ => true),
        Api("GET /conversations/{conversationId}/members", Needs(Permission.BanMembers), 200).As("the banned").Asking("?status=banned")
            .Showing("$banned", _ => true),
        Api("POST /conversations/{conversationId}/members", Needs(Permission.AddMembers), 200).With("""{"user_ids":["$newcomer"]}""").Spends(),
        Api("POST /conversations/{conversationId}/members", Needs(Permission.AddMembers, Permission.ChangeRoles), 200).As("with a role")
            .With("""{"user_ids":["$newcomer"],"role":"moderator"}""").Spends(),
        Api("POST /conversations/{conversationId}/members", But(Needs(Permission.AddMembers), Errors.Banned), 200).As("a banned one")
            .With("""{"user_ids":["$banned"]}"""),
        Api("PATCH /conversations/{conversationId}/members/{userId}", Needs(Permission.ChangeRoles), 200).As("a role")
            .With("""{"role":"moderator"}""").Spends(),
        Api("PATCH /conversations/{conversationId}/members/{userId}", NeedsAnOwnerWith(Permission.ChangeRoles), 200).As("the role of an owner")
            .Naming("userId", "$founder").With("""{"role":"member"}""").Spends(),
        Api("PATCH /conversations/{conversationId}/members/{userId}", NeedsAnOwnerWith(Permission.ChangeRoles), 200).As("one's own role, to owner")
            .Naming("userId", "$me").With("""{"role":"owner"}"""),
        Api("PATCH /conversations/{conversationId}/members/{userId}", Needs(Permission.BanMembers), 200).As("a ban")
            .With("""{"status":"banned"}""").Spends(),
        Api("PATCH /conversations/{conversationId}/members/{userId}", NeedsAnOwnerWith(Permission.BanMembers), 200).As("a ban of an owner")
            .Naming("userId", "$founder").With("""{"status":"banned"}""").Spends(),
        Api("PATCH /conversations/{conversationId}/members/{userId}", Needs(Permission.BanMembers), 200).As("the end of a ban")
            .Naming("userId", "$banned").With("""{"status":"left"}""").Spends(),
        Api("DELETE /conversations/{conversationId}/members/{userId}", Needs(Permission.RemoveMembers), 204).As("somebody").Spends(),
        Api("DELETE /conversations/{conversationId}/members/{userId}", NeedsAnOwnerWith(Permission.RemoveMembers), 204).As("an owner")
            .Naming("userId", "$founder").Spends(),
        Api("DELETE /conversations/{conversationId}/members/{userId}", Needs(Permission.Leave), 204).As("oneself").Naming("userId", "$me").Spends(),

        // Messages
        // All direct scenes are one and the same conversation, which grows longer than a page.
        Api("GET /conversations/{conversationId}/messages", Needs(Permission.Read), 200).Asking("?limit=200").Showing("$secret", _ => true),
        Api("POST /conversations/{conversationId}/messages", Needs(Permission.Post), 201).With("""{"content":"hello"}"""),
        Api("POST /conversations/{conversationId}/messages", NeedsOnMessage(Permission.Read), 201).As("a forward to one's own place")
            .Naming("conversationId", "$home").With("""{"forward_from":"$message"}""").Showing("$secret", _ => true),
        Api("POST /conversations/{conversationId}/messages", But(NeedsOnMessage(Permission.Read), Errors.ValidationFailed))
            .As("a reply from one's own place").Naming("conversationId", "$home").With("""{"content":"what?","reply_to":"$message"}"""),
        Api("POST /conversations/{conversationId}/messages", TakenId, 201).As("under somebody else's id").Only(Shared).OnItsOwn()
            .Naming("conversationId", "$home").With("""{"content":"mine","id":"$message"}"""),
        Api("GET /messages/{messageId}", NeedsOnMessage(Permission.Read), 200).Showing("$secret", _ => true),
        Api("PATCH /messages/{messageId}", Author, 200).As("one's own").Naming("messageId", "$own").With("""{"content":"otherwise"}"""),
        Api("PATCH /messages/{messageId}", AuthorOnly).As("somebody else's").With("""{"content":"otherwise"}"""),
        Api("DELETE /messages/{messageId}", Author, 204).As("one's own").Naming("messageId", "$own").OnItsOwn(),
        Api("DELETE /messages/{messageId}", NeedsOnMessage(Permission.DeleteAnyMessage), 204).As("somebody else's").Spends(),
        Api("GET /messages/{messageId}/replies", NeedsOnMessage(Permission.Read), 200),
        Api("GET /messages/{messageId}/edits", NeedsOnMessage(Permission.Read), 200),

        // Reactions and receipts
        Api("GET /messages/{messageId}/reactions", NeedsOnMessage(Permission.Read), 200),
        Api("PUT /messages/{messageId}/reactions/{emoji}", NeedsOnMessage(Permission.React), 204),
        Api("DELETE /messages/{messageId}/reactions/{emoji}", NeedsOnMessage(Permission.React), 204),
        Api("POST /conversations/{conversationId}/read", Needs(Permission.Read), 204),
        Api("POST /conversations/{conversationId}/delivered", Needs(Permission.Read), 204),
        Api("POST /conversations/{conversationId}/unread", Needs(Permission.Read), 204).With("""{"ordinal":1}"""),
        Api("GET /messages/{messageId}/readers", NeedsOnMessage(Permission.Read), 200),

        .. Extras,

        // Presence
        Api("GET /search", AnyAccount, 200).Asking("?q=secret&in=$conversation&limit=200").Showing("$secret", cell => cell.IsActive),
        Api("GET /presence", AnyAccount, 200).Asking("?user_ids=$bystander").Only(Shared).Showing("$bystander", cell => cell.IsActive),
        Api("PUT /presence/me", AnyAccount, 200).With("""{"status":"busy"}""").AboutAccounts(),
        Api("PUT /presence/me", Needs(Permission.Read), 200).As("where one is").With("""{"status":"busy","current_conversation_id":"$conversation"}"""),

        .. ModerationRows.All,
        .. OfNotifications(),
        .. OfFiles(),
        .. AdminRows.All,
        .. OfPush(),
    ];

    internal static Row Api(string door, Rule rule, params int[] success) => new(
        door.Replace(" ", " /api/v1", StringComparison.Ordinal), rule, [.. success.Select(s => s.ToString(CultureInfo.InvariantCulture))])
    {
        IsSafe = door.StartsWith("GET", StringComparison.Ordinal),
    };
}
