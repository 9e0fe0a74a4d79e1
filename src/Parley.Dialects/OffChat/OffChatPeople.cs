using System.Globalization;
using Parley.Access;
using Parley.People;
using Parley.Presence;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>Accounts as OffChat shows them, and whom its ids name.</summary>
internal sealed class OffChatPeople(PersonCards cards, PresenceHandler presence, DialectSettings settings)
{
    private const int AskedAtOnce = 200;

    /// <summary>Whom an id names: a number, or a UUID; nobody where the workspace has no such account.</summary>
    public async ValueTask<PersonCard?> FindAsync(Caller caller, string id, CancellationToken ct) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? await cards.FindAsync(caller.WorkspaceN, n, ct)
        : UserId.TryParse(id, null, out var userId) ? await cards.FindAsync(caller.WorkspaceN, userId, ct)
        : null;

    /// <summary>Those of these that are somebody, each once; unknown ids are passed over, as the system did.</summary>
    public async ValueTask<IReadOnlyList<PersonCard>> FindAsync(Caller caller, IEnumerable<string> ids, CancellationToken ct)
    {
        var found = new List<PersonCard>();
        foreach (var id in ids)
        {
            if (await FindAsync(caller, id, ct) is { } card && found.All(other => other.N != card.N))
                found.Add(card);
        }

        return found;
    }

    /// <summary>These people with how reachable each is, as far as the caller may know.</summary>
    public async ValueTask<Seen> SeeAsync(Caller caller, IEnumerable<UserId> ids, CancellationToken ct)
    {
        var people = await cards.OfAsync(ids, ct);
        var reachable = new Dictionary<UserId, PresenceView>();
        foreach (var some in people.Keys.Chunk(AskedAtOnce))
        {
            foreach (var one in (await presence.ListAsync(caller, string.Join(',', some), ct)).Items)
                reachable[one.UserId] = one;
        }

        return new(people, reachable);
    }

    public UserJson User(string host, PersonCard card, string onlineStatus, bool isOwn)
    {
        var (first, last) = card.DisplayName.Split(' ', 2) is [var one, var two] ? (one, two) : (card.DisplayName, "");
        return new(
            Viewer.Text(card.N), card.Username, Email(card, isOwn), first, last, Viewer.Whole(host, card.AvatarUrl),
            card.Role >= WorkspaceRole.Admin ? "admin" : "user", Status(card), card.Role >= WorkspaceRole.Admin, !card.IsDisabled, onlineStatus, card.CreatedAt);
    }

    public ParticipantJson Participant(string host, PersonCard card, string onlineStatus) => new(
        Viewer.Text(card.N), card.Username, card.DisplayName.Split(' ', 2)[0], Email(card, isOwn: false), Viewer.Whole(host, card.AvatarUrl),
        Status(card), Status(card), onlineStatus, !card.IsDisabled);

    public static SenderJson Sender(PersonCard card) => new(Viewer.Text(card.N), card.Username);

    private string Email(PersonCard card, bool isOwn) => isOwn || settings.ShowsEmails ? card.Email ?? "" : "";

    private static string Status(PersonCard card) => card.IsDisabled ? "inactive" : "active";
}

/// <summary>People, and how reachable they are.</summary>
internal sealed record Seen(IReadOnlyDictionary<UserId, PersonCard> People, IReadOnlyDictionary<UserId, PresenceView> Reachable)
{
    public string OnlineStatus(UserId id) => Word(Reachable.TryGetValue(id, out var found) ? found.Status : PresenceStatus.Offline);

    /// <summary>A status as OffChat writes it.</summary>
    public static string Word(PresenceStatus status) => status.ToString().ToLowerInvariant();
}
