using System.Net.Http.Headers;
using Parley.Protocol;
using Parley.Tests.Cast;

namespace Parley.Tests.Faults;

/// <summary>Twenty people in a few conversations of a server that runs as a process of its own.</summary>
internal static class Town
{
    public const int People = 20;

    public static string Token(int person) => TestParley.HostToken($"person-{person}", TimeProvider.System.GetUtcNow().AddDays(1));

    /// <summary>Half of the senders use sockets, half REST; all of them are in all conversations.</summary>
    public static async Task<IReadOnlyList<Sender>> SettleAsync(Uri server, int conversations = 4)
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri(server, "/api/v1/"),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token(0)) },
        };
        var made = new List<ConversationId>();
        for (var i = 0; i < conversations; i++)
        {
            var body = Person.Json(new CreateConversation(
                ConversationType.Group, $"Square {i}", MemberIds: [.. Enumerable.Range(1, People - 1).Select(p => $"external:person-{p}")]));
            made.Add((await Person.ReadAsync<ConversationView>(await http.PostAsync("conversations", body))).Id);
        }

        return [.. Enumerable.Range(0, People).Select(p => new Sender(Token(p), made[p % conversations], overSocket: p / conversations % 2 == 0))];
    }
}
