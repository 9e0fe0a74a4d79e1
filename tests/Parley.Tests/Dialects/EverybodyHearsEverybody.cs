using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Dialects.Transcripts;
using Xunit;

namespace Parley.Tests.Dialects;

/// <summary>Two people with six kinds of socket each: what goes in by one door comes out at all others.</summary>
public sealed class EverybodyHearsEverybody
{
    [Fact]
    public async Task In_one_conversation_over_all_dialects_and_our_own_protocol()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (adasN, bosN) = ((await parley.CallerAsync(ada)).UserN, (await parley.CallerAsync(bo)).UserN);
        var talk = await ada.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: [bo.Id.ToString()]));
        var n = await parley.DatabaseOf().NumberAsync($"select n from conversations where id = {talk.Id}");
        var sockets = new List<(SocketDoorway Door, TranscriptSocket Socket)>();
        foreach (var (person, otherN) in new[] { (ada, bosN), (bo, adasN) })
        {
            foreach (var door in SocketDoorway.Of(talk.Id, n, otherN))
                sockets.Add((door, await door.OpenAsync(parley, person)));
        }

        foreach (var (door, socket) in sockets)
        {
            var text = $"by {door.Name}";
            await socket.SendAsync(door.Says(text));
            foreach (var (_, listener) in sockets)
                await SocketDoorway.HearsAsync(listener, frame => frame.GetRawText().Contains($"\"{text}\"", StringComparison.Ordinal));
        }

        Assert.Equal(sockets.Select(one => $"by {one.Door.Name}"), await ada.TextsAsync(talk.Id));
        foreach (var (_, socket) in sockets)
            socket.Dispose();
    }
}
