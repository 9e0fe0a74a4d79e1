using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Search;
using Parley.Storage;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Search;

/// <summary>The index is as true as the messages, from the acknowledgement on; and what was deleted leaves its bytes too.</summary>
public sealed class EditedAndDeleted
{
    private const string NothingKept = "--Parley:RestoreDays=0";

    private const string Secret = "xyzzyplugh";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_edited_message_is_found_by_its_new_words_only(bool indexed)
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var message = await ada.SaysAsync(lobby, "the kettle is on");
        if (indexed)
            await parley.IndexesAsync();

        await SucceedsAsync(ada.EditsAsync(message.Id, "the samovar is on"));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Empty(await ada.FindsTextsAsync("kettle"));
            Assert.Equal(["the samovar is on"], await ada.FindsTextsAsync("samovar"));
            await parley.IndexesAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deleted_message_is_found_by_nothing_from_the_acknowledgement_on(bool indexed)
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var message = await ada.SaysAsync(lobby, $"{Secret} https://example.org");
        if (indexed)
            await parley.IndexesAsync();

        await SucceedsAsync(ada.DeletesAsync(message.Id));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            foreach (var query in (string[])[Secret, "xyz*", "xyzzyplugg", "has:link", "from:me", "in:Lobby", "-x", "on:2026-11-21"])
                Assert.Empty(await ada.FindsTextsAsync(query));

            await parley.IndexesAsync();
        }
    }

    [Fact]
    public async Task Its_words_are_in_no_byte_of_the_files_once_the_index_was_rewritten()
    {
        await using var parley = await TestParley.StartAsync(NoLimits, NothingKept);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var deleted = await ada.SaysAsync(lobby, $"the word is {Secret} or {Secret}s");
        var edited = await ada.SaysAsync(lobby, $"once more {Secret}");
        for (var i = 0; i < 30; i++)
        {
            await ada.SaysAsync(lobby, $"filler number {i} so that the index has parts");
            if (i % 3 == 0)
                await parley.IndexesAsync();
        }

        await parley.RestartAsync(NoLimits, NothingKept);
        Assert.True(await parley.FilesThatHoldAsync(Secret) > 0);

        await SucceedsAsync(ada.DeletesAsync(deleted.Id));
        await SucceedsAsync(ada.EditsAsync(edited.Id, "once more nothing"));
        await SucceedsAsync(ada.DeletesAsync(edited.Id));   // its earlier wordings go with it
        await parley.PurgesAsync();
        await parley.RestartAsync(NoLimits, NothingKept);

        Assert.Equal(0, await parley.FilesThatHoldAsync(Secret));
        Assert.Equal(30, (await ada.FindsTextsAsync("filler")).Length);
        Assert.Equal(0, await NumberAsync(parley, "gone"));
    }

    [Fact]
    public async Task A_run_that_is_cut_off_goes_on_where_it_stood_and_indexes_everything_once()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        await SucceedsAsync(ada.SendsAsync(lobby, new("the first heron")));
        await CopiesAsync(parley, 1500);

        using var cut = new CancellationTokenSource();
        var running = parley.Services.GetRequiredService<IndexMessages>().RunNowAsync(cut.Token);
        while (await NumberAsync(parley, "position") == 0 && !running.IsCompleted)
            await Task.Yield();
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await running;
            cut.Token.ThrowIfCancellationRequested();
        });
        await parley.RestartAsync(NoLimits);
        await parley.IndexesAsync();

        Assert.Equal(1501, await NumberAsync(parley, "indexed"));
        Assert.Equal(1501, await NumberAsync(parley, "position"));
        Assert.Equal(200, (await ada.FindsAsync("heron", "&limit=200")).Messages.Count);
    }

    [Fact]
    public async Task What_is_edited_or_deleted_while_it_is_being_indexed_is_indexed_as_it_is()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var messages = new List<MessageView>();
        for (var i = 0; i < 150; i++)
            messages.Add(await ada.SaysAsync(lobby, $"kettle {i}"));

        var indexing = Task.Run(() => parley.IndexesAsync());
        foreach (var (i, message) in messages.Index())
            await SucceedsAsync(i % 2 == 0 ? ada.EditsAsync(message.Id, $"samovar {i}") : ada.DeletesAsync(message.Id));
        await indexing;
        await parley.IndexesAsync();

        Assert.Empty(await ada.FindsTextsAsync("kettle"));
        Assert.Equal(75, (await ada.FindsTextsAsync("samovar", "&limit=200")).Length);
        Assert.Equal(75, await NumberAsync(parley, "indexed"));
    }

    private static ValueTask<long> NumberAsync(TestParley parley, string what)
    {
        var database = parley.Services.GetRequiredService<Database>();
        return what switch
        {
            "gone" => database.NumberAsync($"select count(*) from search_gone"),
            "indexed" => database.NumberAsync($"select count(*) from message_words"),
            _ => database.NumberAsync($"select indexed_to from search_position"),
        };
    }

    /// <summary>Copies of the first message, straight into the table.</summary>
    private static Task CopiesAsync(TestParley parley, int count) => parley.Services.GetRequiredService<Database>().WriteAsync(async transaction =>
    {
        for (var i = 2; i < count + 2; i++)
            await transaction.WriteAsync($"""
                insert into messages (id, workspace_n, conversation_n, seq, ordinal, sender_n, type, content, created_at)
                select {MessageId.New()}, workspace_n, conversation_n, {i + 10}, {i + 10}, sender_n, 0, {$"heron {i}"}, created_at from messages where n = 1
                """);
    }, CancellationToken.None);
}
