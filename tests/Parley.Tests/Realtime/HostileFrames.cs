using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>S01–S05: frames that no honest client sends. Each closes its own socket, or is answered by an error frame, and nothing else.</summary>
public sealed class HostileFrames : IAsyncLifetime
{
    private const int ProtocolError = 1002;
    private const int UnsupportedData = 1003;

    private readonly HeardLog _log = new();
    private TestParley _parley = null!;
    private Person _ada = null!;
    private Person _grace = null!;
    private ConversationId _lobby;
    private HostileSocket _mallory = null!;

    public async ValueTask InitializeAsync()
    {
        _parley = await TestParley.StartAsync(_log);
        (_ada, _grace) = (_parley.Person("Ada"), _parley.Person("Grace"));
        _lobby = await _parley.ConversationAsync(_ada, _grace);
        await _grace.OpensAsync();
        _mallory = await HostileSocket.OpenAsync(_parley.Address, _ada.Token);
    }

    /// <summary>After every attack: Grace hears what Ada says, REST answers, and nothing broke.</summary>
    public async ValueTask DisposeAsync()
    {
        var said = await _ada.SaysAsync(_lobby, "still here");
        MessagePosted heard;
        do
            heard = await _grace.HearsAsync<MessagePosted>();
        while (heard.Message.Id != said.Id);
        Assert.Contains((await _grace.GetAsync<MessagePage>($"conversations/{_lobby}/messages")).Items, m => m.Id == said.Id);
        Assert.Empty(_log.Errors);
        _mallory.Dispose();
        await _parley.DisposeAsync();
    }

    [Fact]
    public async Task A_frame_of_64_KiB_is_read_and_one_byte_more_is_too_large()
    {
        await _mallory.SendAsync(HostileSocket.Frame(Padded(64 * 1024)));
        Assert.Equal("pong", await TypeAsync());

        await _mallory.SendAsync(HostileSocket.Frame(Padded((64 * 1024) + 1)));
        Assert.Equal(CloseCodes.TooLarge, await _mallory.ClosedAsync());
    }

    [Fact]
    public async Task Sixteen_megabytes_are_too_large()
    {
        await _mallory.SendAsync(HostileSocket.Head(HostileSocket.Fin | HostileSocket.Text, 16 * 1024 * 1024, masked: true));
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 256; i++)
                await _mallory.SendAsync(new byte[64 * 1024]);
        });

        Assert.Equal(CloseCodes.TooLarge, await _mallory.ClosedAsync());
        await sending;
    }

    [Fact]
    public async Task A_length_with_its_highest_bit_set_breaks_the_rules()
    {
        await _mallory.SendAsync(HostileSocket.Head(HostileSocket.Fin | HostileSocket.Text, -1, masked: true));

        Assert.Equal(ProtocolError, await _mallory.ClosedAsync());
    }

    [Fact]
    public async Task Fragments_without_end_are_too_large()
    {
        await SendFragmentsAsync(new byte[1024], 100);

        Assert.Equal(CloseCodes.TooLarge, await _mallory.ClosedAsync());
    }

    [Fact]
    public async Task Empty_fragments_without_end_are_against_the_policy()
    {
        await SendFragmentsAsync([], 6000);

        Assert.Equal(CloseCodes.Policy, await _mallory.ClosedAsync());
    }

    [Fact]
    public async Task A_good_frame_in_fragments_of_one_byte_is_a_good_frame()
    {
        var text = Encoding.UTF8.GetBytes($$"""{"type":"send_message","ref":"slow","conversation_id":"{{_lobby}}","content":"piece by piece: ü 🎉"}""");
        for (var i = 0; i < text.Length; i++)
            await _mallory.SendAsync(HostileSocket.Frame(
                (byte)((i == 0 ? HostileSocket.Text : 0) | (i == text.Length - 1 ? HostileSocket.Fin : 0)), text.AsSpan(i, 1)));

        Assert.Equal("piece by piece: ü 🎉", (await _grace.HearsAsync<MessagePosted>()).Message.Content);
    }

    [Fact]
    public async Task A_ping_between_two_fragments_is_answered_and_disturbs_neither()
    {
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Text, "{\"type\":"u8));
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Fin | HostileSocket.Ping, "hm"u8));
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Fin, "\"ping\"}"u8));

        Assert.Equal("pong", await TypeAsync());
    }

    [Fact]
    public async Task Binary_is_not_spoken_here()
    {
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Fin | HostileSocket.Binary, "{}"u8));

        Assert.Equal(UnsupportedData, await _mallory.ClosedAsync());
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })]               // overlong
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]         // a surrogate
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]   // beyond the last letter
    [InlineData(new byte[] { 0xE2, 0x82 })]               // cut
    public async Task Bad_UTF_8_is_closed_with_its_own_code(byte[] bad)
    {
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Fin | HostileSocket.Text, [.. "{\"type\":\""u8, .. bad, .. "\"}"u8]));

        Assert.Equal(CloseCodes.BadUtf8, await _mallory.ClosedAsync());
    }

    [Theory]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"type":"ping","ref":"\udc00x"}""")]
    [InlineData("""{"type":"send_message","conversation_id":"LOBBY","content":"half \ud83d"}""")]
    [InlineData("""{"type":"send_message","conversation_id":"\ud800","content":"x"}""")]
    [InlineData("""{"type":"send_message","conversation_id":"LOBBY","content":"x","metadata":{"a":["\ud800"]}}""")]
    [InlineData("""{"type":"send_message","conversation_id":"LOBBY","content":"x","metadata":{"\udc00":1}}""")]
    [InlineData("""{"\ud800":1,"type":"ping"}""")]
    public async Task A_surrogate_without_its_pair_is_bad_text(string frame)
    {
        await SayAsync(frame);

        Assert.Equal(CloseCodes.BadUtf8, await _mallory.ClosedAsync());
    }

    [Theory]
    [InlineData("""{"content":"x","metadata":{"a":[{"b":"x\u0000"}]}}""", "invalid_text")]
    [InlineData("""{"content":"x","metadata":{"a\u0000":1}}""", "invalid_text")]
    [InlineData("""{"content":"a\u0000b"}""", "invalid_text")]
    [InlineData("""{"content":"x","metadata":{"a":"\ud800"}}""", "invalid_text")]
    [InlineData("""{"content":"x","metadata":{"\udc00":1}}""", "invalid_text")]
    [InlineData("""{"content":"x\ud800"}""", "invalid_text")]
    public async Task Text_that_no_database_and_no_client_could_hold_is_refused_wherever_it_hides(string body, string code)
    {
        var overRest = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(code, await Person.CodeAsync(await _ada.Http.PostAsync($"conversations/{_lobby}/messages", overRest)));

        await SayAsync($$"""{"type":"send_message","conversation_id":"LOBBY",{{body[1..]}}""");
        Assert.Equal(body.Contains("\\u0000", StringComparison.Ordinal) ? "invalid_text" : "", await CodeAsync());   // or closed
        Assert.Empty((await _grace.GetAsync<MessagePage>($"conversations/{_lobby}/messages")).Items);
    }

    [Fact]
    public async Task Metadata_as_deep_as_it_may_be_is_heard_and_fetched()
    {
        var (accepted, refused) = (0, 0);
        for (var levels = 1; levels < 16; levels++)
        {
            await SayAsync($$"""{"type":"send_message","conversation_id":"LOBBY","content":"{{levels}}","metadata":{{Nested(levels, "{\"a\":", "}")}}}""");
            var answer = JsonElement.Parse(await _mallory.HearsAsync());
            while (answer.GetProperty("type").GetString() == "new_message")
                answer = JsonElement.Parse(await _mallory.HearsAsync());

            if (answer.GetProperty("type").GetString() == "ack")
                accepted++;
            else if (answer.GetProperty("code").GetString() == "validation_failed")
                refused++;
        }

        Assert.Equal(15, accepted + refused);
        Assert.True(accepted >= 8, $"Only {accepted} levels.");
        for (var i = 0; i < accepted; i++)
            Assert.Equal($"{i + 1}", (await _grace.HearsAsync<MessagePosted>()).Message.Content);

        Assert.Equal(accepted, (await _grace.GetAsync<MessagePage>($"conversations/{_lobby}/messages")).Items.Count);
        Assert.Equal(accepted, (await _grace.GetAsync<ChangePage>($"conversations/{_lobby}/changes?after=1")).Items.Count);
        Assert.NotEmpty((await _grace.GetAsync<Listing<ConversationView>>("conversations")).Items);
        await _grace.Socket.AsksAsync("join_conversation", $"\"conversation_id\":\"{_lobby}\"");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(10_000)]
    public async Task JSON_that_nests_too_deep_is_against_the_policy(int levels)
    {
        await _mallory.SendAsync(Nested(levels, "{\"a\":", "}"));

        Assert.Equal(CloseCodes.Policy, await _mallory.ClosedAsync());
    }

    [Fact]
    public async Task Sixty_thousand_open_brackets_are_against_the_policy()
    {
        await _mallory.SendAsync($"{{\"type\":{new string('[', 60_000)}");

        Assert.Equal(CloseCodes.Policy, await _mallory.ClosedAsync());
    }

    [Fact]
    public async Task A_hundred_thousand_levels_are_too_large_already_and_a_body_of_them_is_refused()
    {
        await _mallory.SendAsync(new string('[', 100_000));
        Assert.Equal(CloseCodes.TooLarge, await _mallory.ClosedAsync());

        var body = new StringContent($"{{\"content\":\"x\",\"metadata\":{Nested(100_000, "[", "]")}}}", Encoding.UTF8, "application/json");
        Assert.Equal("invalid_json", await Person.CodeAsync(await _ada.Http.PostAsync($"conversations/{_lobby}/messages", body)));
    }

    [Fact]
    public async Task A_hundred_thousand_keys_cost_one_refusal()
    {
        var keys = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":{i}"));
        var body = new StringContent($"{{{keys[..900_000]}\":0}}", Encoding.UTF8, "application/json");
        Assert.Equal("validation_failed", await Person.CodeAsync(await _ada.Http.PostAsync($"conversations/{_lobby}/messages", body)));

        await _mallory.SendAsync($"{{{keys[..60_000]}\":0}}");
        Assert.Equal("unknown_type", await CodeAsync());
        await _mallory.SendAsync($"{{{keys}}}");
        Assert.Equal(CloseCodes.TooLarge, await _mallory.ClosedAsync());
    }

    [Theory]
    [InlineData("""{"type":"ping","type":"ping"}""", "pong")]
    [InlineData("""{"type":"nonsense","type":"ping"}""", "pong")]
    [InlineData("""{"ref":1,"type":"ping","unknown":{"type":"nonsense"}}""", "pong")]
    [InlineData("""{"type":"send_message","conversation_id":"LOBBY","content":"first","content":"second"}""", "new_message")]
    public async Task Of_a_key_that_stands_twice_the_last_counts(string frame, string answer)
    {
        await SayAsync(frame);

        Assert.Equal(answer, await TypeAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("""{"type":"ping"}}""")]
    [InlineData("""{"type":"ping"} {"type":"ping"}""")]
    [InlineData("""{"type":"ping","n":NaN}""")]
    [InlineData("""{"type":"ping","n":Infinity}""")]
    [InlineData("""{"type":"ping",}""")]
    [InlineData("""{"type":"ping"/* a comment */}""")]
    [InlineData("\uFEFF{\"type\":\"ping\"}")]
    public async Task What_is_no_JSON_object_is_told_so_and_the_socket_stays(string frame)
    {
        await _mallory.SendAsync(frame);
        Assert.Equal("invalid_json", await CodeAsync());

        await _mallory.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", await TypeAsync());
    }

    [Theory]
    [InlineData("""{"type":"mark_read","conversation_id":"LOBBY","ordinal":1e999}""")]
    [InlineData("""{"type":"mark_read","conversation_id":"LOBBY","ordinal":1.5}""")]
    [InlineData("""{"type":"mark_read","conversation_id":"LOBBY","ordinal":-1}""")]
    [InlineData("""{"type":"mark_read","conversation_id":"LOBBY","ordinal":"NaN"}""")]
    [InlineData("""{"type":"mark_read","conversation_id":"LOBBY","ordinal":99999999999999999999}""")]
    [InlineData("""{"type":"join_conversation","conversation_id":"LOBBY","limit":2147483648}""")]
    [InlineData("""{"type":"resume","positions":{"LOBBY":1e400}}""")]
    [InlineData("""{"type":"resume","positions":{"nobody":1}}""")]
    [InlineData("""{"type":"resume","positions":null}""")]
    [InlineData("""{"type":"send_message","conversation_id":5,"content":"x"}""")]
    [InlineData("""{"type":"send_message","conversation_id":"LOBBY","content":{}}""")]
    [InlineData("""{"type":"send_message","conversation_id":"LOBBY","content":null}""")]
    [InlineData("""{"type":"send_message","conversation_id":"LOBBY"}""")]
    [InlineData("""{"type":"add_reaction","message_id":"LOBBY","emoji":""}""")]
    [InlineData("""{"type":"update_presence","status":"flying"}""")]
    [InlineData("""{"type":"update_presence","status":7}""")]
    public async Task A_field_that_is_not_what_it_should_be_fails_validation(string frame)
    {
        await SayAsync(frame);

        Assert.Equal("validation_failed", await CodeAsync());
    }

    [Fact]
    public async Task Twenty_frames_in_a_row_that_are_none_are_enough()
    {
        for (var i = 0; i < 20; i++)
            await _mallory.SendAsync("nonsense");

        Assert.Equal(CloseCodes.Policy, await _mallory.ClosedAsync());
    }

    [Fact]
    public async Task An_unmasked_frame_breaks_the_rules()
    {
        await _mallory.SendAsync((byte[])[.. HostileSocket.Head(HostileSocket.Fin | HostileSocket.Text, 15, masked: false), .. "{\"type\":\"ping\"}"u8]);

        Assert.Equal(ProtocolError, await _mallory.ClosedAsync());
    }

    [Theory]
    [InlineData(0xC1)]   // the compression nobody agreed on
    [InlineData(0xA1)]
    [InlineData(0x91)]
    [InlineData(0x83)]
    [InlineData(0x87)]
    [InlineData(0x8B)]
    [InlineData(0x8F)]
    [InlineData(0x80)]   // the rest of nothing
    [InlineData(0x09)]   // a ping in pieces
    public async Task Reserved_bits_and_opcodes_break_the_rules(byte first)
    {
        await _mallory.SendAsync(HostileSocket.Frame(first, "{}"u8));

        Assert.Equal(ProtocolError, await _mallory.ClosedAsync());
    }

    [Fact]
    public async Task A_ping_of_126_bytes_breaks_the_rules()
    {
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Fin | HostileSocket.Ping, new byte[126]));

        Assert.Equal(ProtocolError, await _mallory.ClosedAsync());
    }

    [Fact]
    public async Task A_new_message_in_the_middle_of_another_breaks_the_rules()
    {
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Text, "{"u8));
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Fin | HostileSocket.Text, "}"u8));

        Assert.Equal(ProtocolError, await _mallory.ClosedAsync());
    }

    [Theory]
    [InlineData(new byte[] { 0x03 })]                      // half a code
    [InlineData(new byte[] { 0x03, 0xED })]                // 1005: never on the wire
    [InlineData(new byte[] { 0x00, 0x00 })]
    [InlineData(new byte[] { 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x03, 0xE8, 0xFF, 0xFE })]    // a reason in bad UTF-8
    public async Task A_bad_close_frame_ends_the_socket(byte[] payload)
    {
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Fin | HostileSocket.Closing, payload));

        Assert.Contains(await _mallory.ClosedAsync(), (int[])[ProtocolError, CloseCodes.BadUtf8, (int)WebSocketCloseStatus.NormalClosure]);
    }

    [Fact]
    public async Task What_comes_after_the_server_has_closed_is_not_heard()
    {
        await _mallory.SendAsync((byte[])
        [
            .. HostileSocket.Frame(Nested(20, "{\"a\":", "}")),
            .. HostileSocket.Frame($$"""{"type":"send_message","conversation_id":"{{_lobby}}","content":"after the end"}"""),
        ]);

        Assert.Equal(CloseCodes.Policy, await _mallory.ClosedAsync());
        Assert.Equal("next", (await _ada.SaysAsync(_lobby, "next")).Content);
        Assert.Equal("next", (await _grace.HearsAsync<MessagePosted>()).Message.Content);
    }

    private static string Padded(int bytes)
    {
        const string Frame = """{"type":"ping","ref":"x","pad":""}""";
        return Frame.Insert(Frame.Length - 2, new string('p', bytes - Frame.Length));
    }

    private static string Nested(int levels, string open, string close) =>
        string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(close, levels));

    private Task SayAsync(string frame) => _mallory.SendAsync(frame.Replace("LOBBY", _lobby.ToString(), StringComparison.Ordinal));

    private async Task<string?> TypeAsync() => JsonElement.Parse(await _mallory.HearsAsync()).GetProperty("type").GetString();

    private async Task<string?> CodeAsync()
    {
        var answer = await _mallory.HearsAsync();
        return answer.Length > 0 && JsonElement.Parse(answer).TryGetProperty("code", out var code) ? code.GetString() : answer;
    }

    private async Task SendFragmentsAsync(byte[] fragment, int count)
    {
        await _mallory.SendAsync(HostileSocket.Frame(HostileSocket.Text, fragment));
        var more = HostileSocket.Frame(0, fragment);
        for (var i = 0; i < count; i++)
            await _mallory.SendAsync(more);
    }
}
