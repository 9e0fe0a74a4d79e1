using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access;

public sealed class Sessions
{
    [Fact]
    public async Task A_refresh_gives_a_new_pair()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var first = ada.SignedIn!;
        parley.Clock.Advance(TimeSpan.FromMinutes(20));
        await Refused.WithAsync(Errors.NotSignedIn, ada.GetAsync("me"));

        var second = await ada.KeepAsync(await ada.RefreshesAsync());

        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Equal(ada.User.Id, (await ada.GetAsync<UserView>("me")).Id);
    }

    [Fact]
    public async Task Two_tabs_that_refresh_at_once_both_go_on()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var old = ada.SignedIn!.RefreshToken;

        var tabs = await Task.WhenAll(ada.RefreshesAsync(old), ada.RefreshesAsync(old));
        parley.Clock.Advance(TimeSpan.FromMinutes(1));

        foreach (var tab in tabs)
        {
            using var visitor = new Visitor(parley);
            await visitor.KeepAsync(tab);
            await visitor.KeepAsync(await visitor.RefreshesAsync());
            await visitor.GetAsync<UserView>("me");
        }
    }

    [Fact]
    public async Task A_refresh_token_that_comes_again_ends_that_log_in_everywhere_and_no_other()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var elsewhere = new Visitor(parley);
        await elsewhere.KeepAsync(await elsewhere.LogsInAsync("ada"));
        var stolen = ada.SignedIn!.RefreshToken;
        await ada.KeepAsync(await ada.RefreshesAsync());
        using var socket = await ada.OpensAsync();

        parley.Clock.Advance(TimeSpan.FromSeconds(11));
        await Refused.WithAsync(Errors.RefreshReplayed, ada.RefreshesAsync(stolen));

        Assert.Equal(CloseCodes.SessionEnded, await socket.ClosedAsync());
        await Refused.WithAsync(Errors.NotSignedIn, ada.GetAsync("me"));
        await Refused.WithAsync(Errors.NotSignedIn, ada.RefreshesAsync());
        await elsewhere.GetAsync<UserView>("me");
    }

    [Fact]
    public async Task A_refresh_token_that_nobody_gave_out_is_refused()
    {
        await using var parley = await TestParley.StartAsync();
        using var visitor = new Visitor(parley);

        await Refused.WithAsync(Errors.NotSignedIn, visitor.RefreshesAsync("made up"));
    }

    [Fact]
    public async Task A_log_out_is_felt_at_once_by_calls_cookie_refresh_and_sockets()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var browser = ada.With(cookie: ada.Cookie);
        await browser.GetAsync<UserView>("me");
        using var socket = await ada.OpensAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await ada.PostAsync("auth/logout")).StatusCode);

        await Refused.WithAsync(Errors.NotSignedIn, ada.GetAsync("me"));
        await Refused.WithAsync(Errors.NotSignedIn, browser.GetAsync("me"));
        await Refused.WithAsync(Errors.NotSignedIn, ada.RefreshesAsync());
        Assert.Equal(CloseCodes.SessionEnded, await socket.ClosedAsync());
    }

    [Fact]
    public async Task Are_listed_and_ended_by_their_owner_alone()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var phone = new Visitor(parley);
        await phone.KeepAsync(await phone.LogsInAsync("ada"));
        using var bob = await Visitor.RegisteredAsync(parley, "bob");

        var sessions = (await ada.GetAsync<Listing<SessionView>>("sessions")).Items;
        var other = Assert.Single(sessions, session => !session.Current);

        Assert.Equal(2, sessions.Count);
        await Refused.WithAsync(Errors.NotFound, bob.DeleteAsync($"sessions/{other.Id}"));
        Assert.Equal(HttpStatusCode.NoContent, (await ada.DeleteAsync($"sessions/{other.Id}")).StatusCode);
        await Refused.WithAsync(Errors.NotSignedIn, phone.GetAsync("me"));
        await Refused.WithAsync(Errors.NotFound, ada.DeleteAsync($"sessions/{other.Id}"));
        await ada.GetAsync<UserView>("me");
    }

    [Fact]
    public async Task All_end_with_log_out_everywhere()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var phone = new Visitor(parley);
        await phone.KeepAsync(await phone.LogsInAsync("ada"));

        Assert.Equal(HttpStatusCode.NoContent, (await ada.PostAsync("auth/logout-all")).StatusCode);

        await Refused.WithAsync(Errors.NotSignedIn, ada.GetAsync("me"));
        await Refused.WithAsync(Errors.NotSignedIn, phone.RefreshesAsync());
    }

    [Fact]
    public async Task The_others_end_with_a_new_password_which_needs_the_old_one()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var phone = new Visitor(parley);
        await phone.KeepAsync(await phone.LogsInAsync("ada"));

        await Refused.WithAsync(Errors.BadCredentials, ada.PatchAsync("me", new UpdateMe(NewPassword: "another password")));
        await Person.ReadAsync<UserView>(await ada.PatchAsync("me", new UpdateMe(NewPassword: "another password", CurrentPassword: "ada's password")));

        await Refused.WithAsync(Errors.NotSignedIn, phone.GetAsync("me"));
        await ada.GetAsync<UserView>("me");
        await phone.KeepAsync(await phone.LogsInAsync("ada", "another password"));
    }

    [Fact]
    public async Task End_by_themselves_after_thirty_days()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var browser = ada.With(cookie: ada.Cookie);
        parley.Clock.Leap(TimeSpan.FromDays(29));
        await browser.GetAsync<UserView>("me");

        parley.Clock.Leap(TimeSpan.FromDays(2));

        await Refused.WithAsync(Errors.NotSignedIn, browser.GetAsync("me"));
        await Refused.WithAsync(Errors.NotSignedIn, ada.RefreshesAsync());
    }

    [Fact]
    public async Task A_ticket_opens_one_socket_within_thirty_seconds()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var ticket = await Person.ReadAsync<TicketView>(await ada.PostAsync("auth/ticket"));

        using var first = await PersonSocket.OpenAsync(parley.Address, $"?ticket={ticket.Ticket}");
        using var second = await PersonSocket.ConnectAsync(parley.Address, $"?ticket={ticket.Ticket}");
        Assert.Equal(CloseCodes.NotAuthenticated, await second.ClosedAsync());

        var late = await Person.ReadAsync<TicketView>(await ada.PostAsync("auth/ticket"));
        parley.Clock.Advance(TimeSpan.FromSeconds(30));
        using var third = await PersonSocket.ConnectAsync(parley.Address, $"?ticket={late.Ticket}");
        Assert.Equal(CloseCodes.NotAuthenticated, await third.ClosedAsync());
    }

    [Fact]
    public async Task A_ticket_ends_with_the_session_it_was_taken_by()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var ticket = await Person.ReadAsync<TicketView>(await ada.PostAsync("auth/ticket"));
        await ada.PostAsync("auth/logout");

        using var socket = await PersonSocket.ConnectAsync(parley.Address, $"?ticket={ticket.Ticket}");

        Assert.Equal(CloseCodes.NotAuthenticated, await socket.ClosedAsync());
    }
}
