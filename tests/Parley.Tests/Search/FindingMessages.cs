using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Search;

public sealed class FindingMessages
{
    [Fact]
    public async Task What_was_acknowledged_a_moment_ago_is_found_at_once()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        await ada.SaysAsync(lobby, "the first heron");
        await parley.IndexesAsync();

        await ada.SaysAsync(lobby, "the second heron");

        Assert.Equal(["the second heron", "the first heron"], (await ada.FindsTextsAsync("herons")).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_hit_says_where_it_stands_and_which_letters_matched_and_is_never_html()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        const string Text = "<b>Crêpes</b> & 上海 crepe";
        var said = await ada.SaysAsync(lobby, Text);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var hit = Assert.Single((await ada.FindsAsync("crepe")).Messages);

            Assert.Equal((said.Id, Text), (hit.Message.Id, hit.Message.Content));
            Assert.Equal(new FoundIn(lobby, "Lobby", ConversationType.Group), hit.Conversation);
            Assert.Equal(["Crêpes", "crepe"], hit.Highlights.Select(span => Text.Substring(span.Start, span.Length)));
            Assert.Equal((Text, 0), (hit.Snippet.Text, hit.Snippet.Start));
            Assert.Equal("上海", Text.Substring(Assert.Single(Assert.Single((await ada.FindsAsync("上海")).Messages).Highlights) is var span ? span.Start : 0, 2));
            await parley.IndexesAsync();
        }
    }

    [Fact]
    public async Task A_long_text_shows_the_part_around_the_match()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var text = string.Concat(Enumerable.Repeat("filler 😀 ", 300)) + "needle " + string.Concat(Enumerable.Repeat("hay 😀 ", 300));
        await ada.SaysAsync(lobby, text);
        await parley.IndexesAsync();

        var snippet = Assert.Single((await ada.FindsAsync("needle")).Messages).Snippet;

        Assert.InRange(snippet.Text.Length, 100, 161);
        Assert.Equal(snippet.Text, text.Substring(snippet.Start, snippet.Text.Length));
        var span = Assert.Single(snippet.Highlights);
        Assert.Equal("needle", snippet.Text.Substring(span.Start, span.Length));
    }

    [Fact]
    public async Task The_word_as_typed_comes_before_its_other_forms_and_words_together_before_words_apart()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        await ada.SaysAsync(lobby, "release note");
        await ada.SaysAsync(lobby, "a note about the next release");
        await ada.SaysAsync(lobby, "release notes");
        await parley.IndexesAsync();

        Assert.Equal(["release notes", "release note", "a note about the next release"], await ada.FindsTextsAsync("release notes"));
    }

    [Fact]
    public async Task Words_can_be_excluded_begun_and_quoted()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        foreach (var text in (string[])["red apple", "green apple", "apple pie, red", "application form"])
            await ada.SaysAsync(lobby, text);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal(["green apple"], await ada.FindsTextsAsync("apple -red"));
            Assert.Equal(["red apple"], await ada.FindsTextsAsync("\"red apple\""));
            Assert.Equal(["application form", "apple pie, red", "green apple", "red apple"], (await ada.FindsTextsAsync("appl*")).OrderDescending(StringComparer.Ordinal)
                .OrderBy(t => t.StartsWith("appl", StringComparison.Ordinal) ? t.StartsWith("application", StringComparison.Ordinal) ? 0 : 1 : 2).ThenBy(t => t, StringComparer.Ordinal));
            Assert.Equal(["application form"], await ada.FindsTextsAsync("-apple -\"red apple\""));
            await parley.IndexesAsync();
        }
    }

    [Theory]
    [InlineData("heron")]
    [InlineData("is:edited")]
    [InlineData("in:Lobby")]
    [InlineData("-nothing")]
    public async Task Pages_fit_each_other_while_new_messages_come_and_old_ones_go(string query)
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var expected = new List<MessageId>();
        for (var i = 0; i < 25; i++)
        {
            var said = await ada.SaysAsync(lobby, $"heron {new string('x', i % 7)} number {i}");
            await Doings.SucceedsAsync(ada.EditsAsync(said.Id, $"{said.Content}, edited"));
            expected.Add(said.Id);
            if (i == 15)
                await parley.IndexesAsync();
        }

        var found = new List<MessageId>();
        string? cursor = null;
        do
        {
            var page = await ada.FindsAsync(query, $"&limit=4{(cursor is null ? "" : $"&cursor={cursor}")}");
            found.AddRange(page.Messages.Select(hit => hit.Message.Id));
            cursor = page.NextCursor;

            var fresh = await ada.SaysAsync(lobby, "another heron");
            await Doings.SucceedsAsync(ada.EditsAsync(fresh.Id, "another heron, edited"));
            await parley.IndexesAsync();
            if (expected.Find(id => !found.Contains(id)) is { Value: var gone } && gone != default && found.Count == 8)
            {
                await Doings.SucceedsAsync(ada.DeletesAsync(new(gone)));
                expected.Remove(new(gone));
            }
        }
        while (cursor is not null);

        Assert.Equal(expected.Order(Comparer<MessageId>.Create((a, b) => a.Value.CompareTo(b.Value))), found.Order(Comparer<MessageId>.Create((a, b) => a.Value.CompareTo(b.Value))));
    }

    [Fact]
    public async Task A_search_that_is_too_long_or_not_understood_says_so()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");

        await Refused.WithAsync(Errors.SearchTooLong, ada.AsksForAsync($"search?q={new string('x', 501)}"));
        await Refused.WithAsync(Errors.SearchTooLong, ada.AsksForAsync($"search?q={string.Join('+', Enumerable.Range(0, 40))}"));
        foreach (var wrong in (string[])["type=planets", "has=wings", "before=yesterday", "after=2026-13-01", "cursor=x", "cursor=1-2-3-4-5--6", "limit=0", "limit=201"])
            await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync($"search?q=x&{wrong}"));

        await Refused.WithAsync(Errors.InvalidText, ada.AsksForAsync("search?q=%00"));
    }
}
