using Parley.Dialects.Shared.Importing;
using Parley.Importing;
using Parley.Protocol;

namespace Parley.Dialects.AriStay;

/// <summary>Seed 003: rooms, also of tasks and properties, and who has read what by person and message.</summary>
internal sealed class ImportAriStay(ImportSource source) : DumpSystem(source)
{
    private readonly List<(string Room, ImportedMember Member)> _participants = [];

    public override void Take(DumpEntry entry)
    {
        switch (entry.Model)
        {
            case "api.chatroom":
                Source.Add(Room(entry));
                break;
            case "api.chatparticipant":
                _participants.Add((entry.Reference("room") ?? "", Participant(entry)));
                break;
            case "api.chatmessage":
                Message(entry);
                break;
            case "api.chattypingindicator":
                Source.Leave(entry.Model, "who types is not kept");
                break;
            default:
                if (IsUser(entry))
                    Source.Add(User(entry));
                else
                    Source.Leave(entry.Model, "no such thing here");
                break;
        }
    }

    public override void End() => AddMembers(_participants);

    private static ImportedConversation Room(DumpEntry entry)
    {
        var type = entry.Text("room_type");
        var context = type is "task" or "property" ? type : null;
        return new(entry.Key, type == "direct" ? ConversationType.Direct : ConversationType.Group)
        {
            Id = entry.Id, Title = entry.Text("name"), CreatedBy = entry.Reference("created_by"), CreatedAt = entry.Time("created_at"),
            ContextType = context is not null && entry.Reference(context) is not null ? context : null,
            ContextId = context is not null ? entry.Reference(context) : null,
            ArchivedAt = entry.Is("is_active", otherwise: true) ? null
                : entry.Time("archived_at") ?? entry.Time("modified_at") ?? entry.Time("created_at") ?? DateTimeOffset.UnixEpoch,
        };
    }

    private static ImportedMember Participant(DumpEntry entry) => new(entry.Reference("user") ?? "")
    {
        Role = entry.Is("is_admin") ? MemberRole.Admin : MemberRole.Member,
        Status = entry.Time("left_at") is null ? MemberStatus.Active : MemberStatus.Left,
        JoinedAt = entry.Time("joined_at"), ReadUpTo = entry.Time("last_read_at"), ReadsByMessage = true,
        MutedUntil = entry.Is("is_muted") || entry.Is("muted") ? entry.Time("muted_until") ?? DateTimeOffset.MaxValue : entry.Time("muted_until"),
    };

    private void Message(DumpEntry entry)
    {
        var at = entry.Time("created_at");
        Source.Add(new ImportedMessage(entry.Key, entry.Reference("room") ?? "", entry.Reference("sender"), entry.Text("content") ?? "")
        {
            Id = entry.Id, Type = TypeOf(entry.Text("message_type")), At = at, ReplyTo = entry.Reference("reply_to"), EditedAt = EditedAt(entry, at),
            DeletedAt = DeletedAt(entry, at), ReadBy = entry.Names("read_by"),
        });
        if (entry.Text("attachment") is { } path)
            Source.Add(new ImportedFile(entry.Key, entry.Key, path, entry.Text("attachment_name") ?? FileName(path)));
    }
}
