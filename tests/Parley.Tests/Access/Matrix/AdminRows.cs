using Parley.Protocol;
using static Parley.Tests.Access.Matrix.RestRows;
using static Parley.Tests.Access.Matrix.Rules;

namespace Parley.Tests.Access.Matrix;

/// <summary>The routes of the administration: no role in a conversation opens them, and no administrator sees another workspace.</summary>
internal static class AdminRows
{
    public static IReadOnlyList<Row> All =>
    [
        Api("POST /auth/accept-invite", But(Everybody, Errors.NotFound)).As("with what we never gave").Anonymous().AboutAccounts()
            .With("""{"invite":"$context","password":"a good password"}"""),

        Api("GET /admin/users", AnyAdministrator, 200).Asking("?query=Founder").AboutAccounts().Showing("$founder", cell => cell.Who != Who.Elsewhere),
        Api("GET /admin/users", OfMainsOwner, 200).As("of main").Asking("?query=Founder&workspace=main").AboutAccounts().Showing("$founder", _ => true),
        Api("GET /admin/users", OfElsewhereAsAdministrator, 200).As("of another workspace").Asking("?workspace=elsewhere").AboutAccounts()
            .Showing("$founder", _ => false),
        Api("POST /admin/users", AnyAdministrator, 201).With("""{"username":"made-by-$who-$context"}""").AboutAccounts(),
        Api("POST /admin/users/bulk", AnyAdministrator, 200).AboutAccounts()
            .With("""{"action":"set_type","ids":["$bystander"],"account_type":"staff"}"""),
        Api("GET /admin/users/{userId}", Administrator, 200).AboutAccounts().Showing("$bystander", _ => true),
        Api("PATCH /admin/users/{userId}", Administrator, 200).With("""{"display_name":"Somebody"}""").OnItsOwn().AboutAccounts(),
        Api("POST /admin/users/{userId}/sign-out", Administrator, 204).AboutAccounts(),
        Api("POST /admin/users/{userId}/invite", OwnerOfWorkspace, 201).As("for an owner").Naming("userId", "$root").AboutAccounts(),

        Api("GET /admin/conversations", AnyAdministrator, 200).Asking("?query=$title").Only(Kind.PrivateGroup)
            .Showing("$conversation", cell => cell.Who != Who.Elsewhere),
        Api("GET /admin/conversations/{conversationId}", AdministratorOfMain, 200).Only(Kind.Direct, Kind.PrivateGroup, Kind.Ended)
            .Showing("$founder", _ => true),
        Api("DELETE /admin/conversations/{conversationId}", AdministratorOfMain, 204).Only(Kind.PrivateGroup).Spends(),
        Api("POST /admin/conversations/{conversationId}/restore", AdministratorOfMain, 204).Only(Kind.PrivateGroup, Kind.Ended).Spends(),
        Api("GET /admin/conversations/{conversationId}/members", AdministratorOfMain, 200).Only(Kind.PrivateGroup).Showing("$banned", _ => true),
        Api("POST /admin/conversations/{conversationId}/members", AdministratorOfMain, 200).Only(Kind.PrivateGroup).Spends()
            .With("""{"action":"set_role","role":"moderator","user_ids":["$bystander"]}"""),

        Api("GET /admin/messages", AnyAdministrator, 200).Asking("?conversation_id=$home").AboutAccounts(),
        Api("GET /admin/messages", AdministratorOfMain, 200).As("of a conversation").Asking("?conversation_id=$conversation&deleted=true")
            .Only(Kind.PrivateGroup),
        Api("POST /admin/messages/bulk", AnyAdministrator, 200).With("""{"action":"delete","ids":["$message"]}""").Only(Kind.PrivateGroup).Spends(),
        Api("POST /admin/messages/{messageId}/restore", AdministratorOfMain, 204).Only(Kind.PrivateGroup),

        Api("GET /admin/settings", AnyAdministrator, 200).AboutAccounts()
            .Showing("Parley:DataDirectory", cell => cell.Who == Who.WorkspaceOwner),
        Api("GET /admin/statistics", AnyAdministrator, 200).AboutAccounts(),
        Api("GET /admin/purge", AnyAdministrator, 200).AboutAccounts(),
        Api("GET /admin/audit", AnyAdministrator, 200).AboutAccounts(),
        Api("GET /admin/audit/verify", AnyAdministrator, 200).AboutAccounts(),
        Api("GET /admin/audit/export", AnyAdministrator, 200).AboutAccounts(),
    ];

    private static readonly Rule OfMainsOwner = cell => AnyAdministrator(cell) ?? OfMain(cell);

    private static readonly Rule OfElsewhereAsAdministrator = cell => AnyAdministrator(cell) ?? OfElsewhere(cell);
}
