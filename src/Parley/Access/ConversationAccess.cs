using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access;

/// <summary>
/// The only way to a conversation is through the caller's membership: looking up is the authorization. Whoever may not know that it
/// exists gets <c>not_found</c>.
/// </summary>
public sealed class ConversationAccess(Database database, MembershipCache cache, TimeProvider clock)
{
    /// <summary>The caller's active membership, whose role allows <paramref name="permission"/>.</summary>
    /// <exception cref="Refusal"><c>not_found</c> to outsiders, <c>forbidden</c> to members and where the conversation is public.</exception>
    public ValueTask<Membership> RequireAsync(Caller caller, ConversationId conversation, Permission permission, CancellationToken ct)
    {
        var known = cache.Find(conversation, caller.UserN);
        return known is not null ? new(Allowed(known, permission)) : LookUpAsync(caller, conversation, permission, ct);
    }

    /// <summary>A message of a conversation in which the caller's role allows <paramref name="permission"/>.</summary>
    public async ValueTask<MessageAccess> RequireMessageAsync(Caller caller, MessageId message, Permission permission, CancellationToken ct)
    {
        var found = await database.FindAsync($"""
            select m.n, c.id, m.ordinal, m.sender_n, m.type, m.deleted_at from messages m join conversations c on c.n = m.conversation_n
            where m.id = {message} and m.workspace_n = {caller.WorkspaceN}
            """, row => new
        {
            N = row.Long(0), Conversation = row.Id<ConversationId>(1), Ordinal = row.Long(2), SenderN = row.Long(3),
            Type = row.Enum<MessageType>(4), IsDeleted = !row.IsNull(5),
        }, ct) ?? throw new Refusal(Errors.NotFound);
        var membership = await HiddenAsync(caller, found.Conversation, permission, ct);
        if (found.Ordinal <= membership.VisibleAfter)
            throw new Refusal(Errors.NotFound);   // said before their time, in a conversation that hides that

        return new MessageAccess(membership, found.N, message, found.Ordinal, found.SenderN, found.Type, found.IsDeleted);
    }

    /// <summary>Who may write new words, be it by an old message.</summary>
    /// <exception cref="Refusal"><c>blocked</c>, <c>silenced</c> or <c>conversation_archived</c>.</exception>
    public void RequireVoice(Membership membership)
    {
        if (membership.IsArchived)
            throw new Refusal(Errors.ConversationArchived);
        if (membership.IsBlocked)
            throw new Refusal(Errors.Blocked);
        if (membership.SilencedUntil is { } until && until - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            throw new Refusal(Errors.Silenced) { RetryAfter = wait };
    }

    // A message's id tells nothing of its conversation: outsiders of a public one get not_found too.
    private async ValueTask<Membership> HiddenAsync(Caller caller, ConversationId conversation, Permission permission, CancellationToken ct)
    {
        var membership = cache.Find(conversation, caller.UserN) ?? await FindAsync(caller, conversation, ct);
        return membership is null ? throw new Refusal(Errors.NotFound) : Allowed(membership, permission);
    }

    private async ValueTask<Membership> LookUpAsync(Caller caller, ConversationId conversation, Permission permission, CancellationToken ct)
    {
        if (await FindAsync(caller, conversation, ct) is { } membership)
            return Allowed(membership, permission);

        var isPublic = await database.NumberAsync($"""
            select 1 from conversations c where c.id = {conversation} and c.workspace_n = {caller.WorkspaceN}
                and c.deleted_at is null and c.visibility = {Visibility.Public}
            """, ct) == 1;
        throw isPublic ? new Refusal(Errors.Forbidden, "Join the conversation first.") : new Refusal(Errors.NotFound);
    }

    private async ValueTask<Membership?> FindAsync(Caller caller, ConversationId conversation, CancellationToken ct)
    {
        var changes = cache.Changes;
        var membership = await database.FindAsync($"""
            select c.n, c.type, c.visibility, m.role, case when c.history = {HistoryVisibility.FromJoin} then m.visible_after else 0 end,
                c.slow_mode_seconds, m.silenced_until,
                case when c.type = {ConversationType.Direct} and exists (
                    select 1 from members o join blocks b on (b.blocker_n = o.user_n and b.blocked_n = m.user_n)
                        or (b.blocker_n = m.user_n and b.blocked_n = o.user_n)
                    where o.conversation_n = c.n) then 1 else 0 end, c.archived_at is not null
            from conversations c
            join members m on m.conversation_n = c.n and m.user_n = {caller.UserN} and m.status = {MemberStatus.Active}
            where c.id = {conversation} and c.workspace_n = {caller.WorkspaceN} and c.deleted_at is null
            """, row => new Membership(
                row.Long(0), conversation, row.Enum<ConversationType>(1), row.Enum<Visibility>(2), row.Enum<MemberRole>(3),
                row.Long(4))
        {
            SlowModeSeconds = row.Int(5), SilencedUntil = row.TimeOrNull(6), IsBlocked = row.Bool(7), IsArchived = row.Bool(8),
        }, ct);
        if (membership is not null)
            cache.Keep(membership, caller.UserN, changes);

        return membership;
    }

    private Membership Allowed(Membership membership, Permission permission)
    {
        if (!membership.May(permission))
            throw new Refusal(Errors.Forbidden);
        if (permission is Permission.Post or Permission.React or Permission.PinMessages)
            RequireVoice(membership);

        return membership;
    }
}
