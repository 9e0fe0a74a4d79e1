using Parley.Protocol;
using Parley.Tests.Cast;

namespace Parley.Tests.Notifications;

/// <summary>What people do with their notifications, in one word each.</summary>
internal static class Notices
{
    public static async Task<IReadOnlyList<NotificationView>> NoticesAsync(this Person person, string query = "") =>
        (await person.GetAsync<Listing<NotificationView>>($"notifications{query}")).Items;

    public static Task<IReadOnlyList<NotificationView>> UnreadAsync(this Person person) => person.NoticesAsync("?unread=true");

    public static Task<BadgesView> BadgesAsync(this Person person) => person.GetAsync<BadgesView>("me/badges");

    public static async Task<long> UnreadCountAsync(this Person person) =>
        (await person.GetAsync<UnreadNotificationsView>("notifications/unread_count")).UnreadCount;

    public static Task WantsAsync(this Person person, ConversationId conversation, NotificationLevel? level) => Doings.SucceedsAsync(
        person.PutAsync($"conversations/{conversation}/notification-settings", new SetConversationNotifications(level)));

    public static async Task WantsAsync(this Person person, NotificationSettings settings) =>
        await Person.ReadAsync<NotificationSettings>(await person.PutAsync("me/notification-settings", settings));

    public static Task<NotificationExplanation> AsksWhyAsync(this Person person, MessageId message) =>
        person.GetAsync<NotificationExplanation>($"messages/{message}/notification-explanation");

    public static async Task<ConversationId> TalksToAsync(this Person person, Person other)
    {
        await other.IdAsync();
        return (await person.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: [other.Reference()]))).Id;
    }

    /// <summary>A group in which being told of having been added is out of the way.</summary>
    public static async Task<ConversationId> QuietGroupAsync(this TestParley parley, params Person[] people)
    {
        var group = await parley.ConversationAsync(people);
        foreach (var person in people.Skip(1))
            await Doings.SucceedsAsync(person.ReadsUpToAsync(group));

        return group;
    }
}
