using System.Net;
using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Dialects.Transcripts;
using Xunit;

namespace Parley.Tests.Dialects.TenantChat;

/// <summary>What a transcript of the tenant chat's socket cannot say: time, many frames at once, tokens of few rights.</summary>
public sealed class TenantSockets
{
    private const string Path = "/tenant-chat/ws/chat/default-tenant/";

    [Fact]
    public async Task Whoever_shows_nothing_within_ten_seconds_is_sent_away_to_come_back()
    {
        await using var parley = await TestParley.StartAsync();
        using var silent = await HostileSocket.HandshakeAsync(parley.Address, Path);
        using var quick = await OpenAsync(parley);
        await quick.SendAsync($$"""{"type":"auth","token":"{{parley.Person("Ada").Token}}"}""");
        Assert.Equal("connection_established", Type(await quick.NextAsync()));   // the first one waits by now: it came before

        parley.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(4001, await silent.ClosedAsync());
        await quick.SendAsync("""{"type":"leave_conversation"}""");
        Assert.Equal("conversation_left", Type(await quick.NextAsync()));
    }

    [Fact]
    public async Task Each_message_of_a_busy_conversation_is_told_once_in_the_history_or_after_it()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var lobby = await parley.ConversationAsync(ada, bo);
        using var socket = await OpenAsync(parley, bo);
        Assert.Equal("connection_established", Type(await socket.NextAsync()));

        for (var round = 0; round < 5; round++)
        {
            var before = (await LastOrdinalAsync(bo, lobby)).GetValueOrDefault();
            var saying = Task.WhenAll(Enumerable.Range(0, 20).Select(i => ada.SaysAsync(lobby, $"{round}.{i}")));
            await socket.SendAsync($$"""{"type":"join_conversation","conversation_id":"{{lobby}}"}""");
            await saying;
            await socket.SendAsync("""{"type":"leave_conversation","data":{}}""");

            var told = new List<string>();
            while (await socket.NextAsync() is var frame && Type(frame) != "conversation_left")
                told.AddRange(Type(frame) == "conversation_joined"
                    ? frame.GetProperty("history").EnumerateArray().Select(message => message.GetProperty("content").GetString()!)
                    : [frame.GetProperty("message").GetProperty("content").GetString()!]);

            var expected = (await bo.GetAsync<MessagePage>($"conversations/{lobby}/messages?limit=200")).Items
                .Where(message => message.MessageType == MessageType.Text && message.Ordinal > before).Select(message => message.Content);
            Assert.Equal(string.Join(' ', expected), string.Join(' ', told.Where(content => content.StartsWith($"{round}.", StringComparison.Ordinal))));
        }
    }

    [Fact]
    public async Task A_token_for_reading_joins_and_writes_nothing()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var token = await Person.ReadAsync<TokenView>(await ada.PostAsync("tokens", new CreateToken("reader", ["read"])));
        using var socket = await OpenAsync(parley, $"?token={token.Token}");
        Assert.Equal("connection_established", Type(await socket.NextAsync()));

        await socket.SendAsync($$"""{"type":"join_conversation","conversation_id":"{{lobby}}"}""");
        Assert.Equal("conversation_joined", Type(await socket.NextAsync()));
        await socket.SendAsync($$"""{"type":"send_message","conversation_id":"{{lobby}}","content":"x"}""");
        Assert.Equal("error", Type(await socket.NextAsync()));
        Assert.Null(await LastOrdinalAsync(ada, lobby));
    }

    [Fact]
    public async Task A_file_of_more_than_ten_megabytes_is_refused_and_nothing_is_kept()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]), "file", "zeros.txt" } };

        using var answer = await ada.Http.PostAsync(new Uri(parley.Address, "/tenant-chat/api/notifications/chat/upload/"), form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("File size exceeds 10MB limit", JsonElement.Parse(await answer.TextAsync()).GetProperty("error").GetString());
        Assert.Equal(0, (await ada.GetAsync<OwnFiles>("files")).UsedBytes);
    }

    private static async Task<long?> LastOrdinalAsync(Person person, ConversationId conversation) =>
        (await person.GetAsync<MessagePage>($"conversations/{conversation}/messages?limit=1")).Items is [.., var last] ? last.Ordinal : null;

    private static string? Type(JsonElement frame) => frame.GetProperty("type").GetString();

    private static Task<TranscriptSocket> OpenAsync(TestParley parley, Person person) => OpenAsync(parley, $"?token={person.Token}");

    private static async Task<TranscriptSocket> OpenAsync(TestParley parley, string query = "")
    {
        var socket = new TranscriptSocket();
        await socket.OpenAsync(new Uri($"ws://{parley.Address.Authority}{Path}{query}"));
        return socket;
    }
}
