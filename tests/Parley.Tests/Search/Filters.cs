using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Files;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Search;

/// <summary>N4: each filter alone, some together, in the text and as a parameter; of messages in the index and of those that are not.</summary>
public sealed class Filters
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_finds_what_it_says(bool indexed)
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var garden = await parley.PublicGroupAsync(grace, ada);
        await ada.SaysAsync(lobby, "january tea");
        parley.Clock.Leap(TimeSpan.FromDays(30));
        await grace.SaysAsync(garden, "december tea");
        await grace.SaysAsync(lobby, "see https://example.org/tea");
        await ada.SendsAsync(lobby, new("a picture of tea", MessageType: MessageType.Image));
        await ada.SendsAsync(lobby, new("a document on tea", MessageType: MessageType.File));
        await ada.SendsAsync(lobby, new("a song on tea", MessageType: MessageType.Audio));
        await ada.SendsAsync(lobby, new("a film on tea", MessageType: MessageType.Video));
        var liked = await grace.SaysAsync(lobby, "green tea");
        if (indexed)
            await parley.IndexesAsync();
        await SucceedsAsync(ada.ReactsAsync(liked.Id, "🍵"));
        var answer = await ada.SaysAsync(lobby, "no tea at all", liked.Id);
        await SucceedsAsync(ada.EditsAsync(answer.Id, "no tea for me"));
        if (indexed)
            await parley.IndexesAsync();

        (string Query, string[] Found)[] cases =
        [
            ("from:ada", ["a document on tea", "a film on tea", "a picture of tea", "a song on tea", "january tea", "no tea for me"]),
            ("from:me", ["a document on tea", "a film on tea", "a picture of tea", "a song on tea", "january tea", "no tea for me"]),
            ($"from:{grace.Id}", ["december tea", "green tea", "see https://example.org/tea"]),
            ($"from:external:Grace in:garden", ["december tea"]),
            ("-from:ada tea", ["december tea", "green tea", "see https://example.org/tea"]),
            ("-from:ada", ["december tea", "green tea", "see https://example.org/tea"]),
            ("from:nobody", []),
            ("in:Garden", ["december tea"]),
            ($"in:{garden}", ["december tea"]),
            ("in:\"gard\" tea", ["december tea"]),
            ("in:nowhere tea", []),
            ("before:2026-12-01", ["january tea"]),
            ("before:2026-12 tea", ["january tea"]),
            ("after:2026-11-30 in:garden", ["december tea"]),
            ("after:2026-11 from:grace green", ["green tea"]),
            ("on:2026-11-21", ["january tea"]),
            ("on:2026-11-22", []),
            ("after:2026", []),
            ("before:2026-11-21T09:00:00Z", []),
            ("has:link", ["see https://example.org/tea"]),
            ("has:image", ["a picture of tea"]),
            ("has:audio tea", ["a song on tea"]),
            ("has:video", ["a film on tea"]),
            ("has:file", ["a document on tea", "a film on tea", "a picture of tea", "a song on tea"]),
            ("has:file -has:image", ["a document on tea", "a film on tea", "a song on tea"]),
            ("type:file", ["a document on tea"]),
            ("has:reaction", ["green tea"]),
            ("has:reaction tea", ["green tea"]),
            ("has:reaction coffee", []),
            ("has:reply", ["no tea for me"]),
            ("is:thread", ["green tea", "no tea for me"]),
            ("is:thread from:grace", ["green tea"]),
            ("is:edited", ["no tea for me"]),
            ("is:edited has:reaction", []),
            ("-has:reaction green", []),
            ("has:pin", []),
            ("tea from:ada has:reply in:lobby after:2026-12-01 is:edited", ["no tea for me"]),
        ];
        foreach (var (query, expected) in cases)
            Assert.Equal((query, string.Join('|', expected)), (query, string.Join('|', (await ada.FindsTextsAsync(query)).Order(StringComparer.Ordinal))));

        foreach (var (more, expected) in ((string, string[])[])
        [
            ("&from=grace&in=lobby", ["green tea", "see https://example.org/tea"]), ("&has=link", ["see https://example.org/tea"]), ("&has=link,image", []),
            ("&before=2026-12-01", ["january tea"]), ($"&after=2026-12-01&in={garden}", ["december tea"]), ("&type=image", ["a picture of tea"]),
        ])
            Assert.Equal((more, string.Join('|', expected)), (more, string.Join('|', (await ada.FindsTextsAsync("tea", more)).Order(StringComparer.Ordinal))));

        await SucceedsAsync(ada.TakesBackAsync(liked.Id, "🍵"));
        Assert.Empty(await ada.FindsTextsAsync("has:reaction"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_text_that_carries_a_picture_has_an_image_and_a_file_until_it_is_deleted(bool indexed)
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var picture = await ada.UploadsAsync("lake.png", SampleFiles.All.First(s => s.Type == "image/png").Content);
        var said = await Person.ReadAsync<MessageView>(await ada.SendsAsync(lobby, new("by the lake", AttachmentIds: [picture.Id])));
        if (indexed)
            await parley.IndexesAsync();

        foreach (var query in (string[])["has:image", "has:file lake", "lake has:image -has:video"])
            Assert.Equal(["by the lake"], await ada.FindsTextsAsync(query));
        Assert.Empty(await ada.FindsTextsAsync("has:audio"));

        await SucceedsAsync(ada.DeletesAsync(said.Id));
        Assert.Empty(await ada.FindsTextsAsync("has:image"));
    }
}
