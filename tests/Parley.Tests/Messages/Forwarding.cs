using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Messages;

public sealed class Forwarding
{
    [Fact]
    public async Task It_copies_the_text_and_names_its_author_but_not_where_it_was_said()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var office = await parley.ConversationAsync(grace, linus);
        var original = await ada.SaysAsync(lobby, "we open at nine");
        parley.Clock.Advance(TimeSpan.FromMinutes(1));
        await linus.OpensAsync();

        await SucceedsAsync(grace.SendsAsync(office, new SendMessageBody(ForwardFrom: original.Id)));

        var heard = await linus.Socket.NextAsync();
        Assert.DoesNotContain(lobby.ToString(), heard.GetRawText(), StringComparison.Ordinal);
        var copy = (await linus.PagesAsync(office)).Items[0];
        Assert.Equal(("we open at nine", grace.Id), (copy.Content, copy.SenderId));
        Assert.Equal(new ForwardView(ada.Id, original.CreatedAt), copy.Forwarded);
        await Refused.WithAsync(Errors.NotFound, linus.AsksForAsync($"messages/{copy.ForwardFrom}"));
        await Refused.WithAsync(Errors.NotFound, linus.AsksForAsync($"conversations/{lobby}"));
    }

    [Fact]
    public async Task A_copy_of_a_copy_still_names_who_wrote_it_first()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var office = await parley.ConversationAsync(grace, linus);
        var home = await parley.ConversationAsync(linus);
        var original = await ada.SaysAsync(lobby, "we open at nine");
        var copy = await Person.ReadAsync<MessageView>(await grace.SendsAsync(office, new SendMessageBody(ForwardFrom: original.Id)));

        var second = await Person.ReadAsync<MessageView>(await linus.SendsAsync(home, new SendMessageBody(ForwardFrom: copy.Id)));

        Assert.Equal(("we open at nine", linus.Id, ada.Id), (second.Content, second.SenderId, second.Forwarded!.SenderId));
    }

    [Fact]
    public async Task Nobody_puts_words_into_somebody_elses_mouth()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, eve);
        var original = await ada.SaysAsync(lobby, "we open at nine");

        await Refused.WithAsync(Errors.ValidationFailed, eve.SendsAsync(lobby, new SendMessageBody("Eve is the best", ForwardFrom: original.Id)));
        var copy = await Person.ReadAsync<MessageView>(await eve.SendsAsync(lobby, new SendMessageBody("we open at nine", ForwardFrom: original.Id)));

        await Refused.WithAsync(Errors.Forbidden, eve.EditsAsync(copy.Id, "Eve is the best"));
        Assert.Equal("we open at nine", (await ada.LooksAtAsync(copy.Id)).Content);
    }

    [Fact]
    public async Task One_forwards_only_what_one_may_read_to_where_one_may_write()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        var hers = await parley.ConversationAsync(eve);
        var secret = await ada.SaysAsync(lobby, "secret");
        var known = await eve.SaysAsync(hers, "known");

        await Refused.WithAsync(Errors.NotFound, eve.SendsAsync(hers, new SendMessageBody(ForwardFrom: secret.Id)));
        await Refused.WithAsync(Errors.NotFound, eve.SendsAsync(lobby, new SendMessageBody(ForwardFrom: known.Id)));
        await Refused.WithAsync(Errors.NotFound, eve.SendsAsync(hers, new SendMessageBody(ForwardFrom: MessageId.New())));
        Assert.Equal(["known"], await eve.TextsAsync(hers));
    }

    [Fact]
    public async Task What_is_deleted_is_not_forwarded_and_a_copy_outlives_its_source()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var original = await ada.SaysAsync(lobby, "we open at nine");
        var copy = await Person.ReadAsync<MessageView>(await ada.SendsAsync(lobby, new SendMessageBody(ForwardFrom: original.Id)));

        await SucceedsAsync(ada.DeletesAsync(original.Id));

        await Refused.WithAsync(Errors.MessageGone, ada.SendsAsync(lobby, new SendMessageBody(ForwardFrom: original.Id)));
        Assert.Equal("we open at nine", (await ada.LooksAtAsync(copy.Id)).Content);
    }
}
