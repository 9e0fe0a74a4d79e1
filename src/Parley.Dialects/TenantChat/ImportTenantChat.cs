using Parley.Dialects.Shared.Importing;
using Parley.Importing;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>
/// Seed 004: it knows its users by UUID only. They become accounts with that id, which their own service's tokens name
/// (<c>external:UUID</c>); a file of users gives them names and passwords. One tenant at a time goes into one workspace.
/// </summary>
internal sealed class ImportTenantChat(ImportSource source, string? tenant) : DumpSystem(source)
{
    private readonly List<(string Conversation, ImportedMember Member)> _participants = [];
    private readonly List<DumpEntry> _users = [];
    private readonly HashSet<string> _people = [];
    private readonly Dictionary<string, long> _tenants = [];

    public override void Take(DumpEntry entry)
    {
        switch (entry.Model)
        {
            case "notifications.chatconversation":
                Source.Add(Conversation(entry));
                break;
            case "notifications.chatparticipant":
                if (IsOurs(entry))
                    _people.Add(entry.Reference("user_id") ?? "");
                _participants.Add((entry.Reference("conversation") ?? "", Participant(entry)));
                break;
            case "notifications.chatmessage":
                Message(entry);
                break;
            case "notifications.messagereaction":
                Reaction(entry);
                break;
            case "notifications.userpresence" or "notifications.typingindicator":
                Source.Leave(entry.Model, "who is there is found out anew");
                break;
            case UserModel:
                _users.Add(entry);
                break;
            default:
                if (IsUser(entry))
                    _users.Add(entry);
                else
                    Source.Leave(entry.Model, "no such thing here");
                break;
        }
    }

    /// <summary>What a row of a plain list of users counts as.</summary>
    public const string UserModel = "users";

    public override void End()
    {
        if (tenant is null && _tenants.Count > 1)
            throw new DumpException(
                $"The dump holds {_tenants.Count} tenants: import each into a workspace of its own with --tenant and --workspace. "
                + string.Join(", ", _tenants.OrderByDescending(some => some.Value).Take(20).Select(some => $"{some.Key} ({some.Value} conversations)")));
        if (tenant is not null && !_tenants.ContainsKey(tenant))
            throw new DumpException($"The dump holds no conversation of tenant {tenant}.");

        AddUsers();
        AddMembers(_participants);
    }

    private void AddUsers()
    {
        foreach (var entry in _users)
        {
            // Nobody of another tenant gets into this one's workspace because the file of users is one for all.
            if (tenant is null || _people.Contains(entry.Key) || entry.Reference("tenant_id") == tenant || entry.Reference("tenant") == tenant)
            {
                Source.Add(Person(entry));
                continue;
            }

            Source.Tally.Found(ImportKind.User);
            Source.Tally.Skipped(ImportKind.User, "nowhere in this tenant's chats");
        }

        foreach (var person in _people.Where(person => person.Length > 0 && !Source.Users.ContainsKey(person)))
        {
            Source.Add(new ImportedUser(person, person) { Id = Guid.TryParse(person, out var id) ? id : null, ExternalId = person });
            Source.Tally.Changed(ImportKind.User, "known by id only: an account external:ID that is called by it (--users gives names)", person);
        }
    }

    private static ImportedUser Person(DumpEntry entry) => User(entry) with
    {
        Id = entry.Id,
        ExternalId = entry.Key,
        AccountType = null,
        DisplayName = User(entry).DisplayName ?? entry.Text("display_name"),
    };

    private ImportedConversation Conversation(DumpEntry entry)
    {
        if (entry.Reference("tenant_id") is { } of)
            _tenants[of] = _tenants.GetValueOrDefault(of) + 1;
        if (IsOurs(entry) && entry.Reference("created_by") is { } creator)
            _people.Add(creator);

        return new(entry.Key, entry.Text("conversation_type") switch
        {
            "group" => ConversationType.Group,
            "channel" => ConversationType.Channel,
            _ => ConversationType.Direct,
        })
        {
            Id = entry.Id, Title = entry.Text("title"), CreatedBy = entry.Reference("created_by"), CreatedAt = entry.Time("created_at"),
            ArchivedAt = entry.Is("is_active", otherwise: true) ? null : entry.Time("updated_at") ?? entry.Time("created_at") ?? DateTimeOffset.UnixEpoch,
            Skip = !IsOurs(entry) ? "it is another tenant's" : entry.Is("is_deleted") ? "it was deleted there" : null,
        };
    }

    private static ImportedMember Participant(DumpEntry entry) => new(entry.Reference("user_id") ?? "")
    {
        Role = RoleOf(entry.Text("role")), JoinedAt = entry.Time("joined_at"), ReadUpTo = entry.Time("last_seen_at"), ReadsByMessage = true,
        Status = entry.Is("is_active", otherwise: true) && !entry.Is("is_deleted") ? MemberStatus.Active : MemberStatus.Left,
    };

    private void Message(DumpEntry entry)
    {
        var (at, sender) = (entry.Time("created_at"), entry.Reference("sender_id"));
        if (IsOurs(entry) && sender is not null)
            _people.Add(sender);

        Source.Add(new ImportedMessage(entry.Key, entry.Reference("conversation") ?? "", sender, entry.Text("content") ?? "")
        {
            Id = entry.Id, Type = TypeOf(entry.Text("message_type")), At = at, ReplyTo = entry.Reference("reply_to"), EditedAt = EditedAt(entry, at),
            DeletedAt = DeletedAt(entry, at),
        });
        if (entry.Text("file_url") is { } path)
            Source.Add(new ImportedFile(entry.Key, entry.Key, path, entry.Text("file_name") ?? FileName(path)));
    }

    private void Reaction(DumpEntry entry)
    {
        if (entry.Is("is_deleted"))
        {
            Source.Tally.Found(ImportKind.Reaction);
            Source.Tally.Skipped(ImportKind.Reaction, "it was taken back there");
            return;
        }

        if (IsOurs(entry) && entry.Reference("user_id") is { } user)
            _people.Add(user);

        Source.Add(new ImportedReaction(
            entry.Key, entry.Reference("message") ?? "", entry.Reference("user_id") ?? "", entry.Text("emoji") ?? "", entry.Time("created_at")));
    }

    private bool IsOurs(DumpEntry entry) => tenant is null || entry.Reference("tenant_id") is not { } of || of == tenant;
}
