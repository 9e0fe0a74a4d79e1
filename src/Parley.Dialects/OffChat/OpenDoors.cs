using Parley.Access;
using Parley.Conversations;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>Opens conversations as OffChat does: whoever is not in one is forbidden, and what is not there is not found.</summary>
internal sealed class OpenDoors(ConversationAccess access, ConversationStandings standings)
{
    /// <summary>What the caller is in it; nothing where they are not.</summary>
    /// <exception cref="Refusal"><c>not_found</c>: the workspace has no such conversation.</exception>
    public async ValueTask<Membership?> FindAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        try
        {
            return await access.RequireAsync(caller, id, Permission.Read, ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.Forbidden || refusal.Error == Errors.NotFound)
        {
            return await standings.StandsAsync(caller, id, ct) ? null : throw new Refusal(Errors.NotFound);
        }
    }

    /// <exception cref="Refusal"><c>forbidden</c>, <c>not_found</c>; who may not speak there.</exception>
    public async ValueTask<Membership> RequireAsync(Caller caller, ConversationId id, Permission permission, CancellationToken ct) =>
        await FindAsync(caller, id, ct) is null ? throw new Refusal(Errors.Forbidden) : await access.RequireAsync(caller, id, permission, ct);

    /// <summary>The same of a group: a conversation of two is none.</summary>
    public async ValueTask<Membership> RequireGroupAsync(Caller caller, ConversationId id, Permission permission, CancellationToken ct) =>
        await RequireAsync(caller, id, Permission.Read, ct) is { Type: ConversationType.Direct }
            ? throw new Refusal(Errors.NotFound)
            : await access.RequireAsync(caller, id, permission, ct);
}
