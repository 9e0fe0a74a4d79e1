using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.MetadataIndex;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.MetadataIndex;

public sealed class FindingByMetadata
{
    [Fact]
    public async Task Messages_are_found_by_the_keys_that_the_workspace_asked_for_old_ones_too()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (lobby, other) = (await parley.ConversationAsync(ada, grace), await parley.ConversationAsync(ada));
        var before = await SaysAsync(ada, lobby, """{"order_id":42,"x":1}""");
        await Refused.WithAsync(Errors.KeyNotIndexed, ada.AsksForAsync("messages?metadata.order_id=42"));

        await AsksForKeysAsync(parley, """{"metadata_keys":["order_id","paid"]}""");
        await Refused.WithAsync(Errors.Busy, ada.AsksForAsync("messages?metadata.order_id=42"));
        await IndexAsync(parley);
        var after = await SaysAsync(ada, lobby, """{"order_id":"42"}""");
        var elsewhere = await SaysAsync(ada, other, """{"order_id":42,"paid":true}""");
        await SaysAsync(ada, lobby, """{"order_id":43,"paid":[true]}""");

        Assert.Equal([elsewhere, after, before], await FoundAsync(ada, "metadata.order_id=42"));
        Assert.Equal([after, before], await FoundAsync(ada, $"metadata.order_id=42&conversation_id={lobby}"));
        Assert.Equal([after, before], await FoundAsync(grace, "metadata.order_id=42"));   // not what she may not read
        Assert.Equal([elsewhere], await FoundAsync(ada, "metadata.paid=true"));
        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"messages?metadata.order_id=42&conversation_id={other}"));
        var page = await ada.GetAsync<Listing<MessageView>>("messages?metadata.order_id=42&limit=2");
        Assert.Equal([before], await FoundAsync(ada, $"metadata.order_id=42&limit=2&cursor={page.NextCursor}"));
    }

    [Fact]
    public async Task The_index_follows_edits_and_deletions_and_is_gone_when_it_is_no_longer_wanted()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await AsksForKeysAsync(parley, """{"metadata_keys":["order_id"]}""");
        await IndexAsync(parley);
        var message = await SaysAsync(ada, lobby, """{"order_id":1}""");

        await SucceedsAsync(ada.PatchAsync($"messages/{message}", new EditMessageBody(Metadata: JsonElement.Parse("""{"order_id":2}"""))));
        Assert.Empty(await FoundAsync(ada, "metadata.order_id=1"));
        Assert.Equal([message], await FoundAsync(ada, "metadata.order_id=2"));
        await SucceedsAsync(ada.EditsAsync(message, "other words"));
        Assert.Equal([message], await FoundAsync(ada, "metadata.order_id=2"));
        await SucceedsAsync(ada.DeletesAsync(message));
        Assert.Empty(await FoundAsync(ada, "metadata.order_id=2"));

        await SaysAsync(ada, lobby, """{"order_id":3}""");
        await AsksForKeysAsync(parley, "{}");
        await IndexAsync(parley);
        var database = parley.Services.GetRequiredService<Parley.Storage.Database>();
        Assert.Equal(0, await database.NumberAsync($"select count(*) from metadata_entries") + await database.NumberAsync($"select count(*) from metadata_keys"));
    }

    [Fact]
    public async Task A_question_names_one_key_and_one_value()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");

        foreach (var query in new[] { "", "?metadata=1", "?metadata.=1", "?metadata.a=1&metadata.b=2", "?metadata.a=1&metadata.a=2", "?metadata.a=1&limit=0" })
            await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync($"messages{query}"));
        await Refused.WithAsync(Errors.KeyNotIndexed, ada.AsksForAsync("messages?metadata.a'%20or%201=1--=1"));
    }

    [Fact]
    public async Task Only_its_author_changes_it_and_the_message_is_not_marked_as_edited()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await SaysAsync(ada, lobby, """{"a":1}""");
        await grace.OpensAsync();
        var change = new EditMessageBody(Metadata: JsonElement.Parse("""{"b":2}"""));

        await Refused.WithAsync(Errors.Forbidden, grace.PatchAsync($"messages/{message}", change));
        await Refused.WithAsync(Errors.NotFound, eve.PatchAsync($"messages/{message}", change));
        await Refused.WithAsync(Errors.ValidationFailed, ada.PatchAsync($"messages/{message}", new EditMessageBody()));
        await SucceedsAsync(ada.PatchAsync($"messages/{message}", change));

        var told = (await grace.HearsAsync<MessageUpdated>()).Message;
        Assert.Equal(("""{"b":2}""", null, "hello"), (told.Metadata!.Value.GetRawText(), told.EditedAt, told.Content));
        await SucceedsAsync(ada.PatchAsync($"messages/{message}", new EditMessageBody(Metadata: JsonElement.Parse("{}"))));
        Assert.Null((await grace.HearsAsync<MessageUpdated>()).Message.Metadata);
        await SucceedsAsync(ada.DeletesAsync(message));
        await Refused.WithAsync(Errors.MessageGone, ada.PatchAsync($"messages/{message}", change));
    }

    [Theory]
    [InlineData("""{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"n":123456789012345678901234567890.12345678901234567890e-400}""")]
    [InlineData("""{"n":-0.0,"m":1E400}""")]
    [InlineData("""{"":"","é":"日本","x":"</script><!--"}""")]
    [InlineData("""{"a":[[[[[[[]]]]]]]}""")]
    [InlineData("""[1,"two",null]""")]
    public async Task What_is_odd_comes_back_as_it_was(string metadata)
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var room = (await ada.CreatesAsync(new(ConversationType.Group, "Room", Metadata: JsonElement.Parse(metadata)))).Id;
        await AsksForKeysAsync(parley, """{"metadata_keys":["a","n","","__proto__"]}""");
        await IndexAsync(parley);

        var message = await SaysAsync(ada, room, metadata);

        Assert.Equal(metadata, (await ada.LooksAtAsync(message)).Metadata!.Value.GetRawText());
        Assert.Equal(metadata, (await ada.LooksAtAsync(room)).Metadata!.Value.GetRawText());
        await SucceedsAsync(ada.PatchAsync($"messages/{message}", new EditMessageBody("x", JsonElement.Parse(metadata))));
        await SucceedsAsync(ada.PatchAsync($"conversations/{room}", new UpdateConversation("Named")));
        Assert.Equal(metadata, (await ada.LooksAtAsync(room)).Metadata!.Value.GetRawText());
        await SucceedsAsync(ada.PatchAsync($"conversations/{room}", new UpdateConversation(Metadata: JsonElement.Parse("{}"))));
        Assert.Null((await ada.LooksAtAsync(room)).Metadata);
    }

    [Fact]
    public async Task What_is_too_large_too_deep_or_no_json_is_refused_with_a_code()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var room = (await ada.CreatesAsync(new(ConversationType.Group, "Room"))).Id;
        var message = await SaysAsync(ada, room, """{"a":1}""");
        var large = $$"""{"a":"{{new string('é', 4095)}}"}""";   // 8,200 bytes
        var deep = """{"a":[[[[[[[[]]]]]]]]}""";
        foreach (var (metadata, error) in new[] { (large, Errors.ValidationFailed), (deep, Errors.ValidationFailed), ("""{"a":"\ud800"}""", Errors.InvalidText), ("{", Errors.InvalidJson) })
        {
            foreach (var (verb, path, rest) in new[]
            {
                (HttpMethod.Post, $"conversations/{room}/messages", "\"content\":\"x\","), (HttpMethod.Patch, $"messages/{message}", ""),
                (HttpMethod.Patch, $"conversations/{room}", ""), (HttpMethod.Post, "conversations", "\"type\":\"group\","),
            })
            {
                using var request = new HttpRequestMessage(verb, path) { Content = new StringContent($"{{{rest}\"metadata\":{metadata}}}", Encoding.UTF8, "application/json") };
                await Refused.WithAsync(error, ada.Http.SendAsync(request, TestContext.Current.CancellationToken));
            }
        }

        Assert.Equal("""{"a":1}""", (await ada.LooksAtAsync(message)).Metadata!.Value.GetRawText());
    }

    private static async Task<MessageId> SaysAsync(Person person, ConversationId conversation, string metadata) =>
        (await Person.ReadAsync<MessageView>(await person.SendsAsync(conversation, new SendMessageBody("hello", Metadata: JsonElement.Parse(metadata))))).Id;

    private static async Task<List<MessageId>> FoundAsync(Person person, string query) =>
        [.. (await person.GetAsync<Listing<MessageView>>($"messages?{query}")).Items.Select(m => m.Id)];

    private static async Task AsksForKeysAsync(TestParley parley, string settings)
    {
        using var admin = new HttpClient { BaseAddress = new Uri(parley.Address, "/api/v1/") };
        var answer = await admin.PostAsync("auth/register", Person.Json(new Register($"root{Guid.CreateVersion7():N}", $"{Guid.CreateVersion7():N}@example.org", "a good password")));
        var root = await Person.ReadAsync<SignedIn>(answer);
        var database = parley.Services.GetRequiredService<Parley.Storage.Database>();
        await database.WriteAsync(async t => await t.WriteAsync($"update users set role = {WorkspaceRole.Owner} where id = {root.User.Id}"), TestContext.Current.CancellationToken);
        admin.DefaultRequestHeaders.Authorization = new("Bearer", root.AccessToken);
        var all = settings == "{}" ? """{"metadata_keys":null}""" : settings;
        await SucceedsAsync(admin.PatchAsync("workspaces/main", Person.Json(new UpdateWorkspace(Settings: JsonElement.Parse(all)))));
    }

    private static Task IndexAsync(TestParley parley) =>
        parley.Services.GetRequiredService<MetadataChore>().RunNowAsync(TestContext.Current.CancellationToken);
}
