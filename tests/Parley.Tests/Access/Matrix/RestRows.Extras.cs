using Parley.Access;
using Parley.Protocol;
using static Parley.Tests.Access.Matrix.Rules;

namespace Parley.Tests.Access.Matrix;

/// <summary>Pins, drafts, saved messages, permalinks, cards and metadata.</summary>
internal static partial class RestRows
{
    private const string NoCard = "01997a3e-0005-7000-8000-000000000005";

    private static IReadOnlyList<Row> Extras =>
    [
        Api("PUT /messages/{messageId}/pin", NeedsOnMessage(Permission.PinMessages), 204),
        Api("DELETE /messages/{messageId}/pin", NeedsOnMessage(Permission.PinMessages), 204),
        Api("GET /conversations/{conversationId}/pins", Needs(Permission.Read), 200),

        Api("GET /me/drafts", AnyAccount, 200).AboutAccounts(),
        Api("GET /conversations/{conversationId}/draft", But(Needs(Permission.Read), Errors.NotFound)).As("where there is none").OnItsOwn(),
        Api("PUT /conversations/{conversationId}/draft", Needs(Permission.Post), 200).With("""{"content":"well…"}"""),
        Api("PUT /conversations/{conversationId}/draft", But(NeedsOnMessage(Permission.Read), Errors.ValidationFailed))
            .As("an answer to a message elsewhere").Naming("conversationId", "$home").With("""{"content":"well…","reply_to":"$message"}"""),
        Api("DELETE /conversations/{conversationId}/draft", Needs(Permission.Read), 204),

        Api("GET /me/saved", AnyAccount, 200).AboutAccounts(),
        Api("PUT /messages/{messageId}/saved", NeedsOnMessage(Permission.Read), 204),
        Api("DELETE /messages/{messageId}/saved", AnyAccount, 204),   // nothing is said of what was never saved

        Api("GET /messages/{messageId}/context", NeedsOnMessage(Permission.Read), 200).Showing("$secret", _ => true),
        new Row("GET /m/{messageId}", Everybody, ["200"]) { IsSafe = true, Kinds = [Kind.PublicGroup] },
        new Row("HEAD /m/{messageId}", Everybody, ["200"]) { IsSafe = true, Kinds = [Kind.PublicGroup] },
        Api("PATCH /messages/{messageId}", Author, 200).As("the metadata of one's own").Naming("messageId", "$own").With("""{"metadata":{"task":42}}"""),
        Api("PATCH /messages/{messageId}", AuthorOnly).As("the metadata of somebody else's").With("""{"metadata":{"task":42}}"""),

        Api("GET /messages", But(AnyAccount, Errors.KeyNotIndexed)).As("a key that nobody asked for").Asking("?metadata.task=42").AboutAccounts(),
        Api("GET /messages", But(Needs(Permission.Read), Errors.KeyNotIndexed)).As("in a conversation")
            .Asking("?metadata.task=42&conversation_id=$conversation"),
        Api("DELETE /messages/{messageId}/link-previews/{previewId}", But(NeedsOnMessage(Permission.DeleteAnyMessage), Errors.NotFound))
            .Naming("previewId", NoCard),
        Api("GET /messages/{messageId}/link-previews/{previewId}/image", But(NeedsOnMessage(Permission.Read), Errors.NotFound))
            .Naming("previewId", NoCard),
    ];
}
