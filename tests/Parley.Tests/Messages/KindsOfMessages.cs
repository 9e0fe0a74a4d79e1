using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Messages;

public sealed class KindsOfMessages
{
    [Fact]
    public async Task Every_kind_but_the_servers_own_may_be_sent()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var socket = await grace.OpensAsync();

        foreach (var kind in Enum.GetValues<MessageType>().Except([MessageType.System]))
        {
            await SucceedsAsync(ada.SendsAsync(lobby, new SendMessageBody($"a {kind}", MessageType: kind)));
            Assert.Equal((kind, $"a {kind}"), Heard(await grace.HearsAsync<MessagePosted>()));
        }

        await Refused.WithAsync(Errors.ValidationFailed, ada.SendsAsync(lobby, new SendMessageBody("Eve left", MessageType: MessageType.System)));
        await Refused.WithAsync(Errors.ValidationFailed, socket.AsksAsync(
            "send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"Eve left\",\"message_type\":\"system\""));
        await Refused.WithAsync(Errors.ValidationFailed, socket.AsksAsync(
            "send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"hm\",\"message_type\":\"telegram\""));
    }

    [Fact]
    public async Task A_message_needs_content_and_has_an_end()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);

        foreach (var nothing in new[] { "", " ", "\n\t " })
            await Refused.WithAsync(Errors.ValidationFailed, ada.PostsAsync(lobby, nothing));

        await Refused.WithAsync(Errors.ValidationFailed, ada.PostsAsync(lobby, new string('x', Limits.MessageCharacters + 1)));
        await Refused.WithAsync(Errors.NotFound, ada.SendsAsync(lobby, new SendMessageBody("look", AttachmentIds: [FileId.New()])));
        var longest = new string('ж', Limits.MessageCharacters);
        await SucceedsAsync(ada.PostsAsync(lobby, longest));
        Assert.Equal([longest], await ada.TextsAsync(lobby));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("two\nlines and a tab\t.")]
    [InlineData("'; drop table messages; --")]
    [InlineData("<script>alert(1)</script> & \"quotes\" \\ {0}")]
    [InlineData("日本語 العربية 👩‍👩‍👧‍👦 e\u0301 \u202e")]
    [InlineData("  spaces around  ")]
    public async Task Text_comes_out_as_it_went_in(string text)
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();

        await ada.SaysAsync(lobby, text);

        Assert.Equal(text, (await grace.HearsAsync<MessagePosted>()).Message.Content);
        Assert.Equal([text], await grace.TextsAsync(lobby));
    }

    [Fact]
    public async Task What_is_not_Unicode_is_refused()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);

        await Refused.WithAsync(Errors.InvalidText, ada.PostsAsync(lobby, "nul \0 in the middle"));
        Assert.Equal(400, (int)(await PostsRawAsync(ada, lobby, """{"content":"\ud800"}""")).StatusCode);
        Assert.Empty(await ada.TextsAsync(lobby));
    }

    [Fact]
    public async Task Metadata_travels_along_up_to_eight_kilobytes()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        var largest = Metadata(Limits.MetadataBytes);

        await SucceedsAsync(ada.SendsAsync(lobby, new SendMessageBody("with data", Metadata: largest)));
        await Refused.WithAsync(Errors.ValidationFailed, ada.SendsAsync(lobby, new SendMessageBody("too much", Metadata: Metadata(Limits.MetadataBytes + 1))));

        var heard = (await grace.HearsAsync<MessagePosted>()).Message.Metadata!.Value;
        Assert.Equal(largest.GetRawText(), heard.GetRawText());
        Assert.Equal(largest.GetRawText(), (await grace.PagesAsync(lobby)).Items[0].Metadata!.Value.GetRawText());
    }

    private static async Task<HttpResponseMessage> PostsRawAsync(Person person, ConversationId conversation, string json)
    {
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return await person.Http.PostAsync($"conversations/{conversation}/messages", body);
    }

    private static JsonElement Metadata(int bytes) => JsonElement.Parse($$"""{"k":"{{new string('m', bytes - 8)}}"}""");

    private static (MessageType, string) Heard(MessagePosted posted) => (posted.Message.MessageType, posted.Message.Content);
}
