using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Notifications;

/// <summary>Badges equal what is stored, on every device, whatever happens (L4).</summary>
public sealed class TheBadges
{
    private const int Steps = 2_000;
    private const int Looks = 50;

    [Fact]
    public async Task Are_the_truth_on_three_devices_after_a_long_random_walk()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        ConversationId[] places =
        [
            await parley.ConversationAsync(ada, grace, linus), await parley.ConversationAsync(linus, grace, ada),
            await ada.TalksToAsync(grace), await linus.TalksToAsync(grace),
        ];
        var devices = new List<BadgeDevice>();
        for (var i = 0; i < 3; i++)
            devices.Add(await BadgeDevice.OpenAsync(grace));

        var messages = new List<(Person Author, MessageView Message)>();
        for (var step = 1; step <= Steps; step++)
        {
            await StepAsync(random, ada, grace, linus, places, messages);
            if (step % Looks != 0)
                continue;

            var mark = $"mark {step}";
            await ada.SaysAsync(places[2], mark);
            var truth = await grace.BadgesAsync();
            Assert.Equal(await RecountAsync(parley, grace), truth);
            foreach (var device in devices)
            {
                await device.HearsUpToAsync(mark);   // what it notifies of comes before it
                Assert.True(device.Badges(parley.Clock.GetUtcNow()) == await grace.BadgesAsync(), $"seed {seed}, step {step}: {device.Badges(parley.Clock.GetUtcNow())}, {await grace.BadgesAsync()}");
            }
        }

        devices.ForEach(d => d.Dispose());
    }

    private static async Task StepAsync(
        Random random, Person ada, Person grace, Person linus, ConversationId[] places, List<(Person Author, MessageView Message)> messages)
    {
        var other = random.Next(2) == 0 ? ada : linus;
        var place = random.Next(places.Length);
        if (place >= 2)
            other = place == 2 ? ada : linus;
        var where = places[place];
        switch (random.Next(20))
        {
            case < 7:
                string[] texts = ["plain", "@grace", "@all", "@here", "hm @grace @ada", "`@grace`"];
                MessageId? answered = messages.Where(m => m.Message.ConversationId == where).Select(m => (MessageId?)m.Message.Id).LastOrDefault();
                var said = await other.SendsAsync(where, new SendMessageBody(texts[random.Next(texts.Length)], ReplyTo: random.Next(4) == 0 ? answered : null));
                await KeepAsync(messages, other, said);
                break;
            case < 9:
                await KeepAsync(messages, grace, await grace.SendsAsync(where, new SendMessageBody("I am here")));
                break;
            case < 13:
                await (random.Next(4) == 0
                    ? grace.PostAsync($"conversations/{where}/unread", new UnreadBody(random.Next(1, 60)))
                    : grace.ReadsUpToAsync(where, random.Next(3) == 0 ? random.Next(1, 200) : null));
                break;
            case 13 when messages.Count > 0:
                var (author, edited) = messages[random.Next(messages.Count)];
                await author.EditsAsync(edited.Id, random.Next(2) == 0 ? "edited @grace" : "edited");
                break;
            case 14 when messages.Count > 0:
                var (deleter, deleted) = messages[random.Next(messages.Count)];
                await deleter.DeletesAsync(deleted.Id);
                break;
            case 15 when messages.Count > 0:
                await other.ReactsAsync(messages[random.Next(messages.Count)].Message.Id, "👍");
                break;
            case 16 when messages.Count > 0:
                await other.TakesBackAsync(messages[random.Next(messages.Count)].Message.Id, "👍");
                break;
            case 17:
                await (random.Next(2) == 0 ? grace.PostAsync($"conversations/{where}/mute", new MuteConversation()) : grace.PostAsync($"conversations/{where}/unmute"));
                break;
            case 18 when place < 2:
                await (random.Next(2) == 0 ? grace.LeavesAsync(where) : (place == 0 ? ada : linus).AddsAsync(where, [grace.Reference()]));
                break;
            case 19:
                var unread = await grace.UnreadAsync();
                await (random.Next(10) == 0 ? grace.PostAsync("notifications/read")
                    : unread.Count == 0 ? grace.PutAsync($"conversations/{where}/notification-settings", new SetConversationNotifications((NotificationLevel)random.Next(3)))
                    : random.Next(2) == 0 ? grace.DeleteAsync($"notifications/{unread[random.Next(unread.Count)].Id}")
                    : grace.PostAsync("notifications/read", new ReadNotificationsBody([unread[random.Next(unread.Count)].Id])));
                break;
        }
    }

    private static async Task KeepAsync(List<(Person, MessageView)> messages, Person author, HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
            messages.Add((author, await Person.ReadAsync<MessageView>(answer)));
    }

    /// <summary>Counted another way: message by message, from what every conversation shows.</summary>
    private static async Task<BadgesView> RecountAsync(TestParley parley, Person person)
    {
        var mine = (await person.GetAsync<Listing<ConversationView>>("conversations")).Items
            .Where(c => !(c.My!.MutedUntil > parley.Clock.GetUtcNow())).ToList();
        var unread = await person.NoticesAsync("?unread=true&limit=200");
        var all = (await person.GetAsync<Listing<ConversationView>>("conversations")).Items;
        Assert.Equal(unread.Count(u => u.Type == NotificationType.Mention), all.Sum(c => c.My!.UnreadMentions));
        Assert.Equal(unread.Count, unread.Select(u => u.Id).Distinct().Count());
        return new(
            mine.Count(c => c.UnreadCount > 0), mine.Sum(c => c.UnreadCount!.Value), unread.Count(u => u.Type == NotificationType.Mention), unread.Count);
    }
}
