using Parley.Access;
using Parley.Protocol;
using static Parley.Tests.Access.Matrix.Rules;

namespace Parley.Tests.Access.Matrix;

internal static partial class RestRows
{
    private static IEnumerable<Row> OfNotifications() =>
    [
        Api("GET /notifications", AnyAccount, 200).AboutAccounts(),
        Api("GET /notifications/unread_count", AnyAccount, 200).AboutAccounts(),
        Api("POST /notifications/read", AnyAccount, 204).AboutAccounts(),
        Api("DELETE /notifications/{notificationId}", But(AnyAccount, Errors.NotFound)).As("what is not one's own").Naming("notificationId", "$session")
            .AboutAccounts(),
        Api("GET /me/badges", AnyAccount, 200).AboutAccounts(),
        Api("GET /me/notification-settings", AnyAccount, 200).AboutAccounts(),
        Api("PUT /me/notification-settings", AnyAccount, 200).With("""{"keywords":["$who"]}""").AboutAccounts(),
        Api("GET /conversations/{conversationId}/notification-settings", Needs(Permission.Read), 200),
        Api("PUT /conversations/{conversationId}/notification-settings", Needs(Permission.Read), 200).With("""{"level":"all"}"""),
        Api("GET /messages/{messageId}/notification-explanation", NeedsOnMessage(Permission.Read), 200),
        Api("GET /conversations/{conversationId}/members", Needs(Permission.Read), 200).As("whose name begins so").Asking("?query=Founder")
            .Showing("$founder", _ => true),
    ];
}
