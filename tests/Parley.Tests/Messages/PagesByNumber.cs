using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Messages;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Messages;

public sealed class PagesByNumber
{
    [Fact]
    public void The_kth_that_is_not_deleted_is_found_as_by_counting()
    {
        var random = new Random(4);
        for (var round = 0; round < 500; round++)
        {
            var (first, count) = (random.Next(1, 5), random.Next(1, 60));
            var deleted = Enumerable.Range(first, count).Where(_ => random.Next(3) == 0).Select(ordinal => (long)ordinal).ToList();
            var left = Enumerable.Range(first, count).Select(ordinal => (long)ordinal).Except(deleted).ToList();
            for (var k = 1; k <= left.Count; k++)
                Assert.Equal(left[k - 1], NumberedMessagesHandler.OrdinalOf(k, first, deleted));
        }
    }

    [Fact]
    public async Task Pages_of_one_conversation_and_of_all_fit_together_without_the_deleted_ones()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (lobby, other) = (await parley.ConversationAsync(ada, bo), await parley.ConversationAsync(ada, bo));
        var said = new List<MessageView>();
        for (var i = 0; i < 23; i++)
            said.Add(await ada.SaysAsync(i % 5 == 4 ? other : lobby, $"number {i}"));
        foreach (var at in new[] { 0, 7, 8, 22 })
            await ada.DeleteAsync($"messages/{said[at].Id}");

        var left = said.Where((_, at) => at is not (0 or 7 or 8 or 22)).ToList();
        var handler = parley.Services.GetRequiredService<NumberedMessagesHandler>();
        var caller = await CallerAsync(parley, bo);
        foreach (var newestFirst in new[] { true, false })
        {
            var expected = newestFirst ? left.AsEnumerable().Reverse().ToList() : left;
            var (ofLobby, ofAll) = (new List<MessageId>(), new List<MessageId>());
            for (var page = 1; page <= 6; page++)
            {
                var filter = new MessageFilter { NewestFirst = newestFirst };
                var one = await handler.OfConversationAsync(caller, lobby, new(page, 4), filter, TestContext.Current.CancellationToken);
                var all = await handler.OfAllAsync(caller, new(page, 4), filter, TestContext.Current.CancellationToken);
                Assert.Equal(left.Count(message => message.ConversationId == lobby), one.Count);
                Assert.Equal(left.Count, all.Count);
                ofLobby.AddRange(one.Items.Select(message => message.Id));
                ofAll.AddRange(all.Items.Select(message => message.Id));
            }

            Assert.Equal(expected.Where(message => message.ConversationId == lobby).Select(message => message.Id), ofLobby);
            Assert.Equal(expected.Select(message => message.Id), ofAll);
        }

        var found = await handler.OfAllAsync(caller, new(1, 20), new() { Text = "NUMBER 1" }, TestContext.Current.CancellationToken);
        Assert.Equal(left.Where(message => message.Content.Contains("number 1", StringComparison.Ordinal)).Select(message => message.Id), found.Items.Select(message => message.Id));
    }

    private static async Task<Caller> CallerAsync(TestParley parley, Person person) =>
        (await parley.Services.GetRequiredService<Authentication>().AuthenticateTokenAsync(person.Token, TestContext.Current.CancellationToken))!;
}
