using Parley.Access;
using Parley.Protocol;
using static Parley.Tests.Access.Matrix.Rules;

namespace Parley.Tests.Access.Matrix;

/// <summary>The rows of files: a file is seen by who may read the message that carries it, and otherwise by who uploaded it.</summary>
internal static partial class RestRows
{
    private static IEnumerable<Row> OfFiles() =>
    [
        Api("POST /files", AnyAccount, 201).AboutAccounts().Uploading("a text of $who"),
        Api("GET /files", AnyAccount, 200).AboutAccounts().Showing("$file", _ => false),
        Api("GET /files/{fileId}", NeedsOnMessage(Permission.Read), 200).Showing("$file", _ => true),
        Api("GET /files/{fileId}/content", NeedsOnMessage(Permission.Read), 200).Showing("$secret", _ => true),
        Api("GET /files/{fileId}/thumbnail", But(NeedsOnMessage(Permission.Read), Errors.NotFound)).As("of a text"),
        Api("POST /files/{fileId}/link", NeedsOnMessage(Permission.Read), 200).With("{}"),
        Api("GET /files/{fileId}/linked", But(Everybody, Errors.NotFound)).As("without a signature").Anonymous(),
        Api("DELETE /files/{fileId}", NeedsOnMessage(Permission.DeleteAnyMessage), 204).As("somebody else's").Spends(),
        Api("GET /conversations/{conversationId}/files", Needs(Permission.Read), 200).Showing("$file", _ => true),
        Api("POST /conversations/{conversationId}/messages", But(Needs(Permission.Post), Errors.NotFound)).As("with somebody else's file")
            .With("""{"attachment_ids":["$file"]}"""),
        Api("PUT /me/avatar", But(AnyAccount, Errors.NotFound)).As("somebody else's file").With("""{"file_id":"$file"}""").AboutAccounts(),

        Api("OPTIONS /files/tus", Everybody, 204).Reads().AboutAccounts(),
        Tus("POST /files/tus", AnyAccount, 201).Saying("Upload-Length", "9"),
        Tus("HEAD /files/tus/{uploadId}", But(AnyAccount, Errors.NotFound)).As("somebody else's").Reads(),
        Tus("PATCH /files/tus/{uploadId}", But(AnyAccount, Errors.NotFound)).As("somebody else's")
            .Saying("Upload-Offset", "0").Saying("Content-Type", "application/offset+octet-stream"),
        Tus("DELETE /files/tus/{uploadId}", But(AnyAccount, Errors.NotFound)).As("somebody else's"),
    ];

    private static Row Tus(string door, Rule rule, params int[] success) => Api(door, rule, success).AboutAccounts().Saying("Tus-Resumable", "1.0.0");
}
