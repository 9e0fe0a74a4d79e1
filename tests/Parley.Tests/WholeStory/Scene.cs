using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.WholeStory;

/// <summary>
/// A room that has been lived in: Ada owns it, Grace is its admin, Linus a member, Mallory banned, Eve has never been there. It holds
/// an edited, an answered, a deleted and a forwarded message and reactions. All of them listen.
/// </summary>
internal sealed class Scene
{
    private Scene(TestParley parley) =>
        (Ada, Grace, Linus, Mallory, Eve) =
            (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"), parley.Person("Mallory"), parley.Person("Eve"));

    public Person Ada { get; }

    public Person Grace { get; }

    public Person Linus { get; }

    public Person Mallory { get; }

    public Person Eve { get; }

    public ConversationId Room { get; private set; }

    /// <summary>Ada's, answered by Grace and Linus, with reactions of both.</summary>
    public MessageView First { get; private set; } = null!;

    /// <summary>Linus's answer to <see cref="First"/>.</summary>
    public MessageView Reply { get; private set; } = null!;

    public IReadOnlyList<Person> Everybody => [Ada, Grace, Linus, Mallory, Eve];

    public static async Task<Scene> BeginAsync(TestParley parley)
    {
        var scene = new Scene(parley);
        foreach (var person in scene.Everybody)
            await person.OpensAsync();

        await scene.FurnishAsync();
        foreach (var person in scene.Everybody)
            await person.Socket.HeardSoFarAsync();

        return scene;
    }

    /// <summary>
    /// Takes everybody's snapshot, acts, and compares everybody's fresh snapshot with the old one moved by what they heard, and with the
    /// old one moved by what the log says.
    /// </summary>
    public async Task TellAsync(Func<Scene, Task> act)
    {
        var live = new Dictionary<Person, ClientState>();
        var replayed = new Dictionary<Person, ClientState>();
        foreach (var person in Everybody)
            (live[person], replayed[person]) = (await ClientState.FetchAsync(person), await ClientState.FetchAsync(person));

        await act(this);

        foreach (var person in Everybody)
        {
            var fresh = await ClientState.FetchAsync(person);
            await live[person].HearAsync(await person.Socket.HeardSoFarAsync());
            Assert.Equal(fresh.Describe(), live[person].Describe());
            Assert.Equal((0, 0), (live[person].Doubles, live[person].Waiting));

            foreach (var (conversation, seq) in replayed[person].Positions.Where(p => fresh.Positions.ContainsKey(p.Key)))
            {
                replayed[person].Replay(conversation, await person.ChangesAsync(conversation, seq));
                Assert.Equal(fresh.Describe(conversation), replayed[person].Describe(conversation));
            }
        }
    }

    private async Task FurnishAsync()
    {
        Room = (await Ada.CreatesAsync(new CreateConversation(
            ConversationType.Group, "The room", "where it happens", Visibility.Public, [$"{Grace.Id}", $"{Linus.Id}", $"{Mallory.Id}"]))).Id;
        await Ada.PatchAsync($"conversations/{Room}/members/{Grace.Id}", new UpdateMember(MemberRole.Admin)).DoneAsync();
        await Ada.PatchAsync($"conversations/{Room}/members/{Mallory.Id}", new UpdateMember(Status: MemberStatus.Banned)).DoneAsync();

        First = await Ada.SaysAsync(Room, "first");
        var answer = await Grace.SaysAsync(Room, "an answer that will be deleted", First.Id);
        Reply = await Linus.SaysAsync(Room, "an answer", First.Id);
        await Grace.PutAsync($"messages/{First.Id}/reactions/👍", new Done()).DoneAsync();
        await Linus.PutAsync($"messages/{First.Id}/reactions/👍", new Done()).DoneAsync();
        await Linus.PutAsync($"messages/{First.Id}/reactions/🎉", new Done()).DoneAsync();
        await Ada.PatchAsync($"messages/{First.Id}", new EditMessageBody("first, in other words")).DoneAsync();
        await Grace.DeleteAsync($"messages/{answer.Id}").DoneAsync();
        await Grace.PostAsync($"conversations/{Room}/messages", new SendMessageBody(ForwardFrom: First.Id)).DoneAsync();
    }
}
