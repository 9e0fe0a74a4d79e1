using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.House;
using Xunit;

namespace Parley.Tests.Search;

/// <summary>N2 and N3: what people look for is among the first ten, in eleven languages, code, addresses and signs (relevance.txt).</summary>
public sealed class Relevance
{
    private const double Bar = 0.95;

    [Fact]
    public async Task What_is_looked_for_is_among_the_first_ten_before_and_after_it_is_indexed()
    {
        var (texts, cases) = Read();
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var names = new Dictionary<MessageId, string>();
        foreach (var (name, text) in texts)
            names[(await ada.SaysAsync(lobby, text)).Id] = name;

        Assert.True(cases.Count >= 60);
        await parley.IndexesAsync();   // the vocabulary too, by which typos are understood
        var missed = await MissedAsync(ada, names, cases);
        Assert.True(missed.Recall >= Bar, missed.ToString());

        // The same again by the path that reads messages directly.
        await parley.ForgetsTheIndexAsync();
        var missedDirectly = await MissedAsync(ada, names, cases);
        TestContext.Current.TestOutputHelper?.WriteLine($"indexed {missed}\nnot indexed {missedDirectly}");
        Assert.True(missedDirectly.Recall >= Bar, missedDirectly.ToString());
    }

    private static async Task<Missed> MissedAsync(Person person, Dictionary<MessageId, string> names, List<(string Query, string[] Expected)> cases)
    {
        var (recall, misses) = (0.0, new List<string>());
        foreach (var (query, expected) in cases)
        {
            var found = (await person.FindsAsync(query, "&limit=10")).Messages.Select(hit => names[hit.Message.Id]).ToList();
            var hit = expected.Count(found.Contains);
            recall += (double)hit / expected.Length;
            if (hit < expected.Length)
                misses.Add($"{query} → {string.Join(", ", found)}; wanted {string.Join(", ", expected)}");
        }

        return new(recall / cases.Count, misses);
    }

    private static (List<(string Name, string Text)> Texts, List<(string Query, string[] Expected)> Cases) Read()
    {
        var texts = new List<(string, string)>();
        var cases = new List<(string, string[])>();
        foreach (var line in File.ReadLines(Path.Combine(TheWords.Root.FullName, "tests", "Parley.Tests", "Search", "relevance.txt")))
        {
            if (line.StartsWith("? ", StringComparison.Ordinal))
                cases.Add((line[2..line.LastIndexOf(" => ", StringComparison.Ordinal)], line[(line.LastIndexOf(" => ", StringComparison.Ordinal) + 4)..].Split(", ")));
            else if (line.IndexOf("| ", StringComparison.Ordinal) is > 0 and var bar && line[0] != '#')
                texts.Add((line[..bar], line[(bar + 2)..]));
        }

        return (texts, cases);
    }

    private sealed record Missed(double Recall, List<string> Misses)
    {
        public override string ToString() => $"recall {Recall:0.000}\n{string.Join('\n', Misses)}";
    }
}
