using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Notifications;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Notifications;

/// <summary>One's notifications by number, for dialects whose ids are integers.</summary>
public sealed class NumberedNotices
{
    [Fact]
    public async Task Stand_in_pages_with_the_latest_first_and_are_ones_own()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var caller = await CallerAsync(parley, bo);
        for (var i = 0; i < 5; i++)
        {
            await parley.ConversationAsync(ada, bo);   // being added is told
            parley.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var notifications = parley.Services.GetRequiredService<NumberedNotificationsHandler>();
        var (first, second) = (await notifications.PageAsync(caller, new(1, 3), default), await notifications.PageAsync(caller, new(2, 3), default));
        Assert.Equal((5, 3, 2), (first.Count, first.Items.Count, second.Items.Count));
        var numbers = first.Items.Concat(second.Items).Select(one => one.N).ToList();
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Empty((await notifications.PageAsync(caller, new(3, 3), default)).Items);

        Assert.Equal(first.Items[0], await notifications.OneAsync(caller, numbers[0], default));
        await Assert.ThrowsAsync<Refusal>(async () => await notifications.OneAsync(await CallerAsync(parley, ada), numbers[0], default));
    }

    private static async Task<Caller> CallerAsync(TestParley parley, Person person) =>
        (await parley.Services.GetRequiredService<Authentication>().AuthenticateTokenAsync(person.Token, TestContext.Current.CancellationToken))!;
}
