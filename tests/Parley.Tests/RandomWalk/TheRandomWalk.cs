using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Conversations;
using Parley.Messages;
using Parley.Protocol;
using Parley.Reactions;
using Parley.Realtime;
using Parley.Receipts;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;

namespace Parley.Tests.RandomWalk;

/// <summary>
/// F25: 20,000 random steps against a simple model, by the server's own handlers on a real database (called directly, because twenty
/// thousand requests would take minutes); what is heard comes over real sockets, what is compared over REST. <c>PARLEY_SEED</c> and
/// <c>PARLEY_STEPS</c> repeat a run.
/// </summary>
public sealed class TheRandomWalk(ITestOutputHelper output)
{
    private const int LookEvery = 2_500;

    private readonly Dictionary<ConversationId, ConversationState> _replayed = [];

    [Fact]
    public async Task Whatever_people_do_the_server_is_where_the_model_is()
    {
        var (seed, steps) = (Setting("PARLEY_SEED", 2026), Setting("PARLEY_STEPS", 20_000));
        output.WriteLine($"PARLEY_SEED={seed} PARLEY_STEPS={steps}");
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var people = new[] { "Ada", "Grace", "Linus", "Margaret", "Edsger", "Barbara" }.Select(name => parley.Person(name)).ToList();
        foreach (var person in people)
            await person.OpensAsync();

        var callers = parley.Services.GetRequiredService<Switchboard>().All().ToDictionary(c => c.Caller.UserId, c => c.Caller);
        var walk = new Walk(seed, Handlers(parley.Services), [.. people.Select(p => callers[p.Id])]);
        var clients = new List<ClientState>();
        foreach (var person in people)
            clients.Add(await ClientState.FetchAsync(person));

        var refusals = new Dictionary<string, int>();
        for (var number = 1; number <= steps; number++)
        {
            var step = walk.Next();
            var refused = await RefusedAsync(step);
            Assert.True(refused == step.Refused, $"Seed {seed}, step {number}: {step.What}: the model says {step.Refused?.Code ?? "yes"}, the server {refused?.Code ?? "yes"}.");
            if (refused is not null)
                refusals[refused.Code] = refusals.GetValueOrDefault(refused.Code) + 1;
            else if (step.BringsPeople)
                await ListenAsync(people, clients, walk);

            if (number % LookEvery == 0 || number == steps)
                await LookAsync(people, clients, walk);
        }

        output.WriteLine($"{walk.Conversations.Count} conversations, {walk.Conversations.Sum(c => c.LastSeq)} numbers, {walk.Conversations.Sum(c => c.Messages.Count)} messages");
        output.WriteLine($"refused: {string.Join(", ", refusals.OrderBy(r => r.Key).Select(r => $"{r.Key} {r.Value}"))}");
    }

    private static async Task<Error?> RefusedAsync(Step step)
    {
        try
        {
            await step.Ask();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Error;
        }
    }

    private async Task ListenAsync(List<Person> people, List<ClientState> clients, Walk walk)
    {
        for (var i = 0; i < people.Count; i++)
            await clients[i].HearAsync(await people[i].Socket.HeardSoFarAsync());

        foreach (var begun in walk.Conversations.Where(c => !_replayed.ContainsKey(c.Id)))
            _replayed[begun.Id] = await ConversationState.FetchAsync(people[begun.Active.First()], begun.Id);
    }

    /// <summary>Fresh state, heard state, replayed state and the model are one.</summary>
    private async Task LookAsync(List<Person> people, List<ClientState> clients, Walk walk)
    {
        await ListenAsync(people, clients, walk);
        for (var i = 0; i < people.Count; i++)
        {
            Assert.Equal((await ClientState.FetchAsync(people[i])).Describe(), clients[i].Describe());
            Assert.Equal((0, 0), (clients[i].Doubles, clients[i].Waiting));
        }

        foreach (var model in walk.Conversations.Where(c => !c.IsDeleted))
        {
            var witness = people[model.Active.First()];
            var fresh = await ConversationState.FetchAsync(witness, model.Id);
            foreach (var happened in await witness.ChangesAsync(model.Id, _replayed[model.Id].LastSeq))
                _replayed[model.Id].Apply((ConversationEvent)happened);   // throws at a hole

            Assert.Equal(fresh.Describe(withReads: false), _replayed[model.Id].Describe(withReads: false));
            Compare(model, fresh, people);
            foreach (var person in model.Active)
            {
                var mine = await people[person].GetAsync<ConversationView>($"conversations/{model.Id}");
                Assert.Equal((model.Unread(person), model.Members[person].Read, model.Members[person].Role), (mine.UnreadCount, mine.My!.ReadOrdinal, mine.My.Role));
            }
        }
    }

    private static void Compare(ModelConversation model, ConversationState fresh, List<Person> people)
    {
        Assert.Equal((model.Title, model.Visibility, model.LastSeq, model.Active.LongCount()), (fresh.About.Title, fresh.About.Visibility, fresh.LastSeq, fresh.About.MemberCount));
        Assert.Equal(
            model.Active.Select(p => (people[p].Id.Value, model.Members[p].Role, model.Members[p].Read)).Order(),
            fresh.Members.Select(m => (m.UserId.Value, m.Role, m.ReadOrdinal)).Order());
        Assert.Equal(
            model.Messages.Select(m => Words(
                m.Ordinal, people[m.Sender].Id, m.IsSystem ? "system" : m.Content, m.IsEdited, m.IsDeleted, m.Replies,
                m.Reactions.GroupBy(r => r.Emoji).Select(e => (e.Key, e.LongCount())))),
            fresh.Messages.Select(m => Words(
                m.Ordinal, m.SenderId, m.MessageType == MessageType.System ? "system" : m.Content, m.EditedAt is not null, m.DeletedAt is not null, m.ReplyCount,
                m.Reactions.Select(r => (r.Emoji, r.Count)))));
    }

    private static string Words(
        long ordinal, UserId sender, string content, bool isEdited, bool isDeleted, long replies, IEnumerable<(string Emoji, long Count)> reactions) =>
        $"{ordinal} {sender} '{content}' edited {isEdited} deleted {isDeleted} replies {replies} {string.Join(' ', reactions.OrderBy(r => r.Emoji, StringComparer.Ordinal))}";

    private static Handlers Handlers(IServiceProvider services) => new(
        services.GetRequiredService<SendMessageHandler>(), services.GetRequiredService<EditMessageHandler>(),
        services.GetRequiredService<DeleteMessageHandler>(), services.GetRequiredService<ReactHandler>(),
        services.GetRequiredService<MarkReadHandler>(), services.GetRequiredService<CreateConversationHandler>(),
        services.GetRequiredService<UpdateConversationHandler>(), services.GetRequiredService<DeleteConversationHandler>(),
        services.GetRequiredService<JoinAndLeaveHandler>(), services.GetRequiredService<AddMembersHandler>(),
        services.GetRequiredService<UpdateMemberHandler>());

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : otherwise;
}
