using Parley.Admin;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Admin;

public sealed class RestoringAndPurging
{
    private const string Marker = "quux-of-a-deleted-thing-8123";

    [Fact]
    public async Task A_deleted_message_is_out_of_everybodys_reach_and_comes_back_for_everybody()
    {
        await using var office = await Office.OpenAsync();
        var (ada, grace) = (office.Person("Ada"), office.Person("Grace"));
        var lobby = await office.Parley.ConversationAsync(ada, grace);
        var first = await ada.SaysAsync(lobby, "what?");
        var reply = await Person.ReadAsync<MessageView>(await grace.SendsAsync(lobby, new SendMessageBody(
            "that", ReplyTo: first.Id, Metadata: System.Text.Json.JsonElement.Parse("""{"a":1}"""))));
        await Doings.SucceedsAsync(grace.EditsAsync(reply.Id, "this"));
        await Doings.SucceedsAsync(grace.DeletesAsync(reply.Id));
        await ada.OpensAsync();
        Assert.Equal("", (await ada.LooksAtAsync(reply.Id)).Content);

        await Doings.SucceedsAsync(office.Root.PostAsync($"admin/messages/{reply.Id}/restore"));
        await Doings.SucceedsAsync(office.Root.PostAsync($"admin/messages/{reply.Id}/restore"));   // twice is the same as once

        var heard = await ada.HearsAsync<MessageUpdated>();
        Assert.Equal(("this", (DateTimeOffset?)null, (bool?)true), (heard.Message.Content, heard.Message.DeletedAt, heard.Restored));
        var back = await ada.LooksAtAsync(reply.Id);
        Assert.Equal(("this", "{\"a\":1}", first.Id), (back.Content, back.Metadata!.Value.GetRawText(), back.ReplyTo!.Value));
        Assert.Equal(["that"], (await ada.GetAsync<Listing<MessageEditView>>($"messages/{reply.Id}/edits")).Items.Select(e => e.Content));
        Assert.Equal(1, (await ada.LooksAtAsync(first.Id)).ReplyCount);
        Assert.Equal(["what?", "this"], await ada.TextsAsync(lobby));
        Assert.Equal(0, await office.SqlAsync("select (select count(*) from kept_messages) + (select count(*) from kept_edits)"));
        Assert.Equal(["message.restore"], await office.DeedsAsync("?action=message."));
    }

    [Fact]
    public async Task Many_messages_are_deleted_and_brought_back_with_a_result_for_each()
    {
        await using var office = await Office.OpenAsync();
        var (ada, grace) = (office.Person("Ada"), office.Person("Grace"));
        var lobby = await office.Parley.ConversationAsync(ada, grace);
        var ids = new List<MessageId>();
        for (var i = 0; i < 30; i++)
            ids.Add((await ada.SaysAsync(lobby, $"line {i}")).Id);
        await grace.OpensAsync();

        var deleted = await office.MessagesAsync(MessageAction.Delete, [.. ids, MessageId.New()]);
        Assert.Equal((30, Errors.NotFound.Code), (deleted.DoneCount, deleted.Items[^1].Code));
        for (var i = 0; i < 30; i++)
            await grace.HearsAsync<MessageDeleted>();
        Assert.All(await grace.TextsAsync(lobby), text => Assert.Equal("", text));

        Assert.Equal(30, (await office.MessagesAsync(MessageAction.Restore, [.. ids])).DoneCount);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"line {i}"), await grace.TextsAsync(lobby));
        Assert.Equal(60, (await office.DeedsAsync("?action=message.&limit=200")).Length);
    }

    [Fact]
    public async Task After_the_days_it_is_gone_for_good_also_from_the_bytes_on_disk()
    {
        await using var office = await Office.OpenAsync("--Parley:RestoreDays=3");
        var ada = office.Person("Ada");
        var lobby = await office.Parley.ConversationAsync(ada);
        var message = await ada.SaysAsync(lobby, $"{Marker} one");
        await Doings.SucceedsAsync(ada.EditsAsync(message.Id, $"{Marker} two"));
        await Doings.SucceedsAsync(ada.DeletesAsync(message.Id));

        office.Parley.Clock.Leap(TimeSpan.FromDays(2));
        await office.RunAsync<PurgeChore>();
        Assert.Equal(1, await office.SqlAsync("select count(*) from kept_messages"));
        office.Parley.Clock.Leap(TimeSpan.FromDays(1));
        await office.RunAsync<PurgeChore>();

        Assert.Equal(0, await office.SqlAsync("select (select count(*) from kept_messages) + (select count(*) from kept_edits)"));
        using var root = new Visitor(office.Parley);
        await root.KeepAsync(await root.LogsInAsync("root"));
        await Refused.WithAsync(Errors.Purged, root.PostAsync($"admin/messages/{message.Id}/restore"));
        var report = Assert.Single((await root.GetAsync<Listing<PurgeView>>("admin/purge")).Items);
        Assert.Equal(("messages", 1, 0), (report.Kind, report.Messages, report.Remaining));
        await office.Parley.RestartAsync();
        Assert.Equal(0, await office.Parley.FilesThatHoldAsync(Marker));
    }

    [Fact]
    public async Task A_purged_conversation_leaves_no_row_and_no_byte_and_no_number_to_be_given_out_again()
    {
        await using var office = await Office.OpenAsync();
        var (ada, grace) = (office.Person("Ada"), office.Person("Grace"));
        var lobby = await office.Parley.ConversationAsync(ada, grace);
        var kept = await office.Parley.ConversationAsync(ada, grace);
        var room = (await ada.CreatesAsync(new(ConversationType.Group, $"{Marker} title", MemberIds: [$"{grace.Id}"]))).Id;
        MessageView? source = null;
        for (var i = 0; i < 5; i++)
            source = await ada.SaysAsync(room, $"{Marker} {i}", source?.Id);
        await Doings.SucceedsAsync(grace.ReactsAsync(source!.Id, "👍"));
        await Doings.SucceedsAsync(ada.EditsAsync(source.Id, $"{Marker} edited"));
        var slip = await ada.SaysAsync(room, $"{Marker} slip");
        await Doings.SucceedsAsync(ada.DeletesAsync(slip.Id));
        var before = await office.SqlAsync("select max(n) from messages");
        var changes = await office.SqlAsync("select max(n) from changes");
        await Doings.SucceedsAsync(ada.DeleteAsync($"conversations/{room}"));
        await office.Root.PatchAsync("workspaces/main", new UpdateWorkspace(Settings: System.Text.Json.JsonElement.Parse("""{"restore_days":0}""")));

        await office.RunAsync<PurgeChore>();

        var report = Assert.Single((await office.GetAsync<Listing<PurgeView>>("purge")).Items, p => p.Kind == "conversation");
        Assert.Equal((room, 6, 0), (report.ConversationId!.Value, report.Messages, report.Remaining));
        Assert.NotNull(report.FinishedAt);
        await Refused.WithAsync(Errors.NotFound, office.Root.PostAsync($"admin/conversations/{room}/restore"));
        foreach (var table in PurgedTables.OfMessages)
            Assert.Equal(0, await office.SqlAsync($"select count(*) from {table} t where not exists (select 1 from messages m where m.n = t.message_n)"));

        // Number n is nobody's: what names it must never find somebody else's message there.
        var next = await ada.SaysAsync(kept, "the next one");
        Assert.True(await office.SqlAsync("select max(n) from messages") > before);
        Assert.True(await office.SqlAsync("select max(n) from changes") >= changes);
        Assert.Equal(1, next.Ordinal);
        var another = await ada.CreatesAsync(new(ConversationType.Group, "Another"));
        await ada.SaysAsync(another.Id, "fresh");
        Assert.Equal(["fresh"], await ada.TextsAsync(another.Id));
        await office.Parley.RestartAsync();
        Assert.Equal(0, await office.Parley.FilesThatHoldAsync(Marker));
        _ = lobby;
    }

    [Fact]
    public async Task Every_table_that_hangs_on_a_message_or_a_conversation_is_purged_with_it()
    {
        await using var office = await Office.OpenAsync();
        var listed = PurgedTables.OfMessages.Concat(PurgedTables.OfConversations).Concat(PurgedTables.TheLog)
            .Concat(PurgedTables.WithTheirOwnEnd).ToHashSet();

        foreach (var column in (string[])["message_n", "conversation_n"])
        {
            var missing = await office.SqlAsync($"""
                select count(*) from sqlite_master t join pragma_table_info(t.name) c
                where t.type = 'table' and c.name = '{column}' and t.name not in ({string.Join(',', listed.Select(name => $"'{name}'"))})
                """);
            Assert.True(missing == 0, $"{missing} tables have a {column} and are not in PurgedTables.");
        }
    }
}
