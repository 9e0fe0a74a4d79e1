using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Messages;

/// <summary>The page that everybody asks for is kept in memory: it must never show what is not so any more.</summary>
public sealed class TheNewestPage
{
    [Fact]
    public async Task It_follows_every_change_of_what_stands_on_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        Assert.Empty(await ada.TextsAsync(lobby));

        var first = await ada.SaysAsync(lobby, "helo");
        Assert.Equal(["helo"], await grace.TextsAsync(lobby));
        await grace.SaysAsync(lobby, "hi", first.Id);
        Assert.Equal(1, (await ada.PagesAsync(lobby)).Items[0].ReplyCount);
        await SucceedsAsync(ada.EditsAsync(first.Id, "hello"));
        Assert.Equal("hello", (await grace.PagesAsync(lobby)).Items[1].Quote!.Content);
        await SucceedsAsync(ada.ReactsAsync(first.Id, "👍"));
        Assert.True((await ada.PagesAsync(lobby)).Items[0].Reactions[0].Mine);
        Assert.False((await grace.PagesAsync(lobby)).Items[0].Reactions[0].Mine);
        await SucceedsAsync(ada.DeletesAsync(first.Id));
        Assert.Equal(["", "hi"], await grace.TextsAsync(lobby));
        Assert.Equal("", (await grace.PagesAsync(lobby)).Items[1].Quote!.Content);
    }

    [Fact]
    public async Task Who_was_removed_does_not_get_it_any_more()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await ada.SaysAsync(lobby, "for members");
        Assert.Equal(["for members"], await grace.TextsAsync(lobby));

        await SucceedsAsync(ada.KicksAsync(lobby, grace));

        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"conversations/{lobby}/messages"));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{lobby}/messages"));
    }

    [Fact]
    public async Task What_was_acknowledged_is_on_it_whoever_else_is_reading()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        using var done = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 2).Select(_ => ReadsOnAsync(grace, lobby, done.Token)).ToArray();

        for (var i = 0; i < 40; i++)
        {
            var message = await ada.SaysAsync(lobby, $"{i}");
            Assert.Equal($"{i}", (await ada.TextsAsync(lobby))[^1]);
            await SucceedsAsync(ada.DeletesAsync(message.Id));
            Assert.Equal("", (await ada.TextsAsync(lobby))[^1]);
        }

        await done.CancelAsync();
        await Task.WhenAll(reading);
    }

    private static async Task ReadsOnAsync(Person person, ConversationId conversation, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
            await person.TextsAsync(conversation);
    }
}
