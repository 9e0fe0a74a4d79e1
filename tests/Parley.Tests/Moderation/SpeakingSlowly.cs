using System.Net;
using System.Text.Json;
using Parley.Audit;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Moderation;

/// <summary>Slow mode, and members whom a moderator has silenced.</summary>
public sealed class SpeakingSlowly
{
    [Fact]
    public async Task In_slow_mode_a_member_posts_once_in_so_many_seconds_and_is_told_when_again()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await SucceedsAsync(ada.SlowsAsync(lobby, 30));
        Assert.Equal(30, (await grace.LooksAtAsync(lobby)).SlowModeSeconds);
        await grace.OpensAsync();

        var first = await grace.SaysAsync(lobby, "first");
        parley.Clock.Advance(TimeSpan.FromSeconds(10.5));
        var refused = await grace.PostsAsync(lobby, "second");
        await Refused.WithAsync(Errors.SlowMode, Task.FromResult(refused));
        Assert.Equal(TimeSpan.FromSeconds(20), refused.Headers.RetryAfter!.Delta);
        var frame = await grace.Socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"third\"");
        Assert.Equal(("slow_mode", 20), (frame.GetProperty("code").GetString(), frame.GetProperty("retry_after").GetInt32()));

        await SucceedsAsync(grace.EditsAsync(first.Id, "first, edited"));   // an edit is no post
        await ada.SaysAsync(lobby, "an owner");
        await ada.SaysAsync(lobby, "is not held up");
        parley.Clock.Advance(TimeSpan.FromSeconds(20));
        await grace.SaysAsync(lobby, "after waiting exactly as long as was said");
        Assert.StartsWith($"conversation.slow_mode conversation:{lobby}", Assert.Single(await parley.AuditAsync(AuditActions.SlowModeSet)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_sockets_and_parallel_sends_do_not_get_around_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await SucceedsAsync(ada.SlowsAsync(lobby, 60));
        var sockets = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => grace.OpensAsync()));

        var frames = sockets.Select(s => s.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"me\"")).ToList();
        var requests = Enumerable.Range(0, 30).Select(_ => grace.PostsAsync(lobby, "me")).ToList();
        var posted = (await Task.WhenAll(frames)).Count(a => a.GetProperty("type").GetString() == "ack")
            + (await Task.WhenAll(requests)).Count(a => a.StatusCode == HttpStatusCode.Created);

        Assert.Equal(1, posted);
        Assert.Equal(["me"], await ada.TextsAsync(lobby));
    }

    [Fact]
    public async Task A_send_that_is_repeated_is_answered_and_never_held_up()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await SucceedsAsync(ada.SlowsAsync(lobby, 60));
        var id = MessageId.New();

        var copies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grace.PostsAsync(lobby, "once", id)));
        var later = await grace.PostsAsync(lobby, "once", id);

        Assert.Single(copies, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, copies.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        await Refused.WithAsync(Errors.SlowMode, grace.PostsAsync(lobby, "another", MessageId.New()));
    }

    [Fact]
    public async Task Going_and_coming_back_does_not_get_around_slow_mode_or_a_silence()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada, grace);
        await SucceedsAsync(ada.SlowsAsync(garden, 60));
        await grace.SaysAsync(garden, "first");
        await SucceedsAsync(grace.LeavesAsync(garden));
        await SucceedsAsync(grace.JoinsAsync(garden));
        await Refused.WithAsync(Errors.SlowMode, grace.PostsAsync(garden, "second"));

        await SucceedsAsync(ada.SilencesAsync(garden, grace, parley.Clock.GetUtcNow().AddHours(1)));
        await SucceedsAsync(grace.LeavesAsync(garden));
        await SucceedsAsync(grace.JoinsAsync(garden));
        await Refused.WithAsync(Errors.Silenced, grace.PostsAsync(garden, "third"));
    }

    [Fact]
    public async Task A_silenced_member_reads_on_and_neither_posts_edits_reacts_nor_types_until_then()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var (hers, mine) = (await ada.SaysAsync(lobby, "hers"), await grace.SaysAsync(lobby, "mine"));
        await grace.OpensAsync();
        var until = parley.Clock.GetUtcNow().AddMinutes(10);

        var member = await Person.ReadAsync<MemberView>(await ada.SilencesAsync(lobby, grace, until));
        Assert.Equal(until, member.MutedUntil);
        Assert.Equal(until, (await grace.HearsAsync<MemberUpdated>()).MutedUntil);
        var refused = await grace.PostsAsync(lobby, "but");
        await Refused.WithAsync(Errors.Silenced, Task.FromResult(refused));
        Assert.Equal(TimeSpan.FromMinutes(10), refused.Headers.RetryAfter!.Delta);
        await Refused.WithAsync(Errors.Silenced, grace.ReactsAsync(hers.Id, "👍"));
        await Refused.WithAsync(Errors.Silenced, grace.EditsAsync(mine.Id, "but"));
        await Refused.WithAsync(Errors.Silenced, grace.Socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"but\""));
        await Refused.WithAsync(Errors.Silenced, grace.Socket.AsksAsync("start_typing", $"\"conversation_id\":\"{lobby}\""));
        Assert.Equal(["hers", "mine"], await grace.TextsAsync(lobby));

        parley.Clock.Advance(TimeSpan.FromMinutes(10));
        await grace.SaysAsync(lobby, "at last");
    }

    [Fact]
    public async Task A_silence_ends_by_a_time_that_is_past_and_is_noted_both_ways()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await SucceedsAsync(ada.SilencesAsync(lobby, grace, parley.Clock.GetUtcNow().AddDays(1)));

        await SucceedsAsync(ada.SilencesAsync(lobby, grace, parley.Clock.GetUtcNow()));
        await grace.SaysAsync(lobby, "thank you");

        await Refused.WithAsync(Errors.ValidationFailed, ada.SilencesAsync(lobby, ada, parley.Clock.GetUtcNow().AddDays(1)));
        await Refused.WithAsync(Errors.Forbidden, grace.SilencesAsync(lobby, ada, parley.Clock.GetUtcNow().AddDays(1)));
        Assert.Single(await parley.AuditAsync(AuditActions.MemberSilenced));
        Assert.Single(await parley.AuditAsync(AuditActions.SilenceEnded));
    }

    [Fact]
    public async Task Slow_mode_is_from_nothing_to_six_hours_and_set_by_admins()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);

        await Refused.WithAsync(Errors.ValidationFailed, ada.SlowsAsync(lobby, -1));
        await Refused.WithAsync(Errors.ValidationFailed, ada.SlowsAsync(lobby, 21_601));
        await Refused.WithAsync(Errors.Forbidden, grace.SlowsAsync(lobby, 10));
    }

    [Fact]
    public async Task Deleting_somebody_elses_message_is_noted_with_the_reason_and_deleting_ones_own_is_not()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var (own, over, socket) = (await grace.SaysAsync(lobby, "own"), await grace.SaysAsync(lobby, "over REST"), await grace.SaysAsync(lobby, "by socket"));
        await ada.OpensAsync();

        await SucceedsAsync(grace.DeletesAsync(own.Id));
        await SucceedsAsync(ada.DeleteAsync($"messages/{over.Id}?reason=off%20topic"));
        await SucceedsAsync(ada.DeleteAsync($"messages/{over.Id}?reason=again"));   // it is gone: no second deed
        await AcknowledgedAsync(ada.Socket.AsksAsync("delete_message", $"\"message_id\":\"{socket.Id}\",\"reason\":\"rude\""));
        await Refused.WithAsync(Errors.ValidationFailed, ada.DeleteAsync($"messages/{own.Id}?reason={new string('x', 501)}"));

        var noted = await parley.AuditAsync(AuditActions.MessageDeleted);
        Assert.Equal(["off topic", "rude"], noted.Select(n => JsonElement.Parse(n[n.IndexOf('{', StringComparison.Ordinal)..]).GetProperty("reason").GetString()));
    }
}
