using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Faults;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>What attackers cost in memory; measured over the whole process, so nothing else of ours runs beside it.</summary>
[Collection(nameof(Alone))]
public sealed class HostileMemory
{
    [Theory]
    [InlineData(4L * 1024 * 1024 * 1024)]
    [InlineData(long.MaxValue)]
    public async Task A_head_that_claims_gigabytes_makes_nobody_allocate_them(long claimed)
    {
        await using var parley = await TestParley.StartAsync();
        using var mallory = await HostileSocket.OpenAsync(parley.Address, parley.Person("Ada").Token);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await mallory.SendAsync(HostileSocket.Head(HostileSocket.Fin | HostileSocket.Text, claimed, masked: true));
        await mallory.SendAsync(new byte[(64 * 1024) + 1]);

        Assert.Equal(CloseCodes.TooLarge, await mallory.ClosedAsync());
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8 * 1024 * 1024);
    }

    [Fact]
    public async Task Two_hundred_attackers_cost_no_memory_that_stays_and_little_while_they_are_there()
    {
        const int Attackers = 200;
        const int Waves = 3;
        var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(log, Doings.NoLimits);   // which would not let so many in
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        await AttackAsync(parley, ada, Attackers);   // fills the pools, which keep some buffers for ever

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var during = 0L;
        for (var wave = 0; wave < Waves; wave++)
            during = await AttackAsync(parley, ada, Attackers);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        var (there, stays) = ((during - before) / Attackers, (after - before) / (Attackers * Waves));
        TestContext.Current.SendDiagnosticMessage($"{there} bytes for each attacker while there, {stays} of each stay");
        Assert.True(there < 256 * 1024, $"{there} bytes for each while there");
        Assert.True(stays < 16 * 1024, $"{stays} bytes of each stay");
        await ada.SaysAsync(lobby, "still here");
        await grace.HearsAsync<MessagePosted>();
        Assert.Empty(log.Errors);
    }

    /// <summary>Each claims 4 GB, sends 60 KB of it and waits; then each sends the rest that is too much.</summary>
    private static async Task<long> AttackAsync(TestParley parley, Person person, int attackers)
    {
        var sockets = new List<HostileSocket>();
        for (var i = 0; i < attackers; i++)
        {
            sockets.Add(await HostileSocket.OpenAsync(parley.Address, person.Token));
            await sockets[^1].SendAsync("""{"type":"ping"}""");
            await sockets[^1].HearsAsync();
            await sockets[^1].SendAsync((byte[])
            [
                .. HostileSocket.Head(HostileSocket.Fin | HostileSocket.Text, 4L * 1024 * 1024 * 1024, masked: true), .. new byte[60_000],
            ]);
        }

        var memory = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var socket in sockets)
        {
            await socket.SendAsync(new byte[10_000]);
            Assert.Equal(CloseCodes.TooLarge, await socket.ClosedAsync());
            socket.Dispose();
        }

        parley.Clock.Advance(TimeSpan.FromSeconds(10));   // the time that is left for last words
        return memory;
    }
}
