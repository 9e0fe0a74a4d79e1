using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Messages;

public sealed class Deleting
{
    [Fact]
    public async Task Everyone_hears_it_and_the_place_stays_empty()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await grace.SaysAsync(lobby, "slip");
        await ada.SaysAsync(lobby, "next");
        await ada.OpensAsync();

        await SucceedsAsync(grace.DeletesAsync(message.Id));
        await SucceedsAsync(grace.DeletesAsync(message.Id));   // twice is the same as once
        await ada.SaysAsync(lobby, "after");

        var deleted = await ada.HearsAsync<MessageDeleted>();
        Assert.Equal((message.Id, grace.Id), (deleted.MessageId, deleted.DeletedBy));
        Assert.Equal(deleted.Seq + 1, (await ada.HearsAsync<MessagePosted>()).Seq);
        var items = (await ada.PagesAsync(lobby)).Items;
        Assert.Equal(["", "next", "after"], items.Select(m => m.Content));
        Assert.Equal([1L, 2, 3], items.Select(m => m.Ordinal));
        Assert.Equal(deleted.DeletedAt, items[0].DeletedAt);
    }

    [Fact]
    public async Task Its_author_and_moderators_delete_and_nobody_else()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace, linus);
        var message = await grace.SaysAsync(lobby, "hm");
        var owners = await ada.SaysAsync(lobby, "by the owner");

        await Refused.WithAsync(Errors.Forbidden, linus.DeletesAsync(message.Id));
        await Refused.WithAsync(Errors.NotFound, eve.DeletesAsync(message.Id));
        await Refused.WithAsync(Errors.NotFound, ada.DeletesAsync(MessageId.New()));
        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, lobby, linus));
        await SucceedsAsync(linus.DeletesAsync(message.Id));
        await SucceedsAsync(linus.DeletesAsync(owners.Id));
        Assert.Equal(["", ""], await ada.TextsAsync(lobby));
    }

    [Fact]
    public async Task In_a_direct_conversation_each_deletes_their_own_over_the_socket_too()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await grace.IdAsync();
        var direct = (await ada.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: [grace.Reference()]))).Id;
        var message = await ada.SaysAsync(direct, "mine");
        var (hers, other) = (await ada.OpensAsync(), await grace.OpensAsync());

        await Refused.WithAsync(Errors.Forbidden, other.AsksAsync("delete_message", $"\"message_id\":\"{message.Id}\""));
        await AcknowledgedAsync(hers.AsksAsync("delete_message", $"\"message_id\":\"{message.Id}\""));

        Assert.Equal(message.Id, (await grace.HearsAsync<MessageDeleted>()).MessageId);
    }

    [Fact]
    public async Task Its_text_is_in_no_answer_and_not_in_the_bytes_on_disk()
    {
        await using var parley = await TestParley.StartAsync(NothingKept);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var filler = new string('z', 9_000);   // also beyond one page of the database
        var marked = new SendMessageBody($"short-first-wording {Marker}", Metadata: System.Text.Json.JsonElement.Parse($$"""{"note":"{{Marker}}"}"""));
        var first = await Person.ReadAsync<MessageView>(await ada.SendsAsync(lobby, marked));
        var second = await ada.SaysAsync(lobby, $"{filler} {Marker} {filler[..5000]}");
        var reply = await grace.SaysAsync(lobby, "so it is", first.Id);
        await SucceedsAsync(ada.EditsAsync(first.Id, $"second wording {Marker}"));
        await SucceedsAsync(ada.EditsAsync(first.Id, $"third wording {Marker} {filler}"));
        await SucceedsAsync(grace.ReactsAsync(first.Id, "👍"));
        await parley.RestartAsync(NothingKept);   // as it is on disk, with the log moved into the file
        Assert.True(await parley.FilesThatHoldAsync(Marker) > 0);

        await SucceedsAsync(ada.DeletesAsync(first.Id));
        await SucceedsAsync(ada.DeletesAsync(second.Id));

        string[] asked =
        [
            "conversations", $"conversations/{lobby}", $"conversations/{lobby}/messages", $"conversations/{lobby}/changes",
            $"messages/{first.Id}", $"messages/{first.Id}/edits", $"messages/{first.Id}/replies", $"messages/{reply.Id}", $"messages/{second.Id}",
        ];
        foreach (var path in asked)
            Assert.DoesNotContain(Marker, await (await grace.AsksForAsync(path)).TextAsync(), StringComparison.Ordinal);

        var joined = await (await grace.OpensAsync()).AsksAsync("join_conversation", $"\"conversation_id\":\"{lobby}\"");
        Assert.DoesNotContain(Marker, joined.GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await grace.LooksAtAsync(first.Id)).Reactions);
        Assert.Null((await grace.LooksAtAsync(first.Id)).Metadata);
        await parley.RestartAsync(NothingKept);
        Assert.Equal(0, await parley.FilesThatHoldAsync(Marker));
    }

    // What is kept for a restore is purged after its days (Admin/RestoringAndPurging).
    private const string NothingKept = "--Parley:RestoreDays=0";

    private const string Marker = "xyzzy-plugh-4711";
}
