using Parley.Importing;
using Parley.Protocol;

namespace Parley.Dialects.Shared.Importing;

/// <summary>
/// How the rows of one older system become people, conversations and messages. Takes rows in whatever order a dump has them; what a row
/// needs of another waits for the end.
/// </summary>
internal abstract class DumpSystem(ImportSource source)
{
    protected ImportSource Source => source;

    /// <summary>One row.</summary>
    public abstract void Take(DumpEntry entry);

    /// <summary>The dump has ended.</summary>
    /// <exception cref="DumpException">It cannot be taken over as it was asked.</exception>
    public abstract void End();

    /// <summary>Whether it is an account of Django, whatever the project's own model of it is called.</summary>
    protected static bool IsUser(DumpEntry entry) =>
        entry.Model.EndsWith("user", StringComparison.Ordinal) && entry.Has("password") && (entry.Has("username") || entry.Has("email"));

    /// <summary>An account of Django, with what all of them have.</summary>
    protected static ImportedUser User(DumpEntry entry)
    {
        var email = entry.Text("email");
        var names = string.Join(' ', new[] { entry.Text("first_name"), entry.Text("last_name") }.OfType<string>());
        return new ImportedUser(entry.Key, entry.Text("username") ?? email?.Split('@')[0] ?? $"user-{entry.Key}")
        {
            Email = email,
            DisplayName = names.Length > 0 ? names : entry.Text("full_name", "display_name", "name"),
            PasswordHash = entry.Text("password"),
            Role = entry.Is("is_superuser") ? WorkspaceRole.Owner : entry.Is("is_staff") ? WorkspaceRole.Admin : WorkspaceRole.Member,
            CreatedAt = entry.Time("date_joined") ?? entry.Time("created_at"),
            IsDisabled = !entry.Is("is_active", otherwise: true),
        };
    }

    /// <summary>What a message is called in all of them.</summary>
    protected static MessageType TypeOf(string? word) => word switch
    {
        "emoji" => MessageType.Emoji,
        "image" => MessageType.Image,
        "file" => MessageType.File,
        "audio" => MessageType.Audio,
        "video" => MessageType.Video,
        "system" => MessageType.System,
        _ => MessageType.Text,
    };

    /// <summary>When something was deleted: a row that only says that it was, says no time.</summary>
    protected static DateTimeOffset? DeletedAt(DumpEntry entry, DateTimeOffset? at) =>
        entry.Is("is_deleted") ? entry.Time("deleted_at") ?? at ?? DateTimeOffset.UnixEpoch : null;

    protected static DateTimeOffset? EditedAt(DumpEntry entry, DateTimeOffset? at) =>
        entry.Time("edited_at") ?? (entry.Is("is_edited") ? at : null);

    protected static MemberRole RoleOf(string? word) => word switch
    {
        "owner" => MemberRole.Owner,
        "admin" => MemberRole.Admin,
        "moderator" => MemberRole.Moderator,
        _ => MemberRole.Member,
    };

    /// <summary>The last part of a path or an address.</summary>
    protected static string FileName(string path) => path.Split('/', '\\')[^1] is { Length: > 0 } name ? name : "file";

    /// <summary>People who are named in conversations and have no row come last, when all rows have been seen.</summary>
    protected void AddMembers(IEnumerable<(string Conversation, ImportedMember Member)> members)
    {
        foreach (var (key, member) in members)
        {
            if (source.Conversations.TryGetValue(key, out var conversation))
            {
                conversation.Members.Add(member);
                continue;
            }

            source.Tally.Found(ImportKind.Member);
            source.Tally.Skipped(ImportKind.Member, "its conversation is not in the dump", member.User);
        }
    }
}
