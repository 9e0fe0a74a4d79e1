using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Typing;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Typing;

public sealed class WhoTypes
{
    [Fact]
    public async Task Others_see_it_until_it_ends_and_outsiders_never()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var (typing, callers) = (parley.Services.GetRequiredService<TypingHandler>(), (Ada: await parley.CallerAsync(ada), Grace: await parley.CallerAsync(grace)));

        await typing.HandleAsync(callers.Grace, new StartTyping(lobby), default);
        parley.Clock.Advance(TimeSpan.FromSeconds(1));

        var one = Assert.Single(await typing.WhoAsync(callers.Ada, lobby, default));
        Assert.Equal((grace.Id, callers.Grace.UserN, parley.Clock.GetUtcNow().AddSeconds(-1)), (one.User, one.UserN, one.At));
        Assert.Empty(await typing.WhoAsync(callers.Grace, lobby, default));
        var outsider = await parley.CallerAsync(eve);
        var refused = await Assert.ThrowsAsync<Refusal>(() => typing.WhoAsync(outsider, lobby, default));
        Assert.Equal(Errors.NotFound, refused.Error);

        parley.Clock.Advance(TypingHandler.EndsAfter);
        Assert.Empty(await typing.WhoAsync(callers.Ada, lobby, default));
    }

    [Fact]
    public async Task Whoever_blocked_another_does_not_see_them()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.IdAsync();
        await SucceedsAsync(ada.Http.PutAsync($"me/blocks/{grace.Id}", null));
        var typing = parley.Services.GetRequiredService<TypingHandler>();

        await typing.HandleAsync(await parley.CallerAsync(grace), new StartTyping(lobby), default);

        Assert.Empty(await typing.WhoAsync(await parley.CallerAsync(ada), lobby, default));
    }
}
