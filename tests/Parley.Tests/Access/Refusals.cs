using System.Net;
using System.Text;
using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access;

/// <summary>Whatever comes in over REST, the answer is a problem with a code that a client can act on, and never a stack trace.</summary>
public sealed class Refusals(Refusals.House house) : IClassFixture<Refusals.House>
{
    private const string Send = "conversations/$lobby/messages";

    /// <summary>What is sent where, and what it is refused with.</summary>
    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { "POST", Send, """{"content":"hel""", "400 invalid_json" },
        { "POST", Send, """{"content":5}""", "400 invalid_json" },
        { "POST", Send, """{"content":{"text":"hello"}}""", "400 invalid_json" },
        { "POST", Send, """{"content":null}""", "400 invalid_json" },
        { "POST", Send, """["content"]""", "400 invalid_json" },
        { "POST", Send, "\"content\"", "400 invalid_json" },
        { "POST", Send, "null", "400 invalid_json" },
        { "POST", Send, "", "400 invalid_json" },
        { "POST", Send, """{"content":"hello"} x""", "400 invalid_json" },
        { "POST", Send, """{"content":"hello"}{"content":"again"}""", "400 invalid_json" },
        { "POST", Send, """{"content":"hello","metadata":NaN}""", "400 invalid_json" },
        { "POST", Send, """{"content":"hello","id":"abc"}""", "400 invalid_json" },
        { "POST", Send, """{"content":"hello","message_type":"poem"}""", "400 invalid_json" },
        { "POST", Send, """{"content":"hello","message_type":1}""", "400 invalid_json" },
        { "POST", Send, """{"content":"hello","message_type":"system"}""", "400 validation_failed" },
        { "POST", Send, """{"content":"  "}""", "400 validation_failed" },
        { "POST", Send, """{"content":"\ud800"}""", "400 invalid_text" },
        { "POST", Send, """{"content":"\udc00 turned round \ud800"}""", "400 invalid_text" },
        { "POST", Send, """{"content":"before\u0000after"}""", "400 invalid_text" },
        { "POST", Send, """{"content":"hello","metadata":{"note":"\ud800"}}""", "400 invalid_text" },
        { "POST", Send, """{"content":"hello","metadata":{"\ud800":1}}""", "400 invalid_text" },
        { "POST", Send, """{"content":"hello","metadata":[["\u0000"]]}""", "400 invalid_text" },
        { "POST", "conversations", """{"type":"group","title":"\ud800"}""", "400 invalid_text" },
        { "POST", "conversations", """{"type":"group","title":"\u0000"}""", "400 invalid_text" },
        { "POST", "conversations", """{"type":"group","member_ids":["\u0000"]}""", "400 invalid_text" },
        { "POST", "conversations", """{"type":"group","member_ids":[null]}""", "400 invalid_text" },
        { "POST", "conversations", """{"type":"group","context":{"type":"task","id":"\ud800"}}""", "400 invalid_text" },
        { "POST", "conversations", """{"type":"group","member_ids":["nobody"]}""", "404 user_not_found" },
        { "POST", "conversations", """{"type":"circle"}""", "400 invalid_json" },
        { "POST", "conversations", "{}", "400 invalid_json" },
        { "POST", "conversations/$lobby/read", """{"ordinal":NaN}""", "400 invalid_json" },
        { "POST", "conversations/$lobby/read", """{"ordinal":1e999}""", "400 invalid_json" },
        { "POST", "conversations/$lobby/read", """{"ordinal":1.5}""", "400 invalid_json" },
        { "POST", "conversations/$lobby/read", """{"ordinal":"1"}""", "400 invalid_json" },
        { "POST", "conversations/$lobby/read", """{"ordinal":9223372036854775808}""", "400 invalid_json" },
        { "POST", "conversations/$lobby/read", """{"ordinal":-1}""", "400 validation_failed" },
        { "POST", "conversations/$lobby/mute", """{"until":"tomorrow"}""", "400 invalid_json" },
        { "POST", "conversations/$lobby/mute", """{"until":"1999-12-31T00:00:00Z"}""", "400 validation_failed" },
        { "PATCH", "conversations/$lobby/members/$me", "{}", "400 validation_failed" },
        { "PATCH", "conversations/$lobby/members/$me", """{"role":"member"}""", "409 last_owner" },
    };

    /// <summary>Addresses that name nothing, or ask for what cannot be.</summary>
    public static TheoryData<string, string, string> Addresses => new()
    {
        { "GET", "conversations/01234567-89ab-7def-8123-456789abcdef", "404 not_found" },
        { "GET", "conversations/abc", "404 not_found" },
        { "GET", "conversations/0123456789ab7def8123456789abcdef", "404 not_found" },
        { "GET", "conversations/%7B01234567-89ab-7def-8123-456789abcdef%7D", "404 not_found" },
        { "GET", "conversations/abc/messages?limit=abc", "404 not_found" },
        { "GET", "messages/1", "404 not_found" },
        { "DELETE", "messages/1%27%20or%201=1", "404 not_found" },
        { "GET", "messages/%ED%A0%80", "404 not_found" },
        { "DELETE", "conversations/$lobby/members/abc", "404 user_not_found" },
        { "DELETE", "conversations/$lobby/members/external:", "404 user_not_found" },
        { "GET", "conversations/$lobby/messages?limit=0", "400 validation_failed" },
        { "GET", "conversations/$lobby/messages?limit=201", "400 validation_failed" },
        { "GET", "conversations/$lobby/messages?limit=abc", "400 bad_request" },
        { "GET", "conversations/$lobby/messages?limit=99999999999999999999", "400 bad_request" },
        { "GET", "conversations/$lobby/messages?before=1&after=2", "400 validation_failed" },
        { "GET", "conversations/$lobby/changes?after=-1", "400 validation_failed" },
        { "GET", "conversations?cursor=%00", "400 validation_failed" },
        { "GET", "conversations?visibility=hidden", "400 bad_request" },
        { "GET", "conversations/$lobby/members?status=gone", "400 bad_request" },
        { "GET", "presence?user_ids=abc", "400 validation_failed" },
        { "PUT", "messages/$message/reactions/%20", "400 validation_failed" },
        { "GET", "nothing", "404 not_found" },
        { "GET", "/nothing", "404 not_found" },
        { "GET", "/api/v2/me", "404 not_found" },
        { "GET", "/ws", "400 bad_request" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_refused_with_a_code(string verb, string path, string body, string refusal) =>
        await AssertRefusedAsync(refusal, await house.CallAsync(verb, path, Json(body)));

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_bad_address_is_refused_with_a_code(string verb, string path, string refusal) =>
        await AssertRefusedAsync(refusal, await house.CallAsync(verb, path, null));

    [Theory]
    [InlineData("POST", Send, """{"content":"$16001"}""", "content")]
    [InlineData("POST", "conversations", """{"type":"group","title":"$201"}""", "title")]
    [InlineData("POST", "conversations", """{"type":"group","context":{"type":"","id":"1"}}""", "context.type")]
    [InlineData("POST", "conversations/$lobby/members", """{"user_ids":[]}""", "user_ids")]
    [InlineData("POST", "conversations/$lobby/transfer", """{"user_id":""}""", "user_id")]
    [InlineData("PATCH", "messages/$message", """{"content":""}""", "content")]
    public async Task A_field_that_breaks_its_limit_is_named_as_on_the_wire(string verb, string path, string body, string field)
    {
        body = body.Replace("$16001", new string('x', 16_001), StringComparison.Ordinal).Replace("$201", new string('x', 201), StringComparison.Ordinal);

        var problem = await AssertRefusedAsync("400 validation_failed", await house.CallAsync(verb, path, Json(body)));

        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field).EnumerateArray().Single().GetString()!);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(100_000)]
    public async Task Json_that_nests_too_deep_is_refused(int depth) => await AssertRefusedAsync(
        "400 invalid_json",
        await house.CallAsync("POST", Send, Json($$"""{"content":"hello","metadata":{{new string('[', depth)}}{{new string(']', depth)}}}""")));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonp")]
    [InlineData(null)]
    public async Task Only_json_is_a_body(string? type)
    {
        var content = new ByteArrayContent("""{"content":"hello"}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        await AssertRefusedAsync("415 unsupported_media_type", await house.CallAsync("POST", Send, content));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_a_mebibyte_is_refused(bool saysItsLength)
    {
        var body = Json($$"""{"content":"{{new string('x', 1024 * 1024)}}"}""");
        body.Headers.ContentLength = saysItsLength ? body.Headers.ContentLength : null;

        await AssertRefusedAsync("413 too_large", await house.CallAsync("POST", Send, body, chunked: !saysItsLength));
    }

    [Fact]
    public async Task A_verb_that_an_address_does_not_know_is_told_those_that_it_knows()
    {
        var answer = await house.CallAsync("DELETE", "conversations", null);

        await AssertRefusedAsync("405 method_not_allowed", answer);
        Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Without_a_credential_one_is_told_which_kind_is_wanted()
    {
        using var nobody = new HttpClient();
        using var answer = await nobody.GetAsync(new Uri(house.Ada.Http.BaseAddress!, "me"), TestContext.Current.CancellationToken);

        await AssertRefusedAsync("401 not_signed_in", answer);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        byte[] body = [.. "{\"content\":\"ab"u8, 0xFF, 0xC0, .. "\"}"u8];
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");

        await AssertRefusedAsync("400 invalid_text", await house.CallAsync("POST", Send, content));
    }

    [Fact]
    public async Task Of_a_member_that_stands_twice_the_last_counts()
    {
        var sent = await Person.ReadAsync<MessageView>(await house.CallAsync("POST", Send, Json("""{"content":"first","content":"last"}""")));

        Assert.Equal("last", sent.Content);
    }

    [Fact]
    public async Task Members_that_are_unknown_and_numbers_beyond_a_double_in_metadata_harm_nothing()
    {
        var sent = await Person.ReadAsync<MessageView>(
            await house.CallAsync("POST", Send, Json("""{"content":"hello","unknown":[1],"metadata":{"big":1e999}}""")));

        Assert.Equal("1e999", sent.Metadata!.Value.GetProperty("big").GetRawText());
    }

    [Theory]
    [InlineData(""" "conversation_id":"$lobby","content":5 """)]
    [InlineData(""" "conversation_id":"$lobby","content":null """)]
    [InlineData(""" "conversation_id":7,"content":"hello" """)]
    [InlineData(""" "content":"hello" """)]
    public async Task A_frame_with_a_wrong_member_is_refused_and_the_socket_stays(string members)
    {
        var socket = await house.Ada.OpensAsync();

        var answer = await socket.AsksAsync("send_message", house.Fill(members.Trim()));

        Assert.Equal("validation_failed", answer.GetProperty("code").GetString());
        Assert.Equal("pong", (await socket.AsksAsync("ping")).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(""" "conversation_id":"$lobby","content":"\ud800" """, CloseCodes.BadUtf8)]
    [InlineData(""" "conversation_id":"$lobby","content":"hello","metadata":{"note":"\ud800"} """, null)]
    [InlineData(""" "conversation_id":"$lobby","content":"hello","metadata":{"note":"\u0000"} """, null)]
    public async Task A_frame_whose_text_is_no_unicode_is_refused(string members, int? closes)
    {
        var socket = await house.Ada.OpensAsync();
        var asking = socket.AsksAsync("send_message", house.Fill(members.Trim()));

        if (closes is null)
            Assert.Equal("invalid_text", (await asking).GetProperty("code").GetString());
        else
            Assert.Equal(closes, await socket.ClosedAsync());
    }

    private static StringContent Json(string body) => new(body, new UTF8Encoding(false), "application/json");

    private static async Task<JsonElement> AssertRefusedAsync(string refusal, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{answer.StatusCode} {answer.Content.Headers.ContentType}: {text}");

        var problem = JsonElement.Parse(text);
        var code = problem.GetProperty("code").GetString()!;
        Assert.True(refusal == $"{(int)answer.StatusCode} {code}", $"expected {refusal}, got {(int)answer.StatusCode} {text}");
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.Equal(Errors.All.Single(error => error.Code == code).Meaning, problem.GetProperty("title").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.NotEmpty(problem.GetProperty("trace_id").GetString()!);
        Assert.EndsWith($"#errors/{code}", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>One server with Ada, her lobby and a message of hers.</summary>
    public sealed class House : IAsyncLifetime
    {
        private TestParley _parley = null!;
        private ConversationId _lobby;
        private MessageId _message;

        internal Person Ada => _parley.Person("Ada");

        public async ValueTask InitializeAsync()
        {
            _parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
            _lobby = await _parley.ConversationAsync(Ada);
            _message = (await Ada.SaysAsync(_lobby, "hello")).Id;
        }

        public ValueTask DisposeAsync() => _parley.DisposeAsync();

        internal string Fill(string text) => text
            .Replace("$lobby", _lobby.ToString(), StringComparison.Ordinal)
            .Replace("$message", _message.ToString(), StringComparison.Ordinal)
            .Replace("$me", Ada.Id.ToString(), StringComparison.Ordinal);

        internal Task<HttpResponseMessage> CallAsync(string verb, string path, HttpContent? body, bool chunked = false)
        {
            var request = new HttpRequestMessage(new HttpMethod(verb), Fill(path)) { Content = body, Version = HttpVersion.Version11 };
            request.Headers.TransferEncodingChunked = chunked;
            request.Headers.ExpectContinue = body is not null;   // the refusal of a body too large comes before it is sent, not into it
            return Ada.Http.SendAsync(request);
        }
    }
}
