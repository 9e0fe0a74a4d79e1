using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Tests.Cast;
using Parley.Tests.Dialects.Transcripts;
using Xunit;

namespace Parley.Tests.Dialects.SpaCentral;

/// <summary>What a transcript cannot say: the other end on our own socket, blocks, tokens for reading, two who begin at once, many pages.</summary>
public sealed class BesideOurOwn
{
    [Fact]
    public async Task What_is_said_on_one_socket_is_heard_on_the_other_both_ways()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (adaN, boN) = (await NumberAsync(parley, ada), await NumberAsync(parley, bo));
        await bo.OpensAsync();
        using var old = await OpenAsync(parley, ada, boN);

        await old.SendAsync("""{"type":"message","message":"from spa_central"}""");
        var begun = await bo.HearsAsync<ConversationCreated>();
        var heard = await bo.HearsAsync<MessagePosted>();
        Assert.Equal(("from spa_central", ada.Id, ConversationType.Direct), (heard.Message.Content, heard.Message.SenderId, begun.Conversation.Type));
        var sent = await NextAsync(old, "message");

        await bo.SaysAsync(begun.ConversationId, "from Parley");
        await bo.HearsAsync<MessagePosted>();
        var back = await NextAsync(old, "message");
        Assert.Equal(("from Parley", boN, adaN), (Text(back, "message"), Number(back, "sender_id"), Number(back, "receiver_id")));

        // Typing and reading pass both ways too.
        await old.SendAsync("""{"type":"typing","is_typing":true}""");
        Assert.True((await bo.HearsAsync<TypingChanged>()).IsTyping);
        await old.SendAsync($$"""{"type":"read_receipt","message_ids":[{{Number(back, "id")}}]}""");
        Assert.Equal((ada.Id, 2L), Read(await bo.HearsAsync<ReadAdvanced>()));

        await ada.SaysAsync(begun.ConversationId, "and once more");
        await bo.PostAsync($"conversations/{begun.ConversationId}/read", new ReadBody());
        var receipt = await NextAsync(old, "read_receipt", frame => Number(frame, "user_id") == boN);
        var last = await parley.DatabaseOf().NumberAsync($"select max(n) from messages");
        Assert.Equal([last], receipt.GetProperty("message_ids").EnumerateArray().Select(id => id.GetInt64()));
        Assert.NotEqual(last, Number(sent, "id"));   // that one was read when Bo answered it
    }

    [Fact]
    public async Task A_socket_about_a_pair_hears_no_other_pair_and_no_group()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo, kim) = (parley.Person("Ada"), parley.Person("Bo"), parley.Person("Kim"));
        var (boN, kimN) = (await NumberAsync(parley, bo), await NumberAsync(parley, kim));
        var group = await parley.ConversationAsync(ada, bo, kim);
        using var withBo = await OpenAsync(parley, ada, boN);
        using var withKim = await OpenAsync(parley, ada, kimN);

        await ada.SaysAsync(group, "to all");
        await withKim.SendAsync("""{"message":"to Kim"}""");
        Assert.Equal("to Kim", Text(await NextAsync(withKim, "message"), "message"));
        await withBo.SendAsync("""{"message":"to Bo"}""");
        Assert.Equal("to Bo", Text(await withBo.NextAsync(), "message"));   // the very first frame
    }

    [Fact]
    public async Task Two_who_write_first_at_once_begin_one_conversation()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (adaN, boN) = (await NumberAsync(parley, ada), await NumberAsync(parley, bo));
        using var adas = await OpenAsync(parley, ada, boN);
        using var bos = await OpenAsync(parley, bo, adaN);

        for (var i = 0; i < 5; i++)
        {
            await adas.SendAsync($$"""{"message":"a{{i}}"}""");
            await bos.SendAsync($$"""{"message":"b{{i}}"}""");
        }

        var (atAda, atBo) = (await TextsAsync(adas, 10), await TextsAsync(bos, 10));
        Assert.Equal(atAda, atBo);
        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], atAda.Where(text => text[0] == 'a'));
        Assert.Equal(["b0", "b1", "b2", "b3", "b4"], atAda.Where(text => text[0] == 'b'));
        Assert.Single((await ada.GetAsync<Listing<ConversationView>>("conversations")).Items);
    }

    [Fact]
    public async Task A_token_that_may_only_read_hears_and_says_nothing()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (adaN, boN) = (await NumberAsync(parley, ada), await NumberAsync(parley, bo));
        var token = (await Person.ReadAsync<TokenView>(await ada.PostAsync("tokens", new CreateToken("reader", ["read"])))).Token!;
        using var reader = await OpenAsync(parley, token, boN);
        using var bos = await OpenAsync(parley, bo, adaN);

        await reader.SendAsync("""{"message":"may I?"}""");
        await bos.SendAsync("""{"message":"hello"}""");
        Assert.Equal("hello", Text(await NextAsync(bos, "message"), "message"));
        Assert.Equal("hello", Text(await NextAsync(reader, "message"), "message"));

        // Nor does looking at the history count as reading.
        using var http = Http(parley, $"Token {token}");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"api/chat/history/?user_id={boN}")).StatusCode);
        Assert.Equal(1, Number(await JsonAsync(http, "api/chat/unread_count/"), "unread_count"));
    }

    [Fact]
    public async Task Who_has_blocked_the_other_hears_reads_and_sees_nothing_new()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (adaN, boN) = (await NumberAsync(parley, ada), await NumberAsync(parley, bo));
        using var adas = await OpenAsync(parley, ada, boN);
        using var bos = await OpenAsync(parley, bo, adaN);
        await bos.SendAsync("""{"message":"before"}""");
        await NextAsync(adas, "message");
        using var http = Http(parley, $"Bearer {ada.Token}");
        Assert.True((await JsonAsync(http, "api/chat/conversations/"))[0].GetProperty("is_online").GetBoolean());

        Assert.True((await ada.Http.PutAsync($"me/blocks/{bo.Id}", null, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        Assert.False((await JsonAsync(http, "api/chat/conversations/"))[0].GetProperty("is_online").GetBoolean());
        await bos.SendAsync("""{"type":"typing","is_typing":true}""");
        await bos.SendAsync("""{"message":"after"}""");
        using var bosHttp = Http(parley, $"Bearer {bo.Token}");
        using var refused = await bosHttp.PostAsync("api/chat/", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["receiver_id"] = adaN.ToString(CultureInfo.InvariantCulture), ["message"] = "after",
        }));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.True(JsonElement.Parse(await refused.Content.ReadAsStringAsync()).TryGetProperty("error", out _));
        Assert.Equal(1, (await JsonAsync(http, $"api/chat/history/?user_id={boN}")).GetArrayLength());
    }

    [Fact]
    public async Task Pages_have_twenty_lines_and_name_their_neighbours()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var boN = await NumberAsync(parley, bo);
        using var http = Http(parley, $"Bearer {ada.Token}");
        for (var i = 1; i <= 45; i++)
        {
            using var sent = await http.PostAsync("api/chat/", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["receiver_id"] = boN.ToString(CultureInfo.InvariantCulture), ["message"] = $"message {i}",
            }));
            Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        }

        var (address, texts, sizes) = ((string?)"api/chat/", new List<string>(), new List<int>());
        while (address is not null)
        {
            var page = await JsonAsync(http, address);
            Assert.Equal(45, Number(page, "count"));
            var results = page.GetProperty("results").EnumerateArray().Select(one => Text(one, "message")).ToList();
            texts.AddRange(results);
            sizes.Add(results.Count);
            address = page.GetProperty("next").GetString();
        }

        Assert.Equal([20, 20, 5], sizes);
        Assert.Equal(Enumerable.Range(1, 45).Select(i => $"message {i}"), texts);
    }

    [Fact]
    public async Task Its_document_holds_its_paths_and_no_others()
    {
        await using var parley = await TestParley.StartAsync();
        using var http = new HttpClient { BaseAddress = parley.Address };
        var paths = (await JsonAsync(http, "openapi/spa-central.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/spa-central/api/chat/history", paths);
        Assert.All(paths, path => Assert.StartsWith("/spa-central/", path, StringComparison.Ordinal));
    }

    internal static async Task<long> NumberAsync(TestParley parley, Person person)
    {
        var id = await person.IdAsync();
        return await parley.DatabaseOf().NumberAsync($"select n from users where id = {id}");
    }

    internal static HttpClient Http(TestParley parley, string authorization)
    {
        var http = new HttpClient { BaseAddress = new Uri(parley.Address, "/spa-central/") };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return http;
    }

    internal static Task<TranscriptSocket> OpenAsync(TestParley parley, Person person, long otherN) => OpenAsync(parley, person.Token, otherN);

    private static async Task<TranscriptSocket> OpenAsync(TestParley parley, string token, long otherN)
    {
        var (life, opened) = (parley.Services.GetRequiredService<SocketLife>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        life.Opened += _ => opened.TrySetResult();
        var socket = new TranscriptSocket();
        await socket.OpenAsync(new UriBuilder(new Uri(parley.Address, $"/spa-central/ws/chat/{otherN}/?token={token}")) { Scheme = "ws" }.Uri);
        await opened.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<JsonElement> NextAsync(TranscriptSocket socket, string type, Func<JsonElement, bool>? which = null)
    {
        while (true)
        {
            if (await socket.NextAsync() is var frame && Text(frame, "type") == type && which?.Invoke(frame) is not false)
                return frame;
        }
    }

    private static async Task<List<string>> TextsAsync(TranscriptSocket socket, int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
            texts.Add(Text(await NextAsync(socket, "message"), "message"));

        return texts;
    }

    private static async Task<JsonElement> JsonAsync(HttpClient http, string address) =>
        JsonElement.Parse(await http.GetStringAsync(address, TestContext.Current.CancellationToken));

    private static (UserId, long) Read(ReadAdvanced read) => (read.UserId, read.Ordinal);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();
}
