using System.Globalization;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>F17: a line that is cut again and again in the midst of everything. <c>PARLEY_SEED</c> repeats a run.</summary>
public sealed class RandomCuts(ITestOutputHelper output)
{
    private const int Cuts = 300;

    [Fact]
    public async Task After_three_hundred_cuts_the_client_knows_what_the_server_knows()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PARLEY_SEED"), CultureInfo.InvariantCulture, out var given) ? given : 2026;
        output.WriteLine($"PARLEY_SEED={seed}");
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        ConversationId[] rooms = [await parley.ConversationAsync(ada, grace, linus), await parley.ConversationAsync(grace, ada, linus)];
        var state = await ClientState.FetchAsync(ada);
        using var enough = new CancellationTokenSource();
        var flow = Task.WhenAll(
            FlowAsync(await grace.OpensAsync(), rooms, new Random(seed), enough.Token),
            FlowAsync(await linus.OpensAsync(), rooms, new Random(seed + 1), enough.Token),
            ComeAndGoAsync(grace, parley.Person("Eve"), rooms[1], enough.Token));

        var random = new Random(seed + 2);
        var resumed = 0;
        for (var cut = 0; cut < Cuts; cut++)
            resumed += await ListenForAWhileAsync(ada, state, random) ? 1 : 0;

        await enough.CancelAsync();
        await flow;
        state.LineCut();
        var last = await ada.OpensAsync();
        await last.ResumesAsync(state.Positions);
        await state.HearAsync(await last.HeardSoFarAsync());

        output.WriteLine($"{resumed} of {Cuts} were cut after the resume was answered; {string.Join(", ", state.Positions.Values)} events.");
        Assert.Equal((await ClientState.FetchAsync(ada)).Describe(withReads: false), state.Describe(withReads: false));
        Assert.Equal((0, 0), (state.Doubles, state.Waiting));
        Assert.InRange(resumed, Cuts / 10, Cuts - 1);
    }

    /// <summary>Opens, resumes, hears so many events, cut. Says whether the resume was answered before.</summary>
    private static async Task<bool> ListenForAWhileAsync(Person person, ClientState state, Random random)
    {
        state.LineCut();
        using var socket = await person.OpensAsync();
        var resuming = socket.AsksAsync("resume", Hearing.Positions(state.Positions));
        for (var left = random.Next(25); left > 0; left--)
            await state.HearAsync(Hearing.Event(await socket.NextAsync()));

        var answered = resuming.IsCompleted;
        socket.Cut();
        await resuming.ContinueWith(_ => { }, TaskScheduler.Default);
        return answered;
    }

    private static async Task FlowAsync(PersonSocket socket, ConversationId[] rooms, Random random, CancellationToken enough)
    {
        var mine = new List<string>();
        while (!enough.IsCancellationRequested)
        {
            var old = mine.Count == 0 ? null : mine[random.Next(Math.Max(0, mine.Count - 30), mine.Count)];
            var about = $"\"message_id\":\"{old}\"";
            var what = old is null ? 0 : random.Next(10);
            var answer = what switch
            {
                < 4 => await socket.DoesAsync("send_message", $"\"conversation_id\":\"{rooms[random.Next(2)]}\",\"content\":\"{new string('x', random.Next(1, 4000))}\""),
                4 => await socket.AsksAsync("edit_message", $"{about},\"content\":\"edited {random.Next()}\""),
                5 when random.Next(3) == 0 => await socket.DoesAsync("delete_message", about),
                < 8 => await socket.AsksAsync("add_reaction", $"{about},\"emoji\":\"{(random.Next(2) == 0 ? "👍" : "🎉")}\""),
                _ => await socket.DoesAsync("remove_reaction", $"{about},\"emoji\":\"👍\""),
            };
            if (answer.TryGetProperty("message", out var message) && what < 4)
                mine.Add(message.GetProperty("id").GetString()!);

            while (socket.TryNext(out _))
                continue;
        }
    }

    private static async Task ComeAndGoAsync(Person owner, Person guest, ConversationId room, CancellationToken enough)
    {
        await guest.IdAsync();
        while (!enough.IsCancellationRequested)
        {
            await owner.PostAsync($"conversations/{room}/members", new AddMembers([$"{guest.Id}"])).DoneAsync();
            await owner.PatchAsync($"conversations/{room}/members/{guest.Id}", new UpdateMember(MemberRole.Moderator)).DoneAsync();
            await owner.PatchAsync($"conversations/{room}", new UpdateConversation($"Until {enough.IsCancellationRequested}")).DoneAsync();
            await guest.PostAsync($"conversations/{room}/leave").DoneAsync();
        }
    }
}
