using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Parley.Protocol;

namespace Parley.Server.CommandLine.Health;

/// <summary>
/// What the check plays (seed 002 called it <c>test_chat</c>): people of each type, a conversation, messages over both doors, reading,
/// who may not, and tidying up.
/// </summary>
internal sealed class CheckStory(Uri server, IReadOnlyList<CheckPerson> cast, CheckPerson outsider, Findings findings)
{
    private const int MessagesEach = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private ConversationView? _conversation;
    private long _posted;

    /// <summary>Plays it to its end or to the first step that fails; tidies up in either case.</summary>
    public async Task PlayAsync(CancellationToken ct)
    {
        try
        {
            await StepAsync("users", MeetAsync, ct);
            await StepAsync("conversation", BeginAsync, ct);
            await StepAsync("live", HearAsync, ct);
            await StepAsync("sending", SendAsync, ct);
            await StepAsync("reading", ReadAsync, ct);
            await StepAsync("outsiders", RefuseAsync, ct);
        }
        catch (CheckFailedException)
        {
            // Said where it happened.
        }

        if (_conversation is null)
            return;

        try
        {
            await StepAsync("tidying up", EndAsync, ct);
        }
        catch (CheckFailedException)
        {
        }
    }

    private async Task StepAsync(string what, Func<CancellationToken, Task<string>> step, CancellationToken ct)
    {
        try
        {
            findings.Ok(what, await step(ct));
        }
        catch (Exception exception) when (exception is CheckFailedException or HttpRequestException or WebSocketException or JsonException
            or TaskCanceledException && !ct.IsCancellationRequested)
        {
            findings.Error(what, exception.Message);
            throw new CheckFailedException(exception.Message);
        }
    }

    private async Task<string> MeetAsync(CancellationToken ct)
    {
        foreach (var person in cast.Append(outsider))
        {
            person.View = await person.GetAsync<UserView>("me", ct);
            Require(person.View.AccountType == person.Type, $"{person.Name} is a {person.View.AccountType}, not a {person.Type}");
        }

        return $"{cast.Count + 1} signed in, of the types {string.Join(", ", cast.Select(person => person.Type).Distinct())}";
    }

    private async Task<string> BeginAsync(CancellationToken ct)
    {
        _conversation = await cast[0].PostAsync<CreateConversation, ConversationView>("conversations", new CreateConversation(
            ConversationType.Group, "Parley's self-check", MemberIds: [.. cast.Skip(1).Select(person => person.View!.Id.ToString())]), ct);
        var members = await cast[^1].GetAsync<Listing<MemberView>>($"conversations/{_conversation.Id}/members", ct);
        Require(members.Items.Count == cast.Count, $"it has {members.Items.Count} members instead of {cast.Count}");
        return $"made with {members.Items.Count} members";
    }

    private async Task<string> HearAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(server) { Scheme = server.Scheme == "https" ? "wss" : "ws", Path = "/ws", Query = $"token={cast[^1].Token}" };
        await socket.ConnectAsync(address.Uri, patience.Token);
        await HearsAsync(socket, heard => heard.GetProperty("type").GetString() == "connection_established", patience.Token);
        var text = $"live {Guid.CreateVersion7():N}";
        var frame = $$"""{"type":"send_message","conversation_id":"{{_conversation!.Id}}","content":"{{text}}"}""";
        await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, patience.Token);
        await HearsAsync(socket, heard => heard.GetProperty("type").GetString() == "new_message"
            && heard.GetProperty("message").GetProperty("content").GetString() == text, patience.Token);
        _posted++;
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        return "a message sent over the socket was heard there";
    }

    private async Task<string> SendAsync(CancellationToken ct)
    {
        foreach (var person in cast)
        {
            for (var i = 1; i <= MessagesEach; i++)
            {
                var body = new SendMessageBody($"{person.Type} says {i}", MessageId.New());
                var first = await person.PostAsync<SendMessageBody, MessageView>($"conversations/{_conversation!.Id}/messages", body, ct);
                var again = await person.PostAsync<SendMessageBody, MessageView>($"conversations/{_conversation.Id}/messages", body, ct);
                Require(first.Ordinal == ++_posted && again.Id == first.Id && again.Seq == first.Seq, "sending the same message again made another");
            }
        }

        return $"{_posted} messages, each sent twice and stored once";
    }

    private async Task<string> ReadAsync(CancellationToken ct)
    {
        foreach (var person in cast)
        {
            var page = await person.GetAsync<MessagePage>($"conversations/{_conversation!.Id}/messages?limit=200", ct);
            Require(page.Items.Select(message => message.Ordinal).SequenceEqual(Enumerable.Range(1, (int)_posted).Select(n => (long)n)), $"{person.Name} does not read 1 to {_posted}");
            await person.DoAsync(HttpMethod.Post, $"conversations/{_conversation.Id}/read", ct);
            var view = await person.GetAsync<ConversationView>($"conversations/{_conversation.Id}", ct);
            Require(view.UnreadCount == 0, $"{person.Name} has read all and still has {view.UnreadCount} unread");
        }

        var changes = await cast[0].GetAsync<ChangePage>($"conversations/{_conversation!.Id}/changes?after=0&limit=200", ct);
        var numbers = changes.Items.OfType<ConversationEvent>().Select(happened => happened.Seq).ToList();
        Require(numbers.Select((seq, i) => seq == i + 1).All(right => right), "the conversation's numbers have a hole");
        return $"all {cast.Count} read the same {_posted} in the same order; {numbers.Count} numbers without a hole";
    }

    private async Task<string> RefuseAsync(CancellationToken ct)
    {
        using var answer = await outsider.AskAsync(HttpMethod.Get, $"conversations/{_conversation!.Id}/messages", ct);
        Require(answer.StatusCode == HttpStatusCode.NotFound, $"{outsider.Name} is no member and got {(int)answer.StatusCode}");
        return "who is no member gets 404";
    }

    private async Task<string> EndAsync(CancellationToken ct)
    {
        var page = await cast[0].GetAsync<MessagePage>($"conversations/{_conversation!.Id}/messages?limit=200", ct);
        foreach (var message in page.Items)
            await cast[0].DoAsync(HttpMethod.Delete, $"messages/{message.Id}", ct);

        await cast[0].DoAsync(HttpMethod.Delete, $"conversations/{_conversation.Id}", ct);
        using var gone = await cast[^1].AskAsync(HttpMethod.Get, $"conversations/{_conversation.Id}", ct);
        Require(gone.StatusCode == HttpStatusCode.NotFound, "the conversation is still there after it was deleted");
        return $"{page.Items.Count} messages and the conversation are deleted";
    }

    private static async Task HearsAsync(ClientWebSocket socket, Func<JsonElement, bool> wanted, CancellationToken ct)
    {
        var buffer = new byte[Limits.FrameBytes];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            Require(part.MessageType == WebSocketMessageType.Text, $"the socket was closed ({(int?)socket.CloseStatus})");
            if (wanted(JsonElement.Parse(buffer.AsSpan(0, length))))
                return;
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new CheckFailedException(otherwise);
    }
}
