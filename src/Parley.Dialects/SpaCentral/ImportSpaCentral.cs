using Parley.Dialects.Shared.Importing;
using Parley.Importing;
using Parley.Protocol;

namespace Parley.Dialects.SpaCentral;

/// <summary>Seed 001: a message names its sender and its receiver; the two are the conversation. Rooms have members and no messages.</summary>
internal sealed class ImportSpaCentral(ImportSource source) : DumpSystem(source)
{
    private readonly HashSet<string> _pairs = [];

    public override void Take(DumpEntry entry)
    {
        switch (entry.Model)
        {
            case "chat.chatmessage":
                Message(entry);
                break;
            case "chat.chatroom":
                Room(entry);
                break;
            case "chat.chatnotification":
                Source.Leave(entry.Model, "old notifications are not brought back");
                break;
            default:
                if (IsUser(entry))
                    Source.Add(User(entry) with { AccountType = entry.Text("user_type") });
                else
                    Source.Leave(entry.Model, "no such thing here");
                break;
        }
    }

    public override void End()
    {
        // Every message brought its pair along.
    }

    private void Message(DumpEntry entry)
    {
        var (sender, receiver, at) = (entry.Reference("sender"), entry.Reference("receiver"), entry.Time("timestamp"));
        Source.Add(new ImportedMessage(entry.Key, Pair(sender, receiver, at), sender, entry.Text("message") ?? "")
        {
            Type = TypeOf(entry.Text("message_type")), At = at, ReplyTo = entry.Reference("reply_to"),
            EditedAt = entry.Is("is_edited") ? entry.Time("edited_at") ?? entry.Time("updated_at") ?? at : null, DeletedAt = DeletedAt(entry, at),
            ReadBy = entry.Is("is_read") && receiver is not null ? [receiver] : [],
        });
        if (entry.Text("file") is { } path)
            Source.Add(new ImportedFile(entry.Key, entry.Key, path, entry.Text("file_name") ?? FileName(path)));
    }

    private string Pair(string? sender, string? receiver, DateTimeOffset? at)
    {
        if (sender is null || receiver is null)
            return "";

        var (one, other) = string.CompareOrdinal(sender, receiver) <= 0 ? (sender, receiver) : (receiver, sender);
        var key = $"pair {one} {other}";
        if (!_pairs.Add(key))
            return key;

        var pair = new ImportedConversation(key, ConversationType.Direct) { IsImplied = true, CreatedBy = sender, CreatedAt = at };
        pair.Members.Add(new ImportedMember(one) { IsImplied = true, ReadsByMessage = true });
        if (other != one)
            pair.Members.Add(new ImportedMember(other) { IsImplied = true, ReadsByMessage = true });

        Source.Add(pair);
        return key;
    }

    private void Room(DumpEntry entry)
    {
        var creator = entry.Reference("created_by");
        var room = new ImportedConversation($"room {entry.Key}", ConversationType.Group)
        {
            Title = entry.Text("name"), Description = entry.Text("description"), CreatedBy = creator, CreatedAt = entry.Time("created_at"),
            ArchivedAt = entry.Is("is_active", otherwise: true) ? null : entry.Time("updated_at") ?? entry.Time("created_at") ?? DateTimeOffset.UnixEpoch,
        };
        room.Members.AddRange(entry.References("members").Select(member => new ImportedMember(member)));
        if (creator is not null)
            room.Members.Add(new ImportedMember(creator) { Role = MemberRole.Owner, IsImplied = true });

        Source.Add(room);
    }
}
