using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Messages;

public sealed class Replying
{
    [Fact]
    public async Task A_reply_quotes_what_it_answers_and_is_counted_there()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var question = await ada.SaysAsync(lobby, "tea or coffee?");
        await ada.OpensAsync();

        await grace.SaysAsync(lobby, "tea", question.Id);
        await ada.SaysAsync(lobby, "tea it is", question.Id);

        var heard = (await ada.HearsAsync<MessagePosted>()).Message;
        Assert.Equal(question.Id, heard.ReplyTo);
        Assert.Equal(new QuoteView(question.Id, ada.Id, MessageType.Text, "tea or coffee?", null), heard.Quote);
        Assert.Equal(2, (await grace.LooksAtAsync(question.Id)).ReplyCount);
        var replies = await grace.GetAsync<Listing<MessageView>>($"messages/{question.Id}/replies");
        Assert.Equal(["tea", "tea it is"], replies.Items.Select(m => m.Content));
    }

    [Fact]
    public async Task The_quote_follows_the_edits_and_the_deletion_of_what_it_quotes()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var question = await ada.SaysAsync(lobby, "tee or coffee?");
        var reply = await grace.SaysAsync(lobby, "tea", question.Id);

        await SucceedsAsync(ada.EditsAsync(question.Id, "tea or coffee?"));
        Assert.Equal("tea or coffee?", (await ada.LooksAtAsync(reply.Id)).Quote!.Content);

        await SucceedsAsync(ada.DeletesAsync(question.Id));
        var quote = (await ada.LooksAtAsync(reply.Id)).Quote!;
        Assert.Equal(("", true), (quote.Content, quote.DeletedAt is not null));
        Assert.Equal("tea", (await ada.LooksAtAsync(reply.Id)).Content);
    }

    [Fact]
    public async Task A_quote_shows_the_first_two_hundred_letters()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var story = await ada.SaysAsync(lobby, new string('a', 500));

        var reply = await ada.SaysAsync(lobby, "long!", story.Id);

        Assert.Equal(new string('a', 200), reply.Quote!.Content);
    }

    [Fact]
    public async Task A_deleted_reply_is_not_counted_any_more()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var question = await ada.SaysAsync(lobby, "?");
        var reply = await ada.SaysAsync(lobby, "!", question.Id);
        await ada.SaysAsync(lobby, "!!", question.Id);

        await SucceedsAsync(ada.DeletesAsync(reply.Id));
        await SucceedsAsync(ada.DeletesAsync(reply.Id));

        Assert.Equal(1, (await ada.LooksAtAsync(question.Id)).ReplyCount);
    }

    [Fact]
    public async Task Replies_are_listed_page_by_page()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var question = await ada.SaysAsync(lobby, "?");
        for (var i = 0; i < 5; i++)
            await ada.SaysAsync(lobby, $"{i}", question.Id);

        var first = await ada.GetAsync<Listing<MessageView>>($"messages/{question.Id}/replies?limit=3");
        var second = await ada.GetAsync<Listing<MessageView>>($"messages/{question.Id}/replies?limit=3&cursor={first.NextCursor}");

        Assert.Equal(["0", "1", "2"], first.Items.Select(m => m.Content));
        Assert.Equal(["3", "4"], second.Items.Select(m => m.Content));
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task One_answers_only_what_one_may_read_and_only_where_it_stands()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        var elsewhere = await parley.ConversationAsync(ada, eve);
        var secret = await ada.SaysAsync(lobby, "secret");

        await Refused.WithAsync(Errors.NotFound, eve.SendsAsync(elsewhere, new SendMessageBody("what is it?", ReplyTo: secret.Id)));
        await Refused.WithAsync(Errors.NotFound, eve.SendsAsync(elsewhere, new SendMessageBody("what is it?", ReplyTo: MessageId.New())));
        await Refused.WithAsync(Errors.ValidationFailed, ada.SendsAsync(elsewhere, new SendMessageBody("here", ReplyTo: secret.Id)));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"messages/{secret.Id}/replies"));
        Assert.Empty(await ada.TextsAsync(elsewhere));
    }
}
