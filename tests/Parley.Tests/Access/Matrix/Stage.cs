using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Storage;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access.Matrix;

/// <summary>One server for the whole matrix, its people, and conversations in which each of them stands where their name says.</summary>
public sealed class Stage : IAsyncLifetime
{
    private const string OtherWorkspace = "elsewhere";

    private static readonly Who[] Members = [Who.Owner, Who.Admin, Who.Moderator, Who.Member, Who.Left, Who.Kicked, Who.Banned];

    private readonly Dictionary<Who, ConversationId> _homes = [];
    private readonly Dictionary<Kind, Scene> _shared = [];

    internal TestParley Parley { get; private set; } = null!;

    /// <summary>Begins every conversation and stays an owner of it, so that no caller is the last one.</summary>
    internal Person Founder => Parley.Person("Founder");

    public async ValueTask InitializeAsync()
    {
        Parley = await TestParley.StartAsync(
            "--Parley:RateLimits:Enabled=false", $"--Parley:TrustedIssuers:1:Issuer={TestParley.Issuer}-{OtherWorkspace}",
            "--Parley:TrustedIssuers:1:Algorithm=HS256", $"--Parley:TrustedIssuers:1:Secret={TestParley.Secret}",
            $"--Parley:TrustedIssuers:1:Workspace={OtherWorkspace}");
        await Parley.Services.GetRequiredService<Database>().WriteAsync(async transaction => await transaction.WriteAsync($"""
            insert into workspaces (id, slug, name, registration, account_types, created_at)
            values ({WorkspaceId.New()}, {OtherWorkspace}, {"Elsewhere"}, {Registration.Open}, {"member"}, {0L})
            """), CancellationToken.None);
        await Founder.OpensAsync();
        foreach (var who in Enum.GetValues<Who>())
        {
            if (who != Who.Nobody)
                await Of(who).OpensAsync();
            _homes[who] = who == Who.Nobody ? ConversationId.New() : await MakeHomeAsync(Of(who));
        }
    }

    public ValueTask DisposeAsync() => Parley.DisposeAsync();

    internal Person Of(Who who) => Parley.Person(who.ToString(), who == Who.Elsewhere ? OtherWorkspace : null);

    /// <summary>A conversation of one's own in which one is alone.</summary>
    internal ConversationId HomeOf(Who who) => _homes[who];

    /// <summary>The one that rows share as long as they leave it as it is.</summary>
    internal async Task<Scene> SharedAsync(Kind kind) => _shared.TryGetValue(kind, out var scene) ? scene : _shared[kind] = await MakeAsync(kind);

    /// <summary>A new one. Those made in order differ from each other in nothing but their ids; the others are made faster.</summary>
    internal async Task<Scene> MakeAsync(Kind kind, bool inOrder = false) => kind switch
    {
        Kind.Unknown => new Scene(kind, ConversationId.New()),
        Kind.Direct => await MakeDirectAsync(),
        Kind.Ended => await EndAsync(await MakeSharedAsync(kind, inOrder)),
        _ => await MakeSharedAsync(kind, inOrder),
    };

    private static async Task<ConversationId> MakeHomeAsync(Person person) => (await person.CreatesAsync(
        new CreateConversation(ConversationType.Direct, MemberIds: [person.Id.ToString()]))).Id;

    private async Task<Scene> MakeDirectAsync()
    {
        var made = await Founder.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: [Of(Who.Member).Id.ToString()]));
        var scene = new Scene(Kind.Direct, made.Id);
        scene = scene with { Message = (await Founder.SaysAsync(made.Id, scene.Secret)).Id };
        scene.Own[Who.Member] = (await Of(Who.Member).SaysAsync(made.Id, scene.Secret)).Id;
        return scene;
    }

    private async Task<Scene> MakeSharedAsync(Kind kind, bool inOrder)
    {
        var about = new Cell(kind, Who.Owner);
        var draft = new Scene(kind, default);
        var made = await Founder.CreatesAsync(new CreateConversation(
            about.Type, draft.Title, Visibility: about.IsPublic || kind == Kind.Ended ? Visibility.Public : Visibility.Private,
            Context: new ContextRequest("task", draft.Context)));
        var path = $"conversations/{made.Id}/members";

        // As moderators everyone may write, also in a channel.
        await GoodAsync(Founder.PostAsync(path, new AddMembers([.. Members.Select(who => Of(who).Id.ToString())], MemberRole.Moderator)));
        var bystander = await Person.ReadAsync<Listing<MemberView>>(
            await Founder.PostAsync(path, new AddMembers([$"external:bystander-{draft.Number}"])));
        var scene = draft with
        {
            Conversation = made.Id,
            Bystander = bystander.Items[0].UserId.ToString(),
            Message = (await Founder.SaysAsync(made.Id, draft.Secret)).Id,
        };

        await EachAsync(inOrder, Members.Select<Who, Func<Task>>(who => async () =>
        {
            var said = await Of(who).SaysAsync(made.Id, scene.Secret);
            lock (scene.Own)
                scene.Own[who] = said.Id;
        }));
        await EachAsync(inOrder,
        [
            () => GoodAsync(Founder.PatchAsync(MemberPath(Who.Owner), new UpdateMember(MemberRole.Owner))),
            () => GoodAsync(Founder.PatchAsync(MemberPath(Who.Admin), new UpdateMember(MemberRole.Admin))),
            () => GoodAsync(Founder.PatchAsync(MemberPath(Who.Member), new UpdateMember(MemberRole.Member))),
            () => GoodAsync(Of(Who.Left).PostAsync($"conversations/{made.Id}/leave")),
            () => GoodAsync(Founder.DeleteAsync(MemberPath(Who.Kicked))),
            () => GoodAsync(Founder.PatchAsync(MemberPath(Who.Banned), new UpdateMember(Status: MemberStatus.Banned))),
        ]);
        return scene;

        string MemberPath(Who who) => $"{path}/{Of(who).Id}";
    }

    private static async Task EachAsync(bool inOrder, IEnumerable<Func<Task>> steps)
    {
        if (!inOrder)
        {
            await Task.WhenAll(steps.Select(step => step()));
            return;
        }

        foreach (var step in steps)
            await step();
    }

    private async Task<Scene> EndAsync(Scene scene)
    {
        await GoodAsync(Founder.DeleteAsync($"conversations/{scene.Conversation}"));
        return scene;
    }

    private static async Task GoodAsync(Task<HttpResponseMessage> calling)
    {
        using var answer = await calling;
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {answer.RequestMessage}: {await answer.Content.ReadAsStringAsync()}");
    }
}
