using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Conversations;

/// <summary>The steps of the log by which people come and go; each stores, numbers and tells one change.</summary>
internal static class MemberSteps
{
    /// <summary>Makes somebody an active member, new or again. They have read what was there before them.</summary>
    public static async ValueTask<MemberRow> JoinAsync(LogEntry entry, long userN, MemberRole role, long actorN)
    {
        var last = await entry.Transaction.NumberAsync(
            $"select coalesce(max(ordinal), 0) from messages where conversation_n = {entry.ConversationN}");
        await entry.Transaction.WriteAsync($"""
            insert into members (conversation_n, user_n, role, status, joined_at, read_ordinal, visible_after)
            values ({entry.ConversationN}, {userN}, {role}, {MemberStatus.Active}, {entry.Now}, {last}, {last})
            on conflict (conversation_n, user_n) do update set role = excluded.role, status = excluded.status,
                joined_at = excluded.joined_at, read_ordinal = excluded.read_ordinal, visible_after = excluded.visible_after, archived = 0, pinned = 0, muted_until = null, unread_from = null
            """);
        var count = await CountAsync(entry, +1);
        var member = (await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, userN))!;
        var seq = await entry.ChangeAsync(
            ChangeKind.MemberJoined, userN, actorN, new MemberChange(role, MemberStatus.Active, count).ToString());
        entry.Tell(new Announcement(
            entry.ConversationN, entry.Conversation, seq, new MemberJoined(entry.Conversation, seq, member.UserId, member.View, count))
        {
            Joining = [userN],
        });
        return member;
    }

    /// <summary>Ends an active membership: left, kicked or banned. They hear this and nothing after it.</summary>
    public static async ValueTask LeaveAsync(LogEntry entry, MemberRow member, MemberStatus status, Caller actor)
    {
        await SetAsync(entry, member.UserN, MemberRole.Member, status);
        var count = await CountAsync(entry, -1);
        var seq = await entry.ChangeAsync(
            ChangeKind.MemberLeft, member.UserN, actor.UserN, new MemberChange(MemberRole.Member, status, count).ToString());
        entry.Tell(new Announcement(
            entry.ConversationN, entry.Conversation, seq,
            new MemberLeft(entry.Conversation, seq, member.UserId, status, actor.UserId, count))
        {
            Leaving = member.UserN,
        });
    }

    /// <summary>Changes a role, or the status of somebody who is not active.</summary>
    public static async ValueTask UpdateAsync(LogEntry entry, long userN, MemberRole role, MemberStatus status, Caller actor)
    {
        await SetAsync(entry, userN, role, status);
        await TellUpdatedAsync(entry, (await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, userN))!, actor);
    }

    /// <summary>Silences a member until a time, or lets them speak again. It stays with them when they leave and come back.</summary>
    public static async ValueTask SilenceAsync(LogEntry entry, MemberRow member, DateTimeOffset? until, Caller actor)
    {
        await entry.Transaction.WriteAsync(
            $"update members set silenced_until = {until} where conversation_n = {entry.ConversationN} and user_n = {member.UserN}");
        await TellUpdatedAsync(entry, member with { SilencedUntil = until }, actor);
    }

    private static async ValueTask TellUpdatedAsync(LogEntry entry, MemberRow now, Caller actor)
    {
        var seq = await entry.ChangeAsync(
            ChangeKind.MemberUpdated, now.UserN, actor.UserN, new MemberChange(now.Role, now.Status, 0, now.SilencedUntil).ToString());
        entry.Tell(new Announcement(
            entry.ConversationN, entry.Conversation, seq,
            new MemberUpdated(entry.Conversation, seq, now.UserId, now.Role, now.Status, actor.UserId, now.SilencedUntil))
        {
            Changed = now.UserN,
        });
    }

    /// <summary>
    /// The line in the timeline that says who came or went; clients word it from the metadata in their own language. None in a conversation
    /// that a dialect began: its clients take every line for somebody's words.
    /// </summary>
    public static async ValueTask SayAsync(LogEntry entry, Caller actor, string what, string text, IReadOnlyList<UserId> people)
    {
        if (await entry.Transaction.NumberAsync($"select 1 from conversations where n = {entry.ConversationN} and origin is not null") == 1)
            return;

        var metadata = new JsonObject
        {
            ["event"] = what,
            ["user_ids"] = new JsonArray([.. people.Take(100).Select(p => (JsonNode?)JsonValue.Create(p.ToString()))]),
            ["count"] = JsonValue.Create(people.Count),
        };
        await entry.PostAsync(new NewMessage(MessageId.New(), actor.WorkspaceN, actor.UserN, MessageType.System, text)
        {
            Metadata = JsonElement.Parse(metadata.ToJsonString(WireJson.Wire.Options)),
        });
    }

    private static async ValueTask SetAsync(LogEntry entry, long userN, MemberRole role, MemberStatus status) =>
        await entry.Transaction.WriteAsync($"""
            insert into members (conversation_n, user_n, role, status, joined_at, read_ordinal)
            values ({entry.ConversationN}, {userN}, {role}, {status}, {entry.Now}, 0)
            on conflict (conversation_n, user_n) do update set role = excluded.role, status = excluded.status
            """);

    private static async ValueTask<long> CountAsync(LogEntry entry, int change)
    {
        await entry.Transaction.WriteAsync($"update conversations set member_count = member_count + {change} where n = {entry.ConversationN}");
        return await entry.Transaction.NumberAsync($"select member_count from conversations where n = {entry.ConversationN}");
    }
}
