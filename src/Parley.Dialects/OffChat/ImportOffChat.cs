using Parley.Dialects.Shared.Importing;
using Parley.Importing;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>
/// Seed 000: a group and its conversation are two rows there and one conversation here, with the conversation's id. Deleted
/// conversations stay behind.
/// </summary>
internal sealed class ImportOffChat(ImportSource source) : DumpSystem(source)
{
    private const string OfGroup = "its group has no conversation";

    private readonly List<(string Conversation, ImportedMember Member)> _participants = [];
    private readonly List<(string Group, ImportedMember Member)> _groupMembers = [];
    private readonly List<DumpEntry> _conversations = [];
    private readonly Dictionary<string, DumpEntry> _groups = [];

    public override void Take(DumpEntry entry)
    {
        switch (entry.Model)
        {
            case "chat.conversation":
                _conversations.Add(entry);
                break;
            case "chat.group":
                _groups[entry.Key] = entry;
                break;
            case "chat.conversationparticipant":
                _participants.Add((entry.Reference("conversation") ?? "", Participant(entry)));
                break;
            case "chat.groupmember":
                _groupMembers.Add((entry.Reference("group") ?? "", GroupMember(entry)));
                break;
            case "chat.message":
                var at = entry.Time("timestamp");
                Source.Add(new ImportedMessage(entry.Key, entry.Reference("conversation") ?? "", entry.Reference("sender"), entry.Text("content") ?? "")
                {
                    Id = entry.Id, Type = TypeOf(entry.Text("message_type")), At = at, ReplyTo = entry.Reference("reply_to"),
                    ForwardFrom = entry.Reference("forwarded_from"), EditedAt = EditedAt(entry, at), DeletedAt = DeletedAt(entry, at),
                });
                break;
            case "chat.attachment":
                var path = entry.Text("file") ?? "";
                Source.Add(new ImportedFile(entry.Key, entry.Reference("message") ?? "", path, entry.Text("file_name") ?? FileName(path)));
                break;
            default:
                if (IsUser(entry))
                    Source.Add(User(entry) with { IsDisabled = IsDisabled(entry) });
                else
                    Source.Leave(entry.Model, "no such thing here");
                break;
        }
    }

    public override void End()
    {
        var ofGroup = new Dictionary<string, string>();
        foreach (var entry in _conversations)
        {
            var group = entry.Reference("group") is { } key ? _groups.GetValueOrDefault(key) : null;
            if (group is not null)
                ofGroup[group.Key] = entry.Key;

            Source.Add(Conversation(entry, group));
        }

        foreach (var group in _groups.Values.Where(group => !ofGroup.ContainsKey(group.Key)))
        {
            // The real server made the two together; a group whose conversation is gone goes on with its own id.
            ofGroup[group.Key] = group.Key;
            Source.Add(Conversation(group, group));
        }

        AddMembers(_participants);
        AddMembers(_groupMembers.Select(member => (ofGroup.GetValueOrDefault(member.Group, OfGroup), member.Member)));
    }

    private static ImportedConversation Conversation(DumpEntry entry, DumpEntry? group) => new(
        entry.Key, entry.Text("conversation_type") == "individual" ? ConversationType.Direct : ConversationType.Group)
    {
        Id = entry.Id, Title = group?.Text("name") ?? entry.Text("title"), Description = group?.Text("description") ?? entry.Text("description"),
        IsPublic = group is not null && group.Text("group_type") != "private", CreatedBy = group?.Reference("created_by"), CreatedAt = entry.Time("created_at"),
        Skip = entry.Is("is_deleted") || group?.Is("is_deleted") == true ? "it was deleted there" : null,
    };

    // The real server never got as far as writing that somebody had read: without a time, nothing is unread but what it counted.
    private static ImportedMember Participant(DumpEntry entry) => new(entry.Reference("user") ?? "")
    {
        JoinedAt = entry.Time("joined_at"), ReadUpTo = entry.Time("last_read_at"), Unread = entry.Number("unread_count"),
    };

    private static ImportedMember GroupMember(DumpEntry entry) => new(entry.Reference("user") ?? "")
    {
        Role = RoleOf(entry.Text("role")), JoinedAt = entry.Time("joined_at"), Status = entry.Text("status") switch
        {
            "left" => MemberStatus.Left,
            "kicked" => MemberStatus.Kicked,
            "banned" => MemberStatus.Banned,
            _ => MemberStatus.Active,
        },
    };

    private static bool IsDisabled(DumpEntry entry) => !entry.Is("is_active", otherwise: true) || entry.Text("status") is "suspended" or "banned";
}
