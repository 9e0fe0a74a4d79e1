using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;

namespace Parley.Tests.Notifications;

/// <summary>
/// A device that counts its badges as docs/notifications.md tells clients to: fetched once, then moved by events alone.
/// </summary>
internal sealed class BadgeDevice(Person person, PersonSocket socket) : IDisposable
{
    private readonly Dictionary<ConversationId, Place> _places = [];
    private long _notifications;
    private long _mentions;

    public static async Task<BadgeDevice> OpenAsync(Person person)
    {
        var device = new BadgeDevice(person, await person.OpensAsync());
        foreach (var conversation in (await person.GetAsync<Listing<ConversationView>>("conversations")).Items)
            device.Put(conversation);

        var unread = await person.GetAsync<UnreadNotificationsView>("notifications/unread_count");
        (device._notifications, device._mentions) = (unread.UnreadCount, unread.Mentions);
        return device;
    }

    public BadgesView Badges(DateTimeOffset now)
    {
        var counted = _places.Values.Where(p => p.Unread > 0 && !(p.MutedUntil > now)).ToList();
        return new(counted.Count, counted.Sum(p => p.Unread), _mentions, _notifications);
    }

    /// <summary>Takes what has been heard, up to a message with this text.</summary>
    public async Task HearsUpToAsync(string text)
    {
        while (true)
        {
            var heard = (await socket.NextAsync()).Deserialize(WireJson.Wire.ChatEvent)!;
            Take(heard);
            if (heard is MessagePosted posted && posted.Message.Content == text)
                return;
        }
    }

    public void Dispose() => socket.Dispose();

    private void Take(ChatEvent heard)
    {
        switch (heard)
        {
            case MessagePosted e when _places.TryGetValue(e.ConversationId, out var place):
                place.Last = e.Message.Ordinal;
                if (e.Message.SenderId == person.Id)
                    place.Read = e.Message.Ordinal;
                break;
            case BadgeUpdated e when _places.TryGetValue(e.ConversationId, out var place):
                place.Read = e.ReadOrdinal;
                break;
            case MyConversationUpdated e when _places.TryGetValue(e.ConversationId, out var place):
                place.MutedUntil = e.My.MutedUntil;
                break;
            case NotificationRaised { IsNew: true } e:
                _notifications++;
                _mentions += e.Notification.Type == NotificationType.Mention ? 1 : 0;
                break;
            case NotificationsRead e:
                (_notifications, _mentions) = (e.UnreadCount, e.Mentions);
                break;
            case MemberLeft e when e.UserId == person.Id:
                _places.Remove(e.ConversationId);
                break;
            case MemberJoined e when e.UserId == person.Id:
                _places[e.ConversationId] = new Place { Last = e.Member.ReadOrdinal, Read = e.Member.ReadOrdinal };
                break;
        }
    }

    private void Put(ConversationView conversation) => _places[conversation.Id] = new Place
    {
        Last = CountedFrom(conversation.My!) + conversation.UnreadCount!.Value,
        Read = CountedFrom(conversation.My!),
        MutedUntil = conversation.My!.MutedUntil,
    };

    private static long CountedFrom(MyMembership my) => Math.Min(my.ReadOrdinal, my.UnreadFrom - 1 ?? my.ReadOrdinal);

    private sealed class Place
    {
        public long Last { get; set; }

        public long Read { get; set; }

        public DateTimeOffset? MutedUntil { get; set; }

        public long Unread => Last - Read;
    }
}
