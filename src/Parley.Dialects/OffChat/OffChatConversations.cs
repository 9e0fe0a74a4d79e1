using System.Text.Json;
using Parley.Access;
using Parley.Conversations;
using Parley.Messages;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>Conversations and groups as OffChat shows them: a group and its conversation are one thing with one id.</summary>
internal sealed class OffChatConversations(
    NumberedConversationsHandler conversations, NumberedMessagesHandler messages, OffChatPeople people, OffChatMessages shown)
{
    /// <summary>So many people are shown in a conversation; all of a group's stand at <c>groups/{id}/members/</c>.</summary>
    private const int PeopleShown = 200;

    /// <summary>The key of a conversation's metadata that holds a group's picture.</summary>
    public const string AvatarKey = "avatar";

    public async Task<ConversationJson> OneAsync(Viewer viewer, ConversationView conversation, CancellationToken ct) =>
        (await AllAsync(viewer, [conversation], ct))[0];

    public async Task<IReadOnlyList<ConversationJson>> AllAsync(Viewer viewer, IReadOnlyList<ConversationView> all, CancellationToken ct)
    {
        var (members, seen) = await PeopleAsync(viewer, all, ct);
        var items = new List<ConversationJson>();
        foreach (var conversation in all)
        {
            var newest = await messages.OfConversationAsync(viewer.Caller, conversation.Id, new(1, 1), new() { NewestFirst = true }, ct);
            var last = newest.Items.Count == 0 ? null : await shown.OneAsync(viewer, newest.Items[0], ct);
            items.Add(Conversation(viewer, conversation, members[conversation.Id], seen, endedAt: null) with { LastMessage = last, MessageCount = newest.Count });
        }

        return items;
    }

    /// <summary>A conversation that has ended: its people and messages are nobody's any more.</summary>
    public async Task<ConversationJson> EndedAsync(Viewer viewer, EndedConversation ended, CancellationToken ct) =>
        Conversation(viewer, ended.Conversation, [], await SeenAsync(viewer, [ended.Conversation], [], ct), ended.At);

    public async Task<GroupJson> GroupAsync(Viewer viewer, ConversationView conversation, CancellationToken ct) => (await GroupsAsync(viewer, [conversation], ct))[0];

    public async Task<IReadOnlyList<GroupJson>> GroupsAsync(Viewer viewer, IReadOnlyList<ConversationView> all, CancellationToken ct)
    {
        var (members, seen) = await PeopleAsync(viewer, all, ct);
        return [.. all.Select(conversation => Group(conversation, members[conversation.Id], seen, endedAt: null))];
    }

    public async Task<GroupJson> EndedGroupAsync(Viewer viewer, EndedConversation ended, CancellationToken ct) =>
        Group(ended.Conversation, [], await SeenAsync(viewer, [ended.Conversation], [], ct), ended.At);

    public async Task<GroupMemberJson> MemberAsync(Viewer viewer, long conversationN, MemberView member, CancellationToken ct) =>
        Member(conversationN, member, await people.SeeAsync(viewer.Caller, [member.UserId], ct));

    public static GroupMemberJson Member(long conversationN, MemberView member, Seen seen) => new(
        RowNumbers.Member(conversationN, seen.People[member.UserId].N), member.Username, Viewer.Text(seen.People[member.UserId].N),
        member.Role.ToString().ToLowerInvariant(), member.Status.ToString().ToLowerInvariant(), member.JoinedAt, member.LastSeenAt);

    private static GroupJson Group(ConversationView conversation, IReadOnlyList<MemberView> members, Seen seen, DateTimeOffset? endedAt) => new(
        conversation.Id, conversation.Title ?? "", conversation.Description ?? "", Avatar(conversation),
        conversation.Visibility == Visibility.Public ? "public" : "private",
        conversation.CreatedBy is { } creator ? seen.People[creator].Username : "", conversation.CreatedAt, Activity(conversation), Activity(conversation),
        endedAt is not null, endedAt, conversation.MemberCount, conversation.Visibility != Visibility.Public,
        endedAt is null && conversation.My?.Role >= MemberRole.Admin, [.. members.Select(member => Member(conversation.N, member, seen))]);

    private ConversationJson Conversation(
        Viewer viewer, ConversationView conversation, IReadOnlyList<MemberView> members, Seen seen, DateTimeOffset? endedAt)
    {
        var isDirect = conversation.Type == ConversationType.Direct;
        return new(
            conversation.Id, isDirect ? "individual" : "group", isDirect ? null : Group(conversation, members, seen, endedAt), conversation.Title ?? "",
            conversation.Description ?? "", conversation.LastMessageAt, conversation.ArchivedAt is null ? "active" : "archived", conversation.ArchivedAt is null,
            conversation.CreatedAt, Activity(conversation), endedAt is not null || IsPutAway(conversation), endedAt, conversation.MemberCount,
            [.. members.OrderBy(member => isDirect && member.UserId == viewer.Caller.UserId).Select(member =>
                people.Participant(viewer.Host, seen.People[member.UserId], seen.OnlineStatus(member.UserId)))],
            null, 0, conversation.UnreadCount ?? 0);
    }

    /// <summary>A direct conversation that the caller has deleted for themselves, and in which nothing was said since.</summary>
    private static bool IsPutAway(ConversationView conversation) =>
        conversation is { Type: ConversationType.Direct, My.Archived: true, UnreadCount: 0 };

    private static DateTimeOffset Activity(ConversationView conversation) => conversation.LastMessageAt ?? conversation.CreatedAt;

    private static string? Avatar(ConversationView conversation) =>
        conversation.Metadata is { ValueKind: JsonValueKind.Object } metadata && metadata.TryGetProperty(AvatarKey, out var avatar)
            && avatar.ValueKind == JsonValueKind.String ? avatar.GetString() : null;

    private async ValueTask<(Dictionary<ConversationId, IReadOnlyList<MemberView>> Members, Seen Seen)> PeopleAsync(
        Viewer viewer, IReadOnlyList<ConversationView> all, CancellationToken ct)
    {
        var members = new Dictionary<ConversationId, IReadOnlyList<MemberView>>();
        foreach (var conversation in all)
            members[conversation.Id] = (await conversations.MembersAsync(viewer.Caller, conversation.Id, new(1, PeopleShown), ct)).Items;

        return (members, await SeenAsync(viewer, all, members.Values.SelectMany(some => some), ct));
    }

    private ValueTask<Seen> SeenAsync(Viewer viewer, IEnumerable<ConversationView> all, IEnumerable<MemberView> members, CancellationToken ct) =>
        people.SeeAsync(
            viewer.Caller,
            members.Select(member => member.UserId).Concat(all.Select(conversation => conversation.CreatedBy).OfType<UserId>()), ct);
}
