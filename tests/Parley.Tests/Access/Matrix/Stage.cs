using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access.Matrix;

/// <summary>One server for the whole matrix, its people, and conversations in which each of them stands where their name says.</summary>
public sealed class Stage : IAsyncLifetime
{
    internal const string Password = "correct horse battery";

    private const string OtherWorkspace = "elsewhere";

    private static readonly Who[] Members = [Who.Owner, Who.Admin, Who.Moderator, Who.Member, Who.Left, Who.Kicked, Who.Banned];

    private readonly Dictionary<Who, ConversationId> _homes = [];
    private readonly ConversationId _noHome = ConversationId.New();
    private readonly Dictionary<Kind, Scene> _shared = [];
    private HttpClient? _reading;
    private PersonSocket? _reader;

    internal TestParley Parley { get; private set; } = null!;

    /// <summary>Begins every conversation and stays an owner of it, so that no caller is the last one.</summary>
    internal Person Founder => Parley.Person("Founder");

    /// <summary>The account that owns the install: it makes administrators, and its session and token are somebody else's to all callers.</summary>
    internal SignedIn Root { get; private set; } = null!;

    internal SessionId SomeSession { get; private set; }

    internal TokenId SomeToken { get; private set; }

    /// <summary>A resumable upload that root has begun.</summary>
    internal FileId SomeUpload { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Parley = await TestParley.StartAsync(
            "--Parley:RateLimits:Enabled=false", $"--Parley:TrustedIssuers:1:Issuer={TestParley.Issuer}-{OtherWorkspace}",
            "--Parley:TrustedIssuers:1:Algorithm=HS256", $"--Parley:TrustedIssuers:1:Secret={TestParley.Secret}",
            $"--Parley:TrustedIssuers:1:Workspace={OtherWorkspace}");
        await PromoteAsync();
        await Founder.OpensAsync();
        foreach (var who in Enum.GetValues<Who>().Except([Who.Nobody, Who.Disabled, Who.ReadOnly]))
        {
            await Of(who).OpensAsync();
            _homes[who] = await MakeHomeAsync(Of(who));
        }

        var reader = (await Person.ReadAsync<TokenView>(await Of(Who.Owner).PostAsync("tokens", new CreateToken("reader", ["read"])))).Token!;
        _reading = As("Token", reader);
        _reader = await PersonSocket.OpenAsync(Parley.Address, $"?token={reader}");
    }

    public ValueTask DisposeAsync()
    {
        _reading?.Dispose();
        _reader?.Dispose();
        return Parley.DisposeAsync();
    }

    /// <summary>The account behind a caller.</summary>
    internal Person Of(Who who) => who == Who.ReadOnly
        ? Of(Who.Owner)
        : Parley.Person(who.ToString(), who == Who.Elsewhere ? OtherWorkspace : null);

    internal HttpClient HttpOf(Who who) => who == Who.ReadOnly ? _reading! : Of(who).Http;

    internal PersonSocket SocketOf(Who who) => who == Who.ReadOnly ? _reader! : Of(who).Socket;

    /// <summary>A conversation of one's own in which one is alone.</summary>
    internal ConversationId HomeOf(Who who) => _homes.GetValueOrDefault(who == Who.ReadOnly ? Who.Owner : who, _noHome);

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

    /// <summary>The first account of the install owns it, the first of a workspace that workspace; they say who administers.</summary>
    private async Task PromoteAsync()
    {
        Root = await RegisterAsync("root", null);
        using var root = As("Bearer", Root.AccessToken);
        await GoodAsync(root.PostAsync("workspaces", Person.Json(new CreateWorkspace(OtherWorkspace, "Elsewhere"))));
        await GoodAsync(root.PatchAsync("workspaces/main", Person.Json(new UpdateWorkspace(InviteCode: "the-invite-code"))));
        SomeSession = (await Person.ReadAsync<Listing<SessionView>>(await root.GetAsync("sessions"))).Items[0].Id;
        SomeToken = (await Person.ReadAsync<TokenView>(await root.PostAsync("tokens", Person.Json(new CreateToken("somebody's"))))).Id;
        SomeUpload = await BeginUploadAsync(root);
        await GiveAsync(root, Who.WorkspaceAdmin, new(WorkspaceRole.Admin));
        await GiveAsync(root, Who.WorkspaceOwner, new(WorkspaceRole.Owner));
        await GiveAsync(root, Who.Disabled, new(Disabled: true));
        using var other = As("Bearer", (await RegisterAsync("other-root", OtherWorkspace)).AccessToken);
        await GiveAsync(other, Who.Elsewhere, new(WorkspaceRole.Owner));
    }

    private static async Task<FileId> BeginUploadAsync(HttpClient root)
    {
        using var begin = new HttpRequestMessage(HttpMethod.Post, "files/tus") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", "9" } } };
        using var begun = await root.SendAsync(begin);
        return FileId.Parse(begun.Headers.Location!.ToString().Split('/')[^1], null);
    }

    private async Task<SignedIn> RegisterAsync(string name, string? workspace)
    {
        using var nobody = new HttpClient();
        return await Person.ReadAsync<SignedIn>(await nobody.PostAsync(
            new Uri(Parley.Address, "/api/v1/auth/register"),
            Person.Json(new Register(name, $"{name}@example.org", Password, Workspace: workspace))));
    }

    private HttpClient As(string scheme, string credential) => new()
    {
        BaseAddress = new Uri(Parley.Address, "/api/v1/"),
        DefaultRequestHeaders = { Authorization = new(scheme, credential) },
    };

    private async Task GiveAsync(HttpClient owner, Who who, UpdateUser change) =>
        await GoodAsync(owner.PatchAsync($"users/{await Of(who).IdAsync()}", Person.Json(change)));

    private static async Task<ConversationId> MakeHomeAsync(Person person) => (await person.CreatesAsync(
        new CreateConversation(ConversationType.Direct, MemberIds: [person.Id.ToString()]))).Id;

    private async Task<Scene> MakeDirectAsync()
    {
        var made = await Founder.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: [Of(Who.Member).Id.ToString()]));
        var scene = new Scene(Kind.Direct, made.Id);
        var first = await SayWithFileAsync(made.Id, scene.Secret);
        scene = scene with { Message = first.Id, File = first.Attachments[0].Id };
        scene = scene with { Report = await ReportAsync(Of(Who.Member), scene.Message) };
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
        var first = await SayWithFileAsync(made.Id, draft.Secret);
        var scene = draft with
        {
            Conversation = made.Id,
            Bystander = bystander.Items[0].UserId.ToString(),
            Message = first.Id,
            File = first.Attachments[0].Id,
        };

        scene = scene with { Report = await ReportAsync(Of(Who.Left), scene.Message) };
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

    private static async Task<ReportId> ReportAsync(Person reporter, MessageId message) => (await Person.ReadAsync<ReportView>(
        await reporter.PostAsync($"messages/{message}/reports", new CreateReport(ReportReason.Spam)))).Id;

    private async Task<MessageView> SayWithFileAsync(ConversationId conversation, string secret)
    {
        var file = await Founder.UploadsAsync("file.txt", System.Text.Encoding.UTF8.GetBytes(secret));
        return await Person.ReadAsync<MessageView>(await Founder.SendsAsync(conversation, new SendMessageBody(secret, AttachmentIds: [file.Id])));
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
