using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Messages;
using Parley.Protocol;
using Parley.Receipts;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Receipts;

/// <summary>How far two have read and what was newly read by number, as dialects show it.</summary>
public sealed class WhatTwoHaveRead
{
    [Fact]
    public async Task Is_told_of_direct_conversations_to_the_two_alone()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo, kim) = (parley.Person("Ada"), parley.Person("Bo"), parley.Person("Kim"));
        var (pair, group) = (await PairAsync(ada, bo), await parley.ConversationAsync(ada, bo));
        await ada.SaysAsync(pair, "one");
        await ada.SaysAsync(pair, "two");
        await kim.IdAsync();

        var before = await ReadAsync(parley, ada, pair, group);
        Assert.Equal([pair], before.Keys);
        Assert.Equal((0L, null), Of(before[pair], bo));

        await bo.PostAsync($"conversations/{pair}/read", new ReadBody(1));
        var after = await ReadAsync(parley, ada, pair);
        Assert.Equal((1L, (DateTimeOffset?)parley.Clock.GetUtcNow()), Of(after[pair], bo));
        Assert.Empty(await ReadAsync(parley, kim, pair, group));

        // Between the two of a block no time is told.
        Assert.True((await bo.Http.PutAsync($"me/blocks/{ada.Id}", null, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        Assert.Equal((1L, null), Of((await ReadAsync(parley, ada, pair))[pair], bo));
    }

    [Fact]
    public async Task Counts_what_others_wrote_and_what_is_not_deleted()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (pair, group) = (await PairAsync(ada, bo), await parley.ConversationAsync(ada, bo));
        await ada.SaysAsync(group, "to all");
        var first = await ada.SaysAsync(pair, "one");
        await ada.SaysAsync(pair, "two");
        await ada.SaysAsync(pair, "three");
        await ada.DeleteAsync($"messages/{first.Id}");

        var readings = parley.Services.GetRequiredService<PairReadings>();
        Assert.Equal(2, Assert.Single(await readings.UnreadAsync(await CallerAsync(parley, bo), ConversationType.Direct, default)).Value);
        Assert.Empty(await readings.UnreadAsync(await CallerAsync(parley, ada), ConversationType.Direct, default));

        // The same by number: neither one's own nor what is deleted nor what was read before.
        var database = parley.DatabaseOf();
        var conversationN = await database.NumberAsync($"select n from conversations where id = {pair}");
        var adaN = await database.NumberAsync($"select n from users where id = {ada.Id}");
        var boN = await database.NumberAsync($"select n from users where id = {bo.Id}");
        var told = parley.Services.GetRequiredService<ToldMessages>();
        Assert.Equal(2, told.Numbers(conversationN, boN, after: 0, upTo: 3).Count);
        Assert.Single(told.Numbers(conversationN, boN, after: 2, upTo: 3));
        Assert.Empty(told.Numbers(conversationN, adaN, after: 0, upTo: 3));
        Assert.Null(told.Find(pair, first.Id));
    }

    private static async Task<ConversationId> PairAsync(Person one, Person other) => (await one.CreatesAsync(
        new CreateConversation(ConversationType.Direct, MemberIds: [(await other.IdAsync()).ToString()]))).Id;

    private static async Task<IReadOnlyDictionary<ConversationId, IReadOnlyList<PairReading>>> ReadAsync(
        TestParley parley, Person person, params ConversationId[] conversations) =>
        await parley.Services.GetRequiredService<PairReadings>().OfPairsAsync(await CallerAsync(parley, person), conversations, TestContext.Current.CancellationToken);

    private static async Task<Caller> CallerAsync(TestParley parley, Person person) =>
        (await parley.Services.GetRequiredService<Authentication>().AuthenticateTokenAsync(person.Token, TestContext.Current.CancellationToken))!;

    private static (long, DateTimeOffset?) Of(IReadOnlyList<PairReading> pair, Person person)
    {
        var one = pair.Single(reading => reading.UserId == person.Id);
        return (one.Ordinal, one.At);
    }
}
