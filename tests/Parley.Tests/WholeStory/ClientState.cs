using Parley.Protocol;
using Parley.Tests.Cast;

namespace Parley.Tests.WholeStory;

/// <summary>
/// What one person's client knows of all their conversations. It keeps to the protocol as any client would: what comes early waits
/// until the numbers before it are there, what comes twice is counted, and what it must not hear at all fails the test.
/// </summary>
internal sealed class ClientState(Person person)
{
    private readonly Dictionary<ConversationId, ConversationState> _conversations = [];
    private readonly Dictionary<(ConversationId, long Seq), ConversationEvent> _early = [];
    private readonly HashSet<(ConversationId, long Seq)> _heard = [];

    /// <summary>How many events came a second time on one line.</summary>
    public int Doubles { get; private set; }

    /// <summary>How many events wait for one with a smaller number.</summary>
    public int Waiting => _early.Count;

    /// <summary>The last number without a hole, by conversation: what <c>resume</c> asks for.</summary>
    public IReadOnlyDictionary<ConversationId, long> Positions => _conversations.ToDictionary(c => c.Key, c => c.Value.LastSeq);

    public static async Task<ClientState> FetchAsync(Person person)
    {
        await person.IdAsync();
        var state = new ClientState(person);
        foreach (var conversation in (await person.GetAsync<Listing<ConversationView>>("conversations")).Items)
            await state.FetchAsync(conversation.Id);

        return state;
    }

    public async Task HearAsync(IEnumerable<ChatEvent> events)
    {
        foreach (var happened in events)
            await HearAsync(happened);
    }

    public async Task HearAsync(ChatEvent heard)
    {
        switch (heard)
        {
            case ReadAdvanced receipt when _conversations.TryGetValue(receipt.ConversationId, out var conversation):
                conversation.Read(receipt.UserId, receipt.Ordinal);
                break;
            case DeliveryAdvanced receipt when _conversations.TryGetValue(receipt.ConversationId, out var conversation):
                conversation.Delivered(receipt.UserId, receipt.Ordinal);
                break;
            case ResetNeeded reset:
                await ReloadAsync(reset.ConversationId);
                break;
            case ConversationEvent happened when _conversations.TryGetValue(happened.ConversationId, out var conversation):
                Take(conversation, happened);
                break;
            case ConversationCreated { Seq: > 1 } restored:
                await FetchAsync(restored.ConversationId);
                break;
            case ConversationCreated begun:
                _conversations[begun.ConversationId] = await ConversationState.BegunAsync(person, begun);
                break;
            case MemberJoined joined when joined.UserId == person.Id:
                await FetchAsync(joined.ConversationId);
                break;
            case ConversationEvent stray:
                throw new InvalidOperationException($"{person.Name} is not in that conversation and hears {stray}.");
        }
    }

    /// <summary>Moves one conversation by what its log says, without a hole.</summary>
    public void Replay(ConversationId id, IEnumerable<ChatEvent> told)
    {
        foreach (var happened in told.Cast<ConversationEvent>())
            _conversations[id].Apply(happened);
    }

    /// <summary>
    /// A new line: everything after the positions is told again, and before it says its positions it may hear live what the old one had
    /// been told from the log already.
    /// </summary>
    public void LineCut()
    {
        _early.Clear();
        _heard.Clear();
    }

    public string Describe(bool withReads = true) =>
        string.Concat(_conversations.OrderBy(c => c.Key.Value).Select(c => c.Value.Describe(withReads)));

    /// <summary>One conversation without read positions, which are not kept in the log.</summary>
    public string Describe(ConversationId id) => _conversations[id].Describe(withReads: false);

    private async Task FetchAsync(ConversationId id) => _conversations[id] = await ConversationState.FetchAsync(person, id);

    private async Task ReloadAsync(ConversationId id)
    {
        var mine = (await person.GetAsync<Listing<ConversationView>>("conversations")).Items;
        if (mine.Any(c => c.Id == id))
            await FetchAsync(id);
        else
            _conversations.Remove(id);
    }

    private void Take(ConversationState conversation, ConversationEvent happened)
    {
        if (!_heard.Add((happened.ConversationId, happened.Seq)))
            Doubles++;
        if (happened.Seq <= conversation.LastSeq)
            return;

        _early.TryAdd((happened.ConversationId, happened.Seq), happened);
        while (_early.Remove((happened.ConversationId, conversation.LastSeq + 1), out var next))
        {
            conversation.Apply(next);
            if (next is ConversationDeleted || (next is MemberLeft left && left.UserId == person.Id))
                _conversations.Remove(next.ConversationId);
        }
    }
}
