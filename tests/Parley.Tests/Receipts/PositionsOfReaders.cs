using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Receipts;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Receipts;

public sealed class PositionsOfReaders
{
    [Fact]
    public async Task Come_furthest_first_with_one_before_all()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, alan, mary) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Alan"), parley.Person("Mary"));
        var lobby = await parley.ConversationAsync(ada, grace, alan, mary);
        foreach (var text in new[] { "one", "two", "three" })
            await ada.SaysAsync(lobby, text);
        await SucceedsAsync(grace.ReadsUpToAsync(lobby, 1));
        parley.Clock.Advance(TimeSpan.FromSeconds(1));
        await SucceedsAsync(alan.ReadsUpToAsync(lobby, 2));
        var (positions, n) = (parley.Services.GetRequiredService<ReadPositions>(), await NumberAsync(parley, lobby));
        var first = (await parley.CallerAsync(grace)).UserN;

        var all = await positions.OfAsync(n, 1, 10, first, default);
        var two = await positions.OfAsync(n, 1, 2, first, default);
        var far = await positions.OfAsync(n, 2, 10, first, default);

        Assert.Equal([1, 3, 2], all.Select(p => p.Ordinal));   // Mary has read nothing
        Assert.Equal([1, 3], two.Select(p => p.Ordinal));
        Assert.Equal([3, 2], far.Select(p => p.Ordinal));
        Assert.Equal(parley.Clock.GetUtcNow(), all[2].At);
    }

    [Fact]
    public async Task Name_the_message_at_which_one_stands()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var said = await ada.SaysAsync(lobby, "one");
        await SucceedsAsync(grace.ReadsUpToAsync(lobby));
        var (positions, n, reader) = (parley.Services.GetRequiredService<ReadPositions>(), await NumberAsync(parley, lobby), await parley.CallerAsync(grace));

        Assert.Equal(new LastRead(said.Id, parley.Clock.GetUtcNow()), positions.Of(n, 1, reader.UserN));
        Assert.Null(positions.Of(n, 2, reader.UserN));
    }

    private static ValueTask<long> NumberAsync(TestParley parley, ConversationId conversation) =>
        parley.DatabaseOf().NumberAsync($"select n from conversations where id = {conversation}");
}
