using System.Diagnostics;
using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Search;

/// <summary>S22: engine syntax, a thousand stars, bombs and broken text: an answer or a refusal, never a fault, and soon.</summary>
public sealed class HostileSearches
{
    private static readonly string[] Pieces =
    [
        "\"", "\"\"", "\"\"\"", "'", "''", "`", "*", "**", "^", "^heron", "heron*", "*heron", "-", "--", "---", "-*", "-\"", "- heron", ";", "; drop table messages; --",
        "' or 1=1 --", "\" OR \"", "NEAR(", "NEAR(a b, 2)", "NEAR", "AND", "OR", "NOT", "AND OR NOT", "heron AND", "NOT heron", "(", ")", "()", "((((((((((", "heron)", "words:heron",
        "message_words:heron", "{words}:heron", "{words words}", "-words:heron", "col:", ":", "::", ":heron", "heron:", "rank:1", "rowid:1", "+", "a + b", "+heron", "&", "|", "!", "~", "~c1", "=heron",
        "~u1 OR ~u2", "\\", "\\\"", "%", "_", "%%%", "a%b", "?", "@p0", "$1", ":1", "[a-z]+", "(a+)+$", "(a|aa)+", "^(([a-z])+.)+[A-Z]([a-z])+$", "x{1,1000000}", ".*", "(?=a)(?!b)",
        "from:", "from::", "from:\"", "from:\"ada", "from:ada\"", "in:", "in:\"\"", "in:\" \"", "in:*", "before:", "before:x", "before:9999-99-99", "before:0000-00-00", "before:9999", "after:-1",
        "after:99999999999999999999", "on:2026-02-30", "on:0001", "on:9998-12", "has:", "has:x", "has:file:file", "is:", "is:is", "type:", "type:system", "type:99", "-from:", "-in:x", "-has:file",
        "from:from:from:", "FROM:ADA", "In:LOBBY", "\u200f\u202eheron\u202c", "\u200b", "\ufeff", "\u0301", "e\u0301\u0301\u0301\u0301", "ﷺ", "İ", "ß", "ǅ", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "🏳️‍🌈",
        "\u0e33\u0e33", "\uD7FF", "\uE000", "\uE022heron", "\uF8FF", "\U000F0000", "\U0010FFFD", "\u2028", "\u0085", "\t", "\n", "\r\n", "\u0001", "\u001f", "\u007f", "１２３", "Ⅳ", "²", "½",
        "../../etc/passwd", "<script>alert(1)</script>", "${jndi:ldap://x}", "{{7*7}}", "%00", "%ff", "\\u0000", "heron\\0", "0x00", "1e309", "-1", "NaN", "null", "undefined", "true",
        "heron heron heron", "a", "e", "i*", "上", "上*", "\"上\"", "上海*海上", "ー", "ｶﾞ", "ﾞ", "ᄀ", "ᅡᆨ", "각", "#", "##", "@", "@@", "#heron#", "@ada@", ".", "..", ".heron", "c++++", "c#######",
    ];

    [Fact]
    public async Task Are_answered_or_refused_and_never_fail()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        await ada.SaysAsync(lobby, "a heron at the lake in 上海 on 2026-01-01, \"quoted\" * and ^");
        var encoded = Corpus().Select(Uri.EscapeDataString).Concat(["%", "%zz", "%ff%fe", "%00", "%ed%a0%80", "a%00b", "+", "%20"]).ToList();
        Assert.True(encoded.Count >= 200, $"{encoded.Count}");

        var times = new List<double>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            foreach (var query in encoded)
            {
                var started = Stopwatch.GetTimestamp();
                var answer = await ada.AsksForAsync($"search?q={query}");
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong, $"{query}: {await answer.TextAsync()}");
            }

            await parley.IndexesAsync();
        }

        foreach (var parameter in (string[])["type", "in", "from", "before", "after", "has", "limit", "cursor"])
        {
            foreach (var query in encoded.Where(q => q.Length < 2000))
            {
                var answer = await ada.AsksForAsync($"search?q=heron&{parameter}={query}");
                Assert.True((int)answer.StatusCode < 500, $"{parameter}={query}: {await answer.TextAsync()}");
            }
        }

        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"{times.Count} searches: p50 {times[times.Count / 2]:0.0} ms, p99 {times[times.Count * 99 / 100]:0.0} ms");
    }

    [Fact]
    public async Task Find_what_people_really_wrote_all_the_same()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var messages = Corpus().Where(text => !string.IsNullOrWhiteSpace(text) && text.Length <= Limits.MessageCharacters).ToList();
        foreach (var text in messages)
            await ada.PostsAsync(lobby, text);   // some of it is no message either

        await ada.SaysAsync(lobby, new string('x', 16_000));
        await ada.SaysAsync(lobby, string.Concat(Enumerable.Repeat("上海", 8_000)));
        await ada.SaysAsync(lobby, string.Concat(Enumerable.Repeat("a-", 8_000)));
        await parley.IndexesAsync();

        Assert.NotEmpty(await ada.FindsTextsAsync("heron"));
        Assert.NotEmpty(await ada.FindsTextsAsync("jndi"));
        Assert.Equal("../../etc/passwd", Assert.Single(await ada.FindsTextsAsync("etc/passwd")));
        Assert.Contains("上海上海", (await ada.FindsTextsAsync("海上海"))[0], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Corpus() =>
    [
        .. Pieces, .. Pieces.Take(40).Select(p => p + " heron"), .. Pieces.Take(20).Select(p => $"\"{p}\""),
        new('*', 1_000), new('*', 400), new('"', 499), new('(', 500), new('-', 500), new('a', 500), new('上', 500), string.Concat(Enumerable.Repeat("a ", 31)), string.Concat(Enumerable.Repeat("上 ", 31)),
        string.Concat(Enumerable.Range(0, 32).Select(i => $"w{i}* ")), string.Concat(Enumerable.Repeat("\"a\" ", 100)), string.Concat(Enumerable.Repeat("from:a ", 70)),
        string.Concat(Enumerable.Repeat("\u0301", 400)), "x" + new string('\u0301', 499), string.Concat(Enumerable.Repeat("😀", 250)), string.Concat(Enumerable.Repeat("a_", 250)),
        string.Concat(Enumerable.Repeat("aB", 250)), string.Concat(Enumerable.Repeat("a1", 250)), new('x', 6_000), new('x', 64 * 1024),
    ];
}
