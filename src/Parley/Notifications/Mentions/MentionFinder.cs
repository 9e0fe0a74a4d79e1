using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Notifications.Mentions;

/// <summary>Tells whom a text names: active members of its conversation only, and everybody only from who may.</summary>
public sealed class MentionFinder(WorkspaceDirectory workspaces)
{
    // One message asks for so many names at most, whatever it holds.
    private const int Asked = 400;

    public async ValueTask<Mentioned> FindAsync(LogEntry entry, StoredMessage message)
    {
        var people = new List<MentionedPerson>();
        CrowdMention? crowd = null;
        var asked = 0;
        foreach (var run in MentionText.Find(message.Content))
        {
            if (MentionText.Crowd(run) is { } named)
            {
                crowd = crowd == CrowdMention.All ? crowd : named;
                continue;
            }

            var isExternal = MentionText.IsExternal(run);
            foreach (var name in isExternal ? MentionText.ExternalIds(run) : MentionText.Names(run))
            {
                if (++asked > Asked || people.Count >= Limits.MentionsPerMessage)
                    break;
                if (await (isExternal ? ExternalAsync(entry, message, name) : MemberAsync(entry, message, name)) is not { } person)
                    continue;

                if (people.All(p => p.N != person.N))
                    people.Add(person);
                break;
            }
        }

        if (crowd is not null && !await MayNameAllAsync(entry, message))
            crowd = null;

        return people.Count == 0 && crowd is null ? Mentioned.Nobody : new(people, crowd);
    }

    private static ValueTask<MentionedPerson?> MemberAsync(LogEntry entry, StoredMessage message, string key) =>
        entry.Transaction.FindAsync($"""
            select u.n, u.id from users u
            join members m on m.conversation_n = {entry.ConversationN} and m.user_n = u.n and m.status = {MemberStatus.Active}
            where u.workspace_n = {message.WorkspaceN} and u.username_key = {key}
            """, From);

    private static ValueTask<MentionedPerson?> ExternalAsync(LogEntry entry, StoredMessage message, string externalId) =>
        entry.Transaction.FindAsync($"""
            select u.n, u.id from users u
            join members m on m.conversation_n = {entry.ConversationN} and m.user_n = u.n and m.status = {MemberStatus.Active}
            where u.workspace_n = {message.WorkspaceN} and u.external_id = {externalId}
            """, From);

    private static MentionedPerson From(Row row) => new(row.Long(0), row.Id<UserId>(1));

    private async ValueTask<bool> MayNameAllAsync(LogEntry entry, StoredMessage message)
    {
        var here = await entry.Transaction.FindAsync($"""
            select c.type, c.member_count, m.role from conversations c
            join members m on m.conversation_n = c.n and m.user_n = {message.SenderN} and m.status = {MemberStatus.Active}
            where c.n = {entry.ConversationN}
            """, row => new { Type = row.Enum<ConversationType>(0), Members = row.Long(1), Role = row.Enum<MemberRole>(2) });
        if (here is null || Permissions.Least(here.Type, Permission.MentionAll) is null)
            return false;
        if (Permissions.Allows(here.Type, here.Role, Permission.MentionAll))
            return true;

        var settings = await workspaces.SettingsAsync(message.WorkspaceN, CancellationToken.None);
        return here.Type == ConversationType.Group && here.Members <= (settings.Mentions?.AllLimit ?? Limits.MentionAllMembers);
    }
}
