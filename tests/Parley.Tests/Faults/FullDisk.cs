using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Access;
using Parley.Protocol;
using Parley.Storage;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Faults;

/// <summary>F08: the volume has no byte left.</summary>
public sealed class FullDisk
{
    [Fact]
    public async Task Sends_are_refused_reads_go_on_and_nothing_acknowledged_is_lost()
    {
        using var volume = SmallVolume.Mount(8);
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false", $"--Parley:DataDirectory={volume.Path}");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var socket = await ada.OpensAsync();
        var acknowledged = new List<MessageId>();
        for (var i = 0; i < 20; i++)
            acknowledged.Add((await ada.SaysAsync(lobby, $"before {i}")).Id);

        volume.Fill(butPages: 100);
        var refused = await SayUntilRefusedAsync(ada, lobby, acknowledged);
        Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
        Assert.Equal("storage_full", await Person.CodeAsync(refused));
        Assert.Equal("storage_full", (await SendAsync(socket, lobby)).GetProperty("code").GetString());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage_full"), await ReadyAsync(parley));
        Assert.Equal("storage_full", await Person.CodeAsync(await grace.PostsAsync(lobby, "me neither")));

        var newest = (await grace.GetAsync<MessagePage>($"conversations/{lobby}/messages")).Items[^1];
        Assert.Equal(acknowledged[^1], newest.Id);
        Assert.Equal("live", await parley.Person("Ada").Http.GetStringAsync(new Uri(parley.Address, "/health/live")));

        volume.Free();
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(parley));
        acknowledged.Add((await grace.SaysAsync(lobby, "there is space again")).Id);
        Assert.Equal("ack", (await SendAsync(socket, lobby, acknowledged)).GetProperty("type").GetString());

        Assert.Equal(acknowledged, await AllAsync(ada, lobby));
        await parley.RestartAsync("--Parley:RateLimits:Enabled=false", $"--Parley:DataDirectory={volume.Path}");
        Assert.Equal(acknowledged, await AllAsync(ada, lobby));
    }

    [Fact]
    public async Task While_sends_are_refused_the_server_is_not_ready_however_little_is_missing()
    {
        using var volume = SmallVolume.Mount(8);
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false", $"--Parley:DataDirectory={volume.Path}");
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var acknowledged = new List<MessageId>();
        for (var free = 0; free < 16; free++)
        {
            volume.Fill(butPages: free);
            Assert.Equal("storage_full", await Person.CodeAsync(await SayUntilRefusedAsync(ada, lobby, acknowledged)));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage_full"), await ReadyAsync(parley));
            volume.Free();
            Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(parley));
        }

        Assert.Equal(acknowledged, await AllAsync(ada, lobby));
    }

    [Fact]
    public async Task A_full_disk_is_never_taken_for_a_broken_one_whichever_page_finds_it_full()
    {
        using var volume = SmallVolume.Mount(32);
        await using var database = new SqliteDatabase(Path.Combine(volume.Path, "parley.db"), NullLogger<SqliteDatabase>.Instance, new TestClock());
        var log = new FileInfo(Path.Combine(volume.Path, "parley.db-wal"));
        var written = 0;

        // The log's index takes another 32 KB with frame 4,063: that is where a full disk looks most like a broken one.
        while (Frames(log) < 4050)
        {
            await WriteAsync(database, 40);
            written++;
        }

        var refusals = 0;
        for (var free = 0; free < 40; free++)
        {
            volume.Free();
            volume.Fill(butPages: free);
            try
            {
                await WriteAsync(database, 10);
                written++;
            }
            catch (Refusal refusal)
            {
                Assert.Equal(Errors.StorageFull, refusal.Error);
                refusals++;
            }
        }

        volume.Free();
        await WriteAsync(database, 10);
        Assert.Equal(StorageState.Ready, database.State);
        Assert.Equal(written + 1, await database.NumberAsync($"select count(distinct subject_n) from changes"));
        Assert.True(refusals > 5, $"Only {refusals} refusals.");

        async Task WriteAsync(Database database, int pages) => await database.WriteAsync(async transaction =>
        {
            for (var i = 0; i < pages; i++)
            {
                var position = await transaction.NextChangeAsync(1);
                await transaction.WriteAsync($"""
                    insert into changes (conversation_n, seq, ordinal, kind, subject_n, actor_n, data, at)
                    values (1, {position.Seq}, 0, 1, {written}, 1, {new string('x', 3500)}, 1)
                    """);
            }
        }, CancellationToken.None);
    }

    private static long Frames(FileInfo log)
    {
        log.Refresh();
        return (log.Length - 32) / (4096 + 24);
    }

    private static async Task<HttpResponseMessage> SayUntilRefusedAsync(Person person, ConversationId lobby, List<MessageId> acknowledged)
    {
        for (var i = 0; i < 2000; i++)
        {
            var id = MessageId.New();
            var answer = await person.PostsAsync(lobby, new string('f', 3000), id);
            if (!answer.IsSuccessStatusCode)
                return answer;

            acknowledged.Add(id);
        }

        throw new InvalidOperationException("The volume did not fill.");
    }

    private static async Task<System.Text.Json.JsonElement> SendAsync(PersonSocket socket, ConversationId lobby, List<MessageId>? acknowledged = null)
    {
        var id = MessageId.New();
        var answer = await socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"over the socket\",\"id\":\"{id}\"");
        acknowledged?.Add(id);
        return answer;
    }

    private static async Task<List<MessageId>> AllAsync(Person person, ConversationId lobby)
    {
        var all = new List<MessageView>();
        while (true)
        {
            var page = await person.GetAsync<MessagePage>($"conversations/{lobby}/messages?after={all.Count}&limit=200");
            all.AddRange(page.Items);
            if (!page.HasMoreAfter)
                break;
        }

        Assert.Equal(Enumerable.Range(1, all.Count).Select(n => (long)n), all.Select(m => m.Ordinal));
        return [.. all.Select(m => m.Id)];
    }

    private static async Task<(HttpStatusCode, string)> ReadyAsync(TestParley parley)
    {
        using var http = new HttpClient { BaseAddress = parley.Address };
        using var answer = await http.GetAsync("/health/ready");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
