using Parley.Access;
using Parley.Protocol;

namespace Parley.Conversations.Log;

/// <summary>
/// In slow mode a member posts once in so many seconds; moderators as often as they like. Decided in the commit of the message, so that
/// neither several sockets nor sends at the same moment get around it.
/// </summary>
public static class SlowMode
{
    public static bool Holds(Membership membership) => membership.SlowModeSeconds > 0 && membership.Role < MemberRole.Moderator;

    /// <exception cref="Refusal"><c>slow_mode</c> with the time to wait; <c>id_taken</c> first, because a repeated send is no second one.</exception>
    public static async ValueTask TakeTurnAsync(LogEntry entry, Membership membership, Caller caller, MessageId id)
    {
        var transaction = entry.Transaction;
        if (await transaction.NumberAsync($"select 1 from messages where id = {id} and workspace_n = {caller.WorkspaceN}") == 1)
            throw new Refusal(Errors.IdTaken);

        var pause = TimeSpan.FromSeconds(membership.SlowModeSeconds);
        var last = await transaction.NumberAsync(
            $"select last_post_at from members where conversation_n = {entry.ConversationN} and user_n = {caller.UserN}");
        if (DateTimeOffset.FromUnixTimeMilliseconds(last) + pause - entry.Now is var wait && wait > TimeSpan.Zero)
            throw new Refusal(Errors.SlowMode) { RetryAfter = wait };

        await transaction.WriteAsync($"""
            update members set last_post_at = {entry.Now} where conversation_n = {entry.ConversationN} and user_n = {caller.UserN}
            """);
    }
}
