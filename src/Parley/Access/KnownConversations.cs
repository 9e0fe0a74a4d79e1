using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access;

/// <summary>
/// Whether a conversation stands in the caller's own workspace, be they in it or not. For dialects whose documents promise outsiders 403 where
/// the own protocol says 404; other workspaces tell nothing either way.
/// </summary>
public sealed class KnownConversations(Database database)
{
    public async ValueTask<bool> HasAsync(Caller caller, ConversationId id, CancellationToken ct) => await database.NumberAsync(
        $"select 1 from conversations where id = {id} and workspace_n = {caller.WorkspaceN} and deleted_at is null", ct) == 1;
}
