using Microsoft.Extensions.Logging.Abstractions;
using Parley.Protocol;
using Parley.Storage;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Faults;

/// <summary>F03: the machine loses power, and the end of the write-ahead log never reached the disk.</summary>
public sealed class PowerCut
{
    private const int Tail = 64 * 1024;
    private const int Cuts = 300;

    [Fact]
    public async Task Wherever_the_log_is_cut_the_database_opens_with_a_prefix_that_holds_all_that_was_synced()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        ConversationId[] rooms = [await parley.ConversationAsync(ada, grace), await parley.ConversationAsync(grace, ada)];
        var synced = await LoadAsync(parley, [ada, grace], rooms);
        var (file, log) = (ReadShared(Path.Combine(parley.DataDirectory, "parley.db")), ReadShared(Path.Combine(parley.DataDirectory, "parley.db-wal")));
        Assert.True(log.Length > Tail);

        var random = new Random(3);
        var copy = Directory.CreateTempSubdirectory("parley-cut-").FullName;
        int? most = null, least = null;
        for (var i = 0; i < Cuts; i++)
        {
            var cut = log.Length - (i * (Tail / Cuts)) - random.Next(Tail / Cuts);
            var found = await OpenCutAsync(copy, file, log.AsSpan(0, cut).ToArray(), checkPages: i % 20 == 0);

            Assert.Superset(synced.Where(s => s.LogLength <= cut).SelectMany(s => s.Ids).ToHashSet(), found);
            (most, least) = (Math.Max(most ?? 0, found.Count), Math.Min(least ?? int.MaxValue, found.Count));
        }

        Assert.True(least < most);   // the cuts did cost something
        Assert.Equal(synced.Sum(s => s.Ids.Count), (await OpenCutAsync(copy, file, log, checkPages: true)).Count);
        TestContext.Current.SendDiagnosticMessage($"{Cuts} cuts of a log of {log.Length} bytes: {least} to {most} messages");
        Directory.Delete(copy, recursive: true);
    }

    [Fact]
    public async Task Bytes_that_rotted_at_the_end_of_the_log_are_not_taken_for_messages()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var ada = parley.Person("Ada");
        var room = await parley.ConversationAsync(ada);
        await LoadAsync(parley, [ada], [room]);
        var (file, log) = (ReadShared(Path.Combine(parley.DataDirectory, "parley.db")), ReadShared(Path.Combine(parley.DataDirectory, "parley.db-wal")));

        var random = new Random(4);
        var copy = Directory.CreateTempSubdirectory("parley-rot-").FullName;
        for (var i = 0; i < 50; i++)
        {
            var rotten = log.ToArray();
            random.NextBytes(rotten.AsSpan(rotten.Length - random.Next(Tail)));   // sectors written in any order, or not at all
            await OpenCutAsync(copy, file, rotten, checkPages: i % 10 == 0);
        }

        Directory.Delete(copy, recursive: true);
    }

    /// <summary>Sends in bursts; after each says how long the log is and what has been acknowledged since the last.</summary>
    private static async Task<List<(long LogLength, List<MessageId> Ids)>> LoadAsync(TestParley parley, Person[] people, ConversationId[] rooms)
    {
        var synced = new List<(long, List<MessageId>)>();
        for (var burst = 0; burst < 20; burst++)
        {
            var sent = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => people[i % people.Length].SaysAsync(rooms[i % rooms.Length], $"message {burst}.{i}")));
            synced.Add((new FileInfo(Path.Combine(parley.DataDirectory, "parley.db-wal")).Length, [.. sent.Select(m => m.Id)]));
        }

        return synced;
    }

    /// <summary>Opens what the cut left as the server does, checks that it is whole, and returns its messages.</summary>
    private static async Task<HashSet<MessageId>> OpenCutAsync(string directory, byte[] file, byte[] log, bool checkPages)
    {
        var path = Path.Combine(directory, "parley.db");
        File.Delete(path + "-shm");
        await File.WriteAllBytesAsync(path, file);
        await File.WriteAllBytesAsync(path + "-wal", log);
        await using var database = new SqliteDatabase(path, NullLogger<SqliteDatabase>.Instance, new TestClock());
        if (checkPages)
            Assert.Equal("ok", (await database.QueryAsync($"pragma integrity_check", row => row.Text(0)))[0]);

        // Per conversation: as many numbers as the last one says, from messages and changes together, and the head agrees.
        var rooms = await database.QueryAsync($"""
            select count(*), max(seq), coalesce(sum(is_message), 0), max(ordinal), min(head), min(head_ordinal) from (
                select conversation_n, seq, ordinal, 1 as is_message from messages
                union all select conversation_n, seq, 0, 0 from changes) numbered
            join (select conversation_n as n, last_seq as head, last_ordinal as head_ordinal from conversation_heads) on n = conversation_n
            group by conversation_n
            """, row => (Count: row.Long(0), Last: row.Long(1), Messages: row.Long(2), Ordinal: row.Long(3), Head: row.Long(4), HeadOrdinal: row.Long(5)));
        Assert.All(rooms, room => Assert.Equal((room.Count, room.Messages), (room.Last, room.Ordinal)));
        Assert.All(rooms, room => Assert.Equal((room.Last, room.Ordinal), (room.Head, room.HeadOrdinal)));
        await database.ProbeAsync(CancellationToken.None);   // and it takes writes
        return [.. await database.QueryAsync($"select id from messages", row => row.Id<MessageId>(0))];
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
