using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Parley.Notifications;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Upkeep;
using Xunit;

namespace Parley.Tests.Notifications;

/// <summary>The rows that whoever pushes takes: made, held, taken back and cleared with their notification.</summary>
public sealed class WhatIsPushed
{
    [Fact]
    public async Task What_is_read_before_it_is_pushed_is_not_and_what_was_pushed_is_cleared()
    {
        await using var parley = await StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await ada.TalksToAsync(grace);
        var now = parley.Clock.GetUtcNow();

        await ada.SaysAsync(direct, "one");
        Assert.Equal([(DeliveryState.ToShow, now)], await DeliveriesAsync(parley));
        await Doings.SucceedsAsync(grace.ReadsUpToAsync(direct));
        Assert.Equal([(DeliveryState.ToClear, now)], await DeliveriesAsync(parley));   // whoever shows knows that nothing stands there

        await ada.SaysAsync(direct, "two");
        await ShownAsync(parley);
        parley.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.SaysAsync(direct, "three");
        Assert.Equal([(DeliveryState.ToShow, now.AddMinutes(1))], await DeliveriesAsync(parley));

        await ShownAsync(parley);
        await Doings.SucceedsAsync(grace.ReadsUpToAsync(direct));
        Assert.Equal([(DeliveryState.ToClear, now.AddMinutes(1))], await DeliveriesAsync(parley));

        await ada.SaysAsync(direct, "four");
        Assert.Equal(DeliveryState.ToShow, Assert.Single(await DeliveriesAsync(parley)).State);
    }

    [Fact]
    public async Task A_deletion_and_leaving_clear_what_was_pushed()
    {
        await using var parley = await StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        var first = await ada.SaysAsync(group, "@grace 1");
        await ada.SaysAsync(group, "@grace 2");
        await ShownAsync(parley);

        await Doings.SucceedsAsync(ada.DeletesAsync(first.Id));
        var left = await DeliveriesAsync(parley);   // having been added, which was read before, is to be cleared too
        Assert.Single(left, d => d.State == DeliveryState.Shown);
        Assert.All(left.Where(d => d.State != DeliveryState.Shown), d => Assert.Equal(DeliveryState.ToClear, d.State));
        await Doings.SucceedsAsync(grace.LeavesAsync(group));
        Assert.All(await DeliveriesAsync(parley), d => Assert.Equal(DeliveryState.ToClear, d.State));
    }

    [Fact]
    public async Task Who_is_online_is_given_a_moment_to_read_there()
    {
        await using var parley = await StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await ada.TalksToAsync(grace);
        await grace.OpensAsync();

        await ada.SaysAsync(direct, "one");
        await ada.SaysAsync(direct, "two");

        Assert.Equal([(DeliveryState.ToShow, parley.Clock.GetUtcNow().AddSeconds(10))], await DeliveriesAsync(parley));
    }

    [Fact]
    public async Task Quiet_hours_and_not_being_disturbed_hold_a_push_and_switching_off_makes_none()
    {
        await using var parley = await StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await ada.TalksToAsync(grace);
        var now = parley.Clock.GetUtcNow();   // a Saturday, 9:00 UTC

        await grace.WantsAsync(new NotificationSettings { QuietHours = new("Europe/Paris", "22:00", "12:00") });
        await ada.SaysAsync(direct, "one");
        Assert.Equal([(DeliveryState.ToShow, now.AddHours(2))], await DeliveriesAsync(parley));

        await Doings.SucceedsAsync(grace.ReadsUpToAsync(direct));
        await grace.WantsAsync(new NotificationSettings { DoNotDisturbUntil = now.AddHours(5) });
        await ada.SaysAsync(direct, "two");
        Assert.Equal([(DeliveryState.ToShow, now.AddHours(5))], await DeliveriesAsync(parley));

        await Doings.SucceedsAsync(grace.ReadsUpToAsync(direct));
        await grace.WantsAsync(new NotificationSettings { Push = false });
        await ada.SaysAsync(direct, "three");
        Assert.DoesNotContain(await DeliveriesAsync(parley), d => d.State == DeliveryState.ToShow);
        Assert.Equal(1, await grace.UnreadCountAsync());
    }

    [Theory]
    [InlineData("UTC", "22:00", "07:00", null, "2026-11-21T23:00Z", "2026-11-22T07:00Z")]
    [InlineData("UTC", "22:00", "07:00", null, "2026-11-21T06:59Z", "2026-11-21T07:00Z")]
    [InlineData("UTC", "22:00", "07:00", null, "2026-11-21T07:00Z", "2026-11-21T07:00Z")]
    [InlineData("UTC", "12:00", "13:00", null, "2026-11-21T12:30Z", "2026-11-21T13:00Z")]
    [InlineData("Asia/Tokyo", "22:00", "07:00", null, "2026-11-21T14:00Z", "2026-11-21T22:00Z")]
    [InlineData("UTC", "22:00", "07:00", "Friday", "2026-11-21T06:00Z", "2026-11-21T07:00Z")]
    [InlineData("UTC", "22:00", "07:00", "Saturday", "2026-11-21T06:00Z", "2026-11-21T06:00Z")]
    [InlineData("UTC", "00:00", "00:00", "Saturday,Sunday", "2026-11-21T06:00Z", "2026-11-23T00:00Z")]
    [InlineData("UTC", "00:00", "00:00", null, "2026-11-21T06:00Z", null)]
    [InlineData("Europe/Paris", "01:00", "06:00", null, "2026-03-29T00:30Z", "2026-03-29T04:00Z")]
    [InlineData("Europe/Paris", "22:00", "02:30", null, "2026-03-29T00:30Z", "2026-03-29T01:30Z")]
    [InlineData("No/Such", "22:00", "07:00", null, "2026-11-21T23:00Z", "2026-11-22T07:00Z")]
    public void Quiet_hours_end_by_the_clock_on_the_wall(string zone, string from, string to, string? days, string at, string? end)
    {
        var hours = new QuietHours(zone, from, to, days?.Split(',').Select(Enum.Parse<Weekday>).ToList());

        Assert.Equal(end is null ? null : Time(end), QuietTimes.FirstAfter(new NotificationSettings { QuietHours = hours }, Time(at)));
    }

    [Fact]
    public async Task Names_among_ten_thousand_members_are_completed_within_50_ms()
    {
        await using var parley = await StartAsync();
        var ada = parley.Person("Ada");
        var group = await parley.ConversationAsync(ada);
        await Rows.WriteAsync(parley, async transaction =>
        {
            var groupN = await transaction.NumberAsync($"select n from conversations where id = {group}");
            await transaction.WriteAsync($"""
                insert into users (id, workspace_n, username, username_key, display_name, display_key, account_type, role, created_at)
                with recursive k(i) as (select 1 union all select i + 1 from k where i < 20000)
                select randomblob(16), (select workspace_n from users limit 1), 'person' || i, 'person' || i, 'Name ' || (i % 97), 'name ' || (i % 97), 'member', 0, 0 from k
                """);
            await transaction.WriteAsync($"""
                insert into members (conversation_n, user_n, role, status, joined_at, read_ordinal)
                select {groupN}, n, 0, 0, 0, 0 from users where username_key like 'person%' and n % 2 = 0
                """);
            await transaction.WriteAsync($"update conversations set member_count = 10001 where n = {groupN}");
        });

        foreach (var query in (string[])["p", "person1999", "name 9", "zz", "person"])
        {
            var times = new List<double>();
            for (var i = 0; i < 5; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await ada.GetAsync<Listing<MemberView>>($"conversations/{group}/members?query={Uri.EscapeDataString(query)}");
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            Assert.True(times.Min() < 50, $"{query}: {times.Min():N1} ms");
            TestContext.Current.SendDiagnosticMessage($"{query}: {times.Min():N1} ms");
        }
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<List<(DeliveryState State, DateTimeOffset Due)>> DeliveriesAsync(TestParley parley) =>
        await Rows.QueryAsync(parley, $"select state, due_at from notification_deliveries order by notification_n", row => (row.Enum<DeliveryState>(0), row.Time(1)));

    /// <summary>Nobody takes the rows but the test.</summary>
    private static async Task<TestParley> StartAsync()
    {
        var parley = await TestParley.StartAsync();
        await parley.Services.GetRequiredService<Chores>().StopAsync();
        return parley;
    }

    /// <summary>Does what a sender does.</summary>
    private static Task ShownAsync(TestParley parley) => Rows.WriteAsync(parley, async transaction =>
        await transaction.WriteAsync($"update notification_deliveries set state = {DeliveryState.Shown} where state = {DeliveryState.ToShow}"));
}
