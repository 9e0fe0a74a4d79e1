using System.Text.Json;
using Parley.Access;
using Parley.Conversations;
using Parley.Messages;
using Parley.People;
using Parley.Protocol;
using Parley.Reactions;

namespace Parley.Dialects.TenantChat;

/// <summary>Parley's views as the tenant chat shows them.</summary>
internal sealed class TenantChatViews(
    PersonCards cards, NumberedConversationsHandler conversations, NumberedMessagesHandler messages, ReactHandler reactions, FileAddresses files)
{
    private const int PeopleShown = 200;
    private const int Beginning = 100;

    public async Task<ConversationJson> ConversationAsync(Caller caller, ConversationView conversation, CancellationToken ct) =>
        (await ConversationsAsync(caller, [conversation], ct))[0];

    public async Task<IReadOnlyList<ConversationJson>> ConversationsAsync(Caller caller, IReadOnlyList<ConversationView> found, CancellationToken ct)
    {
        var members = new List<IReadOnlyList<MemberView>>();
        foreach (var conversation in found)
            members.Add((await conversations.MembersAsync(caller, conversation.Id, new(1, PeopleShown), ct)).Items);

        var people = await cards.OfAsync(members.SelectMany(list => list).Select(member => member.UserId), ct);
        var shown = new List<ConversationJson>();
        foreach (var (conversation, list) in found.Zip(members))
            shown.Add(Conversation(conversation, await LastAsync(caller, conversation, ct), [.. list.Select(member => Person(people[member.UserId]))]));

        return shown;
    }

    /// <summary>What was said when a direct one was begun, or else the name of whom it is with.</summary>
    public static string Title(ConversationView conversation) => conversation.Type != ConversationType.Direct ? conversation.Title ?? ""
        : conversation.Metadata is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String
            ? title.GetString()!
            : conversation.DirectWith is [var other, ..] ? other.DisplayName : "";

    public static bool IsActive(ConversationView conversation) => conversation is { ArchivedAt: null, My: not { Archived: true } };

    public static ParticipantJson Participant(ConversationId conversation, MemberView member) => new(
        DerivedIds.Participant(conversation, member.UserId), conversation, member.UserId, member.Role == MemberRole.Owner ? MemberRole.Admin : member.Role,
        member.JoinedAt, member.LastSeenAt, member.Status == MemberStatus.Active);

    public static ReactionJson Reaction(ReactionView reaction) =>
        new(DerivedIds.Reaction(reaction), reaction.MessageId, reaction.UserId, reaction.Emoji, reaction.CreatedAt);

    public static PresenceJson Presence(PresenceView presence) => new(
        DerivedIds.Presence(presence.UserId), presence.UserId, presence.Status, presence.LastSeen, presence.CurrentConversationId);

    public async Task<MessageJson> MessageAsync(Caller reader, Doorway doorway, MessageView message, CancellationToken ct) =>
        Message(message, reader, doorway) with { Reactions = await ReactionsAsync(reader, message, ct) };

    public async Task<IReadOnlyList<MessageJson>> MessagesAsync(Caller reader, Doorway doorway, IEnumerable<MessageView> found, CancellationToken ct)
    {
        var shown = new List<MessageJson>();
        foreach (var message in found)
            shown.Add(await MessageAsync(reader, doorway, message, ct));

        return shown;
    }

    /// <summary>A message that nobody has reacted to yet; to nobody in particular where it carries no file of ours.</summary>
    public MessageJson Message(MessageView message, Caller? reader = null, Doorway? doorway = null)
    {
        var (url, name, size) = message.Attachments is [var file, ..] && reader is not null && doorway is not null
            ? (files.Of(reader, doorway, file.Id, file.Name), file.Name, file.Size)
            : LinkedFile.Of(message) is { } linked ? (linked.FileUrl, linked.FileName, linked.FileSize) : ("", "", (long?)null);
        return new(
            message.Id, message.ConversationId, message.SenderId, Type(message.MessageType), message.Content, url, name, size, message.ReplyTo, [],
            message.ReplyCount, message.EditedAt, message.DeletedAt is not null, message.CreatedAt);
    }

    private static PersonJson Person(PersonCard card) => new(card.Id, card.Username, card.DisplayName, card.AvatarUrl);

    private static ConversationJson Conversation(ConversationView conversation, LastMessageJson? last, IReadOnlyList<PersonJson> people) => new(
        conversation.Id, Title(conversation), conversation.Type, conversation.CreatedBy, IsActive(conversation), conversation.LastMessageAt,
        conversation.MemberCount, last, conversation.UnreadCount ?? 0, people, conversation.CreatedAt, conversation.LastMessageAt ?? conversation.CreatedAt);

    // Sound and film have no type of their own there.
    private static MessageType Type(MessageType type) => type is MessageType.Audio or MessageType.Video ? MessageType.File : type;

    // A deleted one is hidden: the newest before it is the last one then.
    private async ValueTask<LastMessageJson?> LastAsync(Caller caller, ConversationView conversation, CancellationToken ct)
    {
        var last = conversation.LastMessage;
        if (last is { DeletedAt: not null })
            last = (await messages.OfConversationAsync(caller, conversation.Id, new(1, 1), new() { NewestFirst = true }, ct)).Items is [var before, ..] ? before : null;

        return last is null ? null : new(last.Id, Shortened(last.Content), last.SenderId, Type(last.MessageType), last.CreatedAt);
    }

    private static string Shortened(string text) => text.Length <= Beginning ? text : text[..(char.IsHighSurrogate(text[Beginning - 1]) ? Beginning - 1 : Beginning)];

    private async ValueTask<IReadOnlyList<ReactionJson>> ReactionsAsync(Caller reader, MessageView message, CancellationToken ct) =>
        message.Reactions.Count == 0 || message.DeletedAt is not null
            ? []
            : [.. (await reactions.ListAsync(reader, message.Id, null, Limits.PageItems, ct)).Items.Select(Reaction)];
}
