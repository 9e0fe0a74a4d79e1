using Parley.Dialects.Shared.Importing;
using Parley.Importing;
using Parley.Protocol;

namespace Parley.Dialects.MrmChat;

/// <summary>Seed 002: chats with their people and their messages. It knew no reading, no edits and no roles.</summary>
internal sealed class ImportMrmChat(ImportSource source) : DumpSystem(source)
{
    public override void Take(DumpEntry entry)
    {
        switch (entry.Model)
        {
            case "chat.chat":
                var chat = new ImportedConversation(entry.Key, ConversationType.Group) { Title = entry.Text("name"), CreatedAt = entry.Time("created_at") };
                chat.Members.AddRange(entry.References("participants").Select(person => new ImportedMember(person)));
                Source.Add(chat);
                break;
            case "chat.message":
                Source.Add(new ImportedMessage(entry.Key, entry.Reference("chat") ?? "", entry.Reference("sender"), entry.Text("content") ?? "")
                {
                    At = entry.Time("timestamp"),
                });
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
        // A chat stands in one row with its people.
    }
}
