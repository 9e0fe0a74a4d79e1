using Parley.Access;
using Parley.Conversations;
using Parley.Messages;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.MrmChat;

/// <summary>Parley's views as mrm-chat shows them.</summary>
internal sealed class MrmChatViews(
    PersonCards cards, NumberedConversationsHandler conversations, NumberedMessagesHandler messages, DialectSettings settings)
{
    /// <summary>A chat shows so many of its messages; all of them stand at <c>messages/</c>.</summary>
    public const int MessagesInChat = 200;

    private const int PeopleInChat = 1_000;

    public UserJson User(PersonCard card) => new(card.N, card.Username, settings.ShowsEmails ? card.Email ?? "" : "", card.AccountType);

    public static UserJson OwnUser(UserView user, long n) => new(n, user.Username, user.Email ?? "", user.AccountType);

    public MessageJson Message(MessageView message, long chat, PersonCard sender) =>
        new(message.N, chat, User(sender), message.Content, message.CreatedAt);

    public async Task<IReadOnlyList<MessageJson>> MessagesAsync(IReadOnlyList<(MessageView Message, long Chat)> found, CancellationToken ct)
    {
        var senders = await cards.OfAsync(found.Select(one => one.Message.SenderId), ct);
        return [.. found.Select(one => Message(one.Message, one.Chat, senders[one.Message.SenderId]))];
    }

    public async Task<ChatJson> ChatAsync(Caller caller, ConversationView conversation, CancellationToken ct)
    {
        var people = await conversations.MembersAsync(caller, conversation.Id, new(1, PeopleInChat), ct);
        var participants = await cards.OfAsync(people.Items.Select(member => member.UserId), ct);
        var newest = await messages.OfConversationAsync(caller, conversation.Id, new(1, MessagesInChat), new() { NewestFirst = true }, ct);
        var name = conversation.Title ?? string.Join(", ", people.Items.Where(member => member.UserId != caller.UserId).Select(member => member.DisplayName));
        return new(
            conversation.N, name, [.. participants.Values.Select(User)],
            await MessagesAsync([.. newest.Items.Reverse().Select(message => (message, conversation.N))], ct), conversation.CreatedAt);
    }
}
