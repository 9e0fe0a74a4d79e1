using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Push;

public sealed class MailingWhatWasMissed
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task One_mail_tells_of_all_that_stayed_unread_and_the_next_comes_an_hour_later()
    {
        await using var server = await MailServer.StartAsync("starttls");
        await using var parley = await TestParley.StartAsync(server.Settings("starttls"));
        var (ada, eve, grace) = (parley.Person("Ada"), parley.Person("Eve"), await WithMailAsync(parley, "Grace"));
        await ada.PatchAsync("me", new UpdateMe(DisplayName: "Ada <script>alert(1)</script> Ω"));
        var (direct, other) = (await parley.DirectAsync(ada, grace), await parley.DirectAsync(eve, grace));
        await ada.SaysAsync(direct, "first <b>&amp; \"second\" 👍");
        await eve.SaysAsync(other, ".\nstarts with a dot");
        await parley.SettledAsync();
        Assert.Empty(await server.MailsAsync());

        await PassesAsync(parley, After);

        var mail = Assert.Single(await server.MailsAsync());
        Assert.Empty(mail.Defects);
        Assert.Equal(("Parley <parley@example.org>", "Grace <grace@example.org>"), (mail.From, mail.To));
        Assert.Equal("You missed something from Ada <script>alert(1)</script> Ω and 1 more", mail.Subject);
        Assert.Contains("first <b>&amp; \"second\" 👍", mail.Text, StringComparison.Ordinal);
        Assert.Contains("first &lt;b&gt;&amp;amp; &quot;second&quot;", mail.Html, StringComparison.Ordinal);
        Assert.Contains("starts with a dot", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
        Assert.EndsWith("@example.org>", mail.Headers["message-id"], StringComparison.Ordinal);

        await ada.SaysAsync(direct, "and more");
        await PassesAsync(parley, TimeSpan.FromMinutes(58));
        Assert.Single(await server.MailsAsync());
        await PassesAsync(parley, TimeSpan.FromMinutes(3));
        var second = (await server.MailsAsync())[^1];
        Assert.Contains("and more", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("starts with a dot", second.Text, StringComparison.Ordinal);   // told once
    }

    [Fact]
    public async Task Who_is_here_or_has_read_it_gets_none_and_what_is_deleted_is_in_none()
    {
        await using var server = await MailServer.StartAsync("none");
        await using var parley = await TestParley.StartAsync(server.Settings("none"));
        var (ada, here, read, away) =
            (parley.Person("Ada"), await WithMailAsync(parley, "Here"), await WithMailAsync(parley, "Read"), await WithMailAsync(parley, "Away"));
        var (one, two, three) = (await parley.DirectAsync(ada, here), await parley.DirectAsync(ada, read), await parley.DirectAsync(ada, away));
        var gone = await ada.SaysAsync(three, "to be deleted");
        await ada.SaysAsync(three, "to stay");
        foreach (var conversation in (ConversationId[])[one, two])
            await ada.SaysAsync(conversation, "hello");
        await parley.SettledAsync();

        await read.PostAsync($"conversations/{two}/read");
        await ada.DeleteAsync($"messages/{gone.Id}");
        await PassesAsync(parley, After - TimeSpan.FromSeconds(10));
        await here.OpensAsync();
        await PassesAsync(parley, TimeSpan.FromSeconds(10));

        var mail = Assert.Single(await server.MailsAsync());
        Assert.Contains("away@example.org", mail.To, StringComparison.Ordinal);
        Assert.Contains("to stay", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("to be deleted", mail.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_in_the_mail_ends_them_by_one_click_without_signing_in()
    {
        await using var server = await MailServer.StartAsync("none");
        await using var parley = await TestParley.StartAsync(server.Settings("none"));
        var (ada, grace) = (parley.Person("Ada"), await WithMailAsync(parley, "Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        await ada.SaysAsync(direct, "hello");
        await parley.SettledAsync();
        await PassesAsync(parley, After);
        var link = new Uri(Assert.Single(await server.MailsAsync()).Unsubscribe);
        Assert.Equal("chat.example.org", link.Host);
        using var nobody = new HttpClient { BaseAddress = parley.Address };

        var page = await nobody.GetAsync(link.AbsolutePath);   // a scanner that follows links ends nothing
        Assert.Contains("<form method=\"post\">", await page.TextAsync(), StringComparison.Ordinal);
        Assert.True((await grace.GetAsync<PushSettingsView>("push/settings")).Mail);

        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        Assert.True((await nobody.PostAsync(link.AbsolutePath, click)).IsSuccessStatusCode);
        Assert.False((await grace.GetAsync<PushSettingsView>("push/settings")).Mail);
        await ada.SaysAsync(direct, "more");
        await PassesAsync(parley, TimeSpan.FromHours(2));
        Assert.Single(await server.MailsAsync());

        await grace.PatchAsync("push/settings", new UpdatePushSettings(Mail: true, MailAfterMinutes: 5));
        await ada.SaysAsync(direct, "again");
        await parley.SettledAsync();
        await PassesAsync(parley, TimeSpan.FromMinutes(5));
        Assert.Equal(2, (await server.MailsAsync()).Count);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_link_that_is_not_ours_does_nothing(string token)
    {
        await using var parley = await TestParley.StartAsync();
        using var nobody = new HttpClient { BaseAddress = parley.Address };

        Assert.Equal(404, (int)(await nobody.GetAsync($"/unsubscribe/{token}")).StatusCode);
        Assert.Equal(404, (int)(await nobody.PostAsync($"/unsubscribe/{token}", null)).StatusCode);
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_again_and_one_for_good_is_not()
    {
        await using var server = await MailServer.StartAsync("none");
        await using var parley = await TestParley.StartAsync(server.Settings("none"));
        var (ada, grace) = (parley.Person("Ada"), await WithMailAsync(parley, "Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        await server.AnswersAsync("451 not now");
        await ada.SaysAsync(direct, "hello");
        await parley.SettledAsync();
        await PassesAsync(parley, After);
        Assert.Equal((PushOutcome.Later, 451), Ended((await grace.AttemptsAsync())[0]));

        await server.AnswersAsync("550 nobody here");
        await PassesAsync(parley, TimeSpan.FromMinutes(1));
        Assert.Equal((PushOutcome.Refused, 550), Ended((await grace.AttemptsAsync())[0]));
        var count = (await grace.AttemptsAsync()).Count;
        await server.AnswersAsync(null);
        await PassesAsync(parley, TimeSpan.FromHours(3));

        Assert.Equal(count, (await grace.AttemptsAsync()).Count);
        Assert.Empty(await server.MailsAsync());
    }

    [Fact]
    public async Task A_mail_server_that_is_down_gets_the_mail_when_it_is_back()
    {
        await using var parley = await StartWithNobodyAsync();
        var (ada, grace) = (parley.Parley.Person("Ada"), await WithMailAsync(parley.Parley, "Grace"));
        var direct = await parley.Parley.DirectAsync(ada, grace);
        await ada.SaysAsync(direct, "hello");
        await parley.Parley.SettledAsync();
        await PassesAsync(parley.Parley, After);
        Assert.Equal((PushOutcome.Later, 0), Ended((await grace.AttemptsAsync())[0]));

        await using var server = await MailServer.StartAsync("none", parley.Port);
        await PassesAsync(parley.Parley, TimeSpan.FromMinutes(1));

        Assert.Contains("hello", Assert.Single(await server.MailsAsync()).Text, StringComparison.Ordinal);
    }

    /// <summary>Moves the clock and does what is due then.</summary>
    private static async Task PassesAsync(TestParley parley, TimeSpan time)
    {
        parley.Clock.Advance(time);
        await parley.SettledAsync();
    }

    private static async Task<Person> WithMailAsync(TestParley parley, string name)
    {
        var person = parley.Person(name);
        await Person.ReadAsync<UserView>(await person.PatchAsync("me", new UpdateMe(Email: $"{name.ToLowerInvariant()}@example.org")));
        return person;
    }

    private static (PushOutcome Outcome, long Status) Ended(PushAttemptView attempt) => (attempt.Outcome, attempt.Status);

    private static async Task<Deserted> StartWithNobodyAsync()
    {
        await using var gone = await MailServer.StartAsync("none");
        return new(await TestParley.StartAsync(gone.Settings("none")), gone.Port);
    }

    /// <summary>A server whose mail server has just gone away.</summary>
    private sealed record Deserted(TestParley Parley, int Port) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Parley.DisposeAsync();
    }
}
