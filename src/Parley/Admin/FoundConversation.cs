using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>A conversation of the administered workspace, deleted or not: found without a membership, because administrators need none.</summary>
internal sealed record FoundConversation(long N, ConversationId Id, ConversationType Type, DateTimeOffset? DeletedAt)
{
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public static async ValueTask<FoundConversation> RequireAsync(Queries queries, Caller admin, ConversationId id, CancellationToken ct) =>
        await queries.FindAsync($"select n, type, deleted_at from conversations where id = {id} and workspace_n = {admin.WorkspaceN}",
            row => new FoundConversation(row.Long(0), id, row.Enum<ConversationType>(1), row.TimeOrNull(2)), ct)
        ?? throw new Refusal(Errors.NotFound);

    /// <summary>Looked at once more inside the transaction.</summary>
    /// <exception cref="Refusal"><c>conversation_gone</c>.</exception>
    public async ValueTask RequirePresentAsync(Transaction transaction)
    {
        if (await transaction.NumberAsync($"select 1 from conversations where n = {N} and deleted_at is null") == 0)
            throw new Refusal(Errors.ConversationGone);
    }
}
