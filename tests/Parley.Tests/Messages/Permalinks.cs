using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Storage;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Messages;

public sealed class Permalinks
{
    [Fact]
    public async Task A_message_opens_with_what_stands_around_it()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        var messages = new List<MessageView>();
        for (var i = 1; i <= 20; i++)
            messages.Add(await ada.SaysAsync(lobby, $"{i}"));

        var watch = Stopwatch.StartNew();
        var context = await ada.GetAsync<MessageContext>($"messages/{messages[9].Id}/context?limit=4");
        Assert.InRange(watch.ElapsedMilliseconds, 0, 3_000);   // 300 ms is the promise; a busy test machine is slow

        Assert.Equal((messages[9].Id, 10, lobby, "Lobby"), (context.MessageId, context.Ordinal, context.Conversation.Id, context.Conversation.Title));
        Assert.Equal(["8", "9", "10", "11"], context.Page.Items.Select(m => m.Content));
        Assert.Equal((true, true), (context.Page.HasMoreBefore, context.Page.HasMoreAfter));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"messages/{messages[9].Id}/context"));
        await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync($"messages/{messages[9].Id}/context?limit=0"));
    }

    [Fact]
    public async Task A_short_link_leads_people_to_the_page_and_programs_to_the_api()
    {
        await using var parley = await TestParley.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = parley.Address };
        var id = MessageId.New();   // whether it exists is nobody's business yet

        var page = await browser.GetAsync($"/m/{id}", TestContext.Current.CancellationToken);
        browser.DefaultRequestHeaders.Accept.Add(new("application/json"));
        var api = await browser.GetAsync($"/m/{id}", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Redirect, $"/?message={id}"), (page.StatusCode, page.Headers.Location!.OriginalString));
        Assert.Equal($"/api/v1/messages/{id}/context", api.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/m/..%2f..%2fevil", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task One_jumps_to_a_date()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var ada = parley.Person("Ada");
        var (lobby, empty) = (await parley.ConversationAsync(ada), await parley.ConversationAsync(ada));
        var begin = parley.Clock.GetUtcNow();
        for (var day = 0; day < 30; day++)
        {
            await ada.SaysAsync(lobby, $"day {day}");
            parley.Clock.Leap(TimeSpan.FromDays(1));
        }

        Assert.Equal(["day 9", "day 10"], await AroundAsync(lobby, begin.AddDays(10)));
        Assert.Equal(["day 10", "day 11"], await AroundAsync(lobby, begin.AddDays(10).AddMilliseconds(1)));
        Assert.Equal(["day 0"], await AroundAsync(lobby, begin.AddYears(-1)));
        Assert.Equal(["day 29"], await AroundAsync(lobby, begin.AddYears(1)));
        Assert.Empty(await AroundAsync(empty, begin));
        await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync($"conversations/{lobby}/messages?around_time=2026-11-21T09:00:00Z&before=3"));
        await Refused.WithAsync(Errors.BadRequest, ada.AsksForAsync($"conversations/{lobby}/messages?around_time=yesterday"));

        async Task<string[]> AroundAsync(ConversationId conversation, DateTimeOffset time) =>
            [.. (await ada.PagesAsync(conversation, $"?limit=2&around_time={time:yyyy-MM-ddTHH:mm:ss.fffZ}")).Items.Select(m => m.Content)];
    }

    [Fact]
    public async Task The_jump_halves_the_index_of_ordinals_and_reads_no_table_from_end_to_end()
    {
        await using var parley = await TestParley.StartAsync();
        var database = parley.Services.GetRequiredService<Database>();

        var plan = await database.QueryAsync($"""
            explain query plan select ordinal, created_at from messages where conversation_n = {1} and ordinal >= {2} order by ordinal limit 1
            """, row => row.Text(3), TestContext.Current.CancellationToken);

        Assert.Contains("messages_ordinal", Assert.Single(plan), StringComparison.Ordinal);
    }
}
