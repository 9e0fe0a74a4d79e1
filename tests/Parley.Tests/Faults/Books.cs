using System.Net.Http.Headers;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Faults;

/// <summary>Compares what senders noted with what the server shows: nothing lost, nothing doubled, no holes, one order.</summary>
internal static class Books
{
    /// <summary>How many messages there are in all.</summary>
    public static async Task<int> CompareAsync(Uri server, IReadOnlyList<Sender> senders, params string[] readers)
    {
        Assert.All(senders, s => Assert.Empty(s.Complaints));
        var total = 0;
        foreach (var conversation in senders.Select(s => s.Conversation).Distinct())
        {
            var seen = new List<List<(long Seq, long? Ordinal, MessageId? Id)>>();
            foreach (var reader in readers)
                seen.Add(await ChangesAsync(server, reader, conversation));

            var log = seen[0];
            Assert.All(seen, other => Assert.Equal(log, other));   // one order for all
            Assert.Equal(Numbers(log.Count), log.Select(e => e.Seq));   // no hole in seq
            var messages = log.Where(e => e.Id is not null).ToDictionary(e => e.Id!.Value, e => (e.Seq, e.Ordinal));   // throws on a double
            Assert.Equal(Numbers(messages.Count), log.Where(e => e.Id is not null).Select(e => e.Ordinal!.Value));

            var here = senders.Where(s => s.Conversation == conversation).ToList();
            var acknowledged = here.SelectMany(s => s.Acknowledged).ToDictionary();
            Assert.Equal(acknowledged.Count, messages.Count);
            foreach (var (id, seq) in acknowledged)
                Assert.Equal(seq, messages[id].Seq);

            foreach (var ((where, seq), id) in senders.SelectMany(s => s.Heard))
            {
                if (where == conversation)
                    Assert.Equal(seq, messages[id].Seq);   // nothing was heard before it was on disk
            }

            total += messages.Count;
        }

        return total;
    }

    private static IEnumerable<long> Numbers(int count) => Enumerable.Range(1, count).Select(n => (long)n);

    private static async Task<List<(long, long?, MessageId?)>> ChangesAsync(Uri server, string token, ConversationId conversation)
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri(server, "/api/v1/"),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        var all = new List<(long, long?, MessageId?)>();
        while (true)
        {
            var page = await Person.ReadAsync<ChangePage>(await http.GetAsync($"conversations/{conversation}/changes?after={all.Count}&limit=200"));
            foreach (var happened in page.Items.OfType<ConversationEvent>())
            {
                var message = (happened as MessagePosted)?.Message;
                all.Add((happened.Seq, message?.Ordinal, message?.Id));
            }

            if (!page.HasMore)
                return all;
        }
    }
}
