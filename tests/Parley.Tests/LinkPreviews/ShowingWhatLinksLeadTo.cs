using Microsoft.Extensions.DependencyInjection;
using Parley.LinkPreviews;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.LinkPreviews;

public sealed class ShowingWhatLinksLeadTo : IAsyncLifetime
{
    private const string Previews = "--Parley:LinkPreviews:Enabled=true";   // off in other tests, which call nobody
    private const string Allowed = "--Parley:Outgoing:AllowedNetworks:0=127.0.0.0/8";
    private const string Engine = """
        <html><head><title>plain</title><meta property="og:title" content="The Analytical &amp; Other Engine">
        <meta name="description" content="weaves algebraic patterns"><meta property="og:site_name" content="Notes"></head><body>…</body></html>
        """;

    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.OpenAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_message_is_there_at_once_and_its_card_follows_without_marking_it_edited()
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        var open = new TaskCompletionSource();
        var url = _site.Says("/engine", async http =>
        {
            await open.Task;   // however slow the page is
            http.Response.StatusCode = 200;
            http.Response.ContentType = "text/html";
            await http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Engine));
        });

        var said = await ada.SaysAsync(lobby, $"look: {url}, it is good (see also {url})");
        Assert.Null((await grace.HearsAsync<MessagePosted>()).Message.LinkPreviews);
        open.SetResult();

        var told = (await grace.HearsAsync<MessageUpdated>()).Message;
        var card = Assert.Single(told.LinkPreviews!);
        Assert.Equal((url, "The Analytical & Other Engine", "weaves algebraic patterns", "Notes"), (card.Url, card.Title, card.Description, card.SiteName));
        Assert.Equal((said.Id, null, said.Content), (told.Id, told.EditedAt, told.Content));
        Assert.Equal(card, Assert.Single((await ada.PagesAsync(lobby)).Items[0].LinkPreviews!));
        Assert.Equal(card, Assert.Single((await ada.LooksAtAsync(said.Id)).LinkPreviews!));
        Assert.Equal(1, _site.Visits("/engine"));
    }

    [Fact]
    public async Task A_page_is_asked_once_a_day_also_when_it_has_nothing_to_say()
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var (url, nothing) = (_site.Html("/engine", Engine), _site.Url("/nothing"));

        await ada.SaysAsync(lobby, url);
        await LookAsync(parley);
        await ada.SaysAsync(lobby, $"{nothing} {url}");
        await LookAsync(parley);
        await ada.SaysAsync(lobby, nothing);
        await LookAsync(parley);

        Assert.Equal((1, 1), (_site.Visits("/engine"), _site.Visits("/nothing")));
        Assert.Equal([1, 1, null], (await ada.PagesAsync(lobby)).Items.Select(m => m.LinkPreviews?.Count));
        parley.Clock.Advance(TimeSpan.FromHours(25));
        await ada.SaysAsync(lobby, $"{url} {nothing}");
        await LookAsync(parley);
        Assert.Equal((2, 2), (_site.Visits("/engine"), _site.Visits("/nothing")));
    }

    [Theory]
    [InlineData("`{0}`")]
    [InlineData("```\n{0}\n```")]
    [InlineData("```sh\ncurl {0}")]
    [InlineData("``a ` {0}``")]
    [InlineData("<{0}> please")]
    [InlineData("http://user:pass@{1}/engine")]
    [InlineData("http and nothing else")]
    [InlineData("ftp://{1}/engine")]
    [InlineData("file:///etc/passwd")]
    public async Task What_is_code_or_bracketed_or_no_web_address_is_left_alone(string text)
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var url = _site.Html("/engine", Engine);

        var said = await ada.SaysAsync(lobby, text.Replace("{0}", url, StringComparison.Ordinal).Replace("{1}", _site.Address.Authority, StringComparison.Ordinal));
        await LookAsync(parley);

        Assert.Null((await ada.LooksAtAsync(said.Id)).LinkPreviews);
        Assert.Equal(0, _site.Visits("/engine"));
    }

    [Fact]
    public async Task The_first_three_links_have_cards_in_their_order()
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var urls = Enumerable.Range(1, 4).Select(i => _site.Html($"/{i}_(x)", $"<title>page {i}</title>")).ToList();

        var said = await ada.SaysAsync(lobby, $"({urls[0]}) [two]({urls[1]}) {urls[2]}! {urls[3]}");
        await LookAsync(parley);

        Assert.Equal(["page 1", "page 2", "page 3"], (await ada.LooksAtAsync(said.Id)).LinkPreviews!.Select(p => p.Title));
        Assert.Equal(0, _site.Visits("/4_(x)"));
    }

    [Fact]
    public async Task A_card_goes_with_its_link_and_with_the_message()
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var (one, two) = (_site.Html("/1", "<title>one</title>"), _site.Html("/2", "<title>two</title>"));
        await grace.OpensAsync();
        var story = await ClientState.FetchAsync(grace);
        var said = await ada.SaysAsync(lobby, $"{one} {two}");
        await LookAsync(parley);

        await SucceedsAsync(ada.EditsAsync(said.Id, $"only {two}"));
        Assert.Equal(["two"], (await ada.LooksAtAsync(said.Id)).LinkPreviews!.Select(p => p.Title));
        await SucceedsAsync(ada.EditsAsync(said.Id, "none"));
        Assert.Null((await ada.LooksAtAsync(said.Id)).LinkPreviews);
        await SucceedsAsync(ada.EditsAsync(said.Id, $"again {one}"));
        await LookAsync(parley);
        Assert.Equal(["one"], (await ada.LooksAtAsync(said.Id)).LinkPreviews!.Select(p => p.Title));
        await story.HearAsync(await grace.Socket.HeardSoFarAsync());
        Assert.Equal((await ClientState.FetchAsync(grace)).Describe(), story.Describe());   // the whole story, cards and all

        await SucceedsAsync(ada.DeletesAsync(said.Id));
        Assert.Null((await ada.LooksAtAsync(said.Id)).LinkPreviews);
        var database = parley.Services.GetRequiredService<Parley.Storage.Database>();
        Assert.Equal(0, await database.NumberAsync($"select count(*) from link_previews"));
        Assert.Equal(0, await database.NumberAsync($"select count(*) from link_pages where url = {one}"));
        await story.HearAsync(await grace.Socket.HeardSoFarAsync());
        Assert.Equal((await ClientState.FetchAsync(grace)).Describe(), story.Describe());
    }

    [Fact]
    public async Task Its_author_takes_a_card_away_for_good_and_others_may_not()
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var (owner, ada, grace, eve) = (parley.Person("Owner"), parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(owner, ada, grace);
        var (one, two) = (_site.Html("/1", "<title>one</title>"), _site.Html("/2", "<title>two</title>"));
        var said = await ada.SaysAsync(lobby, $"{one} {two}");
        await LookAsync(parley);
        await grace.OpensAsync();
        var cards = (await ada.LooksAtAsync(said.Id)).LinkPreviews!;

        await Refused.WithAsync(Errors.Forbidden, grace.DeleteAsync($"messages/{said.Id}/link-previews/{cards[0].Id}"));
        await Refused.WithAsync(Errors.NotFound, eve.DeleteAsync($"messages/{said.Id}/link-previews/{cards[0].Id}"));
        await SucceedsAsync(ada.DeleteAsync($"messages/{said.Id}/link-previews/{cards[0].Id}"));
        await SucceedsAsync(ada.DeleteAsync($"messages/{said.Id}/link-previews/{cards[0].Id}"));

        Assert.Equal(["two"], (await grace.HearsAsync<MessageUpdated>()).Message.LinkPreviews!.Select(p => p.Title));
        await SucceedsAsync(ada.EditsAsync(said.Id, $"{one} {two} once more"));
        await LookAsync(parley);
        Assert.Equal(["two"], (await ada.LooksAtAsync(said.Id)).LinkPreviews!.Select(p => p.Title));
        await SucceedsAsync(owner.DeleteAsync($"messages/{said.Id}/link-previews/{cards[1].Id}"));   // who may delete the message may do that
        Assert.Null((await ada.LooksAtAsync(said.Id)).LinkPreviews);
    }

    [Fact]
    public async Task Redirects_are_followed_five_times_and_never_into_a_network_of_ones_own()
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        _site.Html("/0", "<title>arrived</title>");
        for (var i = 1; i <= 6; i++)
            _site.Redirects($"/{i}", $"/{i - 1}");
        var inward = _site.Redirects("/inward", "http://10.0.0.1/");
        var scheme = _site.Redirects("/scheme", "file:///etc/passwd");

        var said = await ada.SaysAsync(lobby, $"{_site.Url("/5")} {inward} {scheme}");
        var tooFar = await ada.SaysAsync(lobby, _site.Url("/6"));
        await LookAsync(parley);

        Assert.Equal(["arrived"], (await ada.LooksAtAsync(said.Id)).LinkPreviews!.Select(p => p.Title));
        Assert.Null((await ada.LooksAtAsync(tooFar.Id)).LinkPreviews);
    }

    [Fact]
    public async Task A_page_that_never_ends_is_given_up_after_five_seconds_and_keeps_no_other_from_being_shown()
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        await ada.OpensAsync();
        var came = new TaskCompletionSource();
        var slow = await ada.SaysAsync(lobby, _site.Says("/slow", http =>
        {
            came.TrySetResult();
            return Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }));
        await came.Task;
        await parley.Services.GetRequiredService<Parley.Storage.Database>().NumberAsync($"select 1");
        parley.Clock.Advance(TimeSpan.FromSeconds(6));
        await LookAsync(parley);
        var quick = await ada.SaysAsync(lobby, _site.Html("/engine", Engine));
        await LookAsync(parley);

        Assert.Null((await ada.LooksAtAsync(slow.Id)).LinkPreviews);
        Assert.NotNull((await ada.LooksAtAsync(quick.Id)).LinkPreviews);
        Assert.Equal(1, _site.Visits("/slow"));
    }

    [Fact]
    public async Task A_workspace_and_a_server_may_do_without()
    {
        await using var parley = await TestParley.StartAsync(Allowed, "--Parley:LinkPreviews:Enabled=false");
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var url = _site.Html("/engine", Engine);
        await ada.SaysAsync(lobby, url);
        await LookAsync(parley);
        Assert.Equal(0, _site.Visits("/engine"));

        await parley.RestartAsync(Allowed);
        var database = parley.Services.GetRequiredService<Parley.Storage.Database>();
        await database.WriteAsync(async t => await t.WriteAsync($"update workspaces set settings = {"""{"link_previews":false}"""}"), TestContext.Current.CancellationToken);
        await parley.RestartAsync(Allowed);
        await ada.SaysAsync(lobby, url);
        await LookAsync(parley);
        Assert.Equal(0, _site.Visits("/engine"));
        Assert.Throws<SettingException>(() => LinkPreviewSettings.From(new Microsoft.Extensions.Configuration.ConfigurationManager { ["Parley:LinkPreviews:Enabled"] = "perhaps" }));
    }

    [Fact]
    public async Task A_picture_comes_through_the_server_and_only_if_it_is_one()
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 2, 0, 0, 0, 1, 0, 8, 6, 0, 0, 0];
        _site.Bytes("/a.png", png, "text/html");   // what it says it is counts for nothing
        _site.Html("/evil.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml");
        _site.Bytes("/huge.png", [.. png, .. new byte[3 * 1024 * 1024]], "image/png");
        var urls = new[] { "a.png", "evil.svg", "huge.png" }.Select(name => _site.Html($"/{name}.html", $"<title>t</title><meta property='og:image' content='/{name}'>"));
        var said = await ada.SaysAsync(lobby, string.Join(' ', urls));
        var direct = await ada.SaysAsync(lobby, _site.Bytes("/direct", png, "image/png"));
        await LookAsync(parley);
        var images = (await ada.LooksAtAsync(said.Id)).LinkPreviews!.Select(p => p.ImageUrl!["/api/v1/".Length..]).ToList();

        var answer = await ada.AsksForAsync(images[0]);

        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(png, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        await Refused.WithAsync(Errors.NotFound, ada.AsksForAsync(images[1]));
        await Refused.WithAsync(Errors.NotFound, ada.AsksForAsync(images[2]));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync(images[0]));
        Assert.Equal((512, 256), (await ada.LooksAtAsync(direct.Id)).LinkPreviews![0] is var card ? (card.ImageWidth, card.ImageHeight) : default);
    }

    [Fact]
    public async Task What_was_still_to_be_looked_up_survives_the_server()
    {
        await using var parley = await TestParley.StartAsync(Allowed, Previews);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var came = new TaskCompletionSource();
        var url = _site.Says("/engine", http =>
        {
            came.TrySetResult();
            return Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var said = await ada.SaysAsync(lobby, url);
        await came.Task;
        _site.Html("/engine", Engine);

        await parley.RestartAsync(Allowed);
        await LookAsync(parley);

        Assert.Single((await ada.LooksAtAsync(said.Id)).LinkPreviews!);
    }

    private static Task LookAsync(TestParley parley) =>
        parley.Services.GetRequiredService<LinkPreviewChore>().RunNowAsync(TestContext.Current.CancellationToken);
}
