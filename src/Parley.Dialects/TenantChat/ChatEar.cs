using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.TenantChat;

/// <summary>
/// What one socket hears: the one conversation that it joined, how reachable people are, and that what it sent is posted. While it joins,
/// what happens there is held back until the history is told, so that each message is told once, there or after it.
/// </summary>
internal sealed class ChatEar(ChatSocket socket, TenantChatFormat format, TenantChatViews views) : Ear
{
    private const int MostHeld = 1_000;

    private readonly Lock _lock = new();
    private readonly HashSet<MessageId> _sending = [];
    private ConversationId? _joined;
    private long _joinedN;
    private long _told;   // the history reaches to this number: what is published later than it was read is not told again
    private List<(long ConversationN, ChatEvent Happened)>? _held;

    public override WireFormat Format => format;

    /// <summary>The conversation that is open on this socket.</summary>
    public ConversationId? Joined
    {
        get
        {
            lock (_lock)
                return _joined;
        }
    }

    public override bool Hears(long conversationN, ChatEvent happened)
    {
        if (happened is PresenceChanged)
            return true;

        lock (_lock)
        {
            if (happened is MessagePosted { Message: var message } && _sending.Remove(message.Id))
                SayWasSent(message);   // the sender learns it before the message itself comes by
            if (conversationN == 0 || conversationN != _joinedN)
                return false;
            if (happened is ConversationDeleted || (happened is MemberLeft { UserId: var leaver } && leaver == socket.Caller.UserId))
            {
                socket.Connection.Send(TenantChatFormat.Left(Leave()));
                return false;
            }

            if (_held is not null)
            {
                Hold(conversationN, happened);
                return false;
            }

            if (happened is ConversationEvent { Seq: var seq } && seq <= _told)
                return false;
        }

        if (!TenantChatFormat.IsPersonal(happened))
            return true;

        Tell(conversationN, happened);
        return false;
    }

    /// <summary>From now on this conversation is heard and no other, and held back until <see cref="Open"/>.</summary>
    public void Join(ConversationId conversation, long conversationN)
    {
        lock (_lock)
            (_joined, _joinedN, _held) = (conversation, conversationN, []);
    }

    /// <summary>Tells the history, which reaches to a number, and then what was held back of after it; nothing to who was removed meanwhile.</summary>
    public void Open(byte[] history, long lastSeq)
    {
        lock (_lock)
        {
            if (_held is not { } held)
                return;

            socket.Connection.Send(history);
            foreach (var (conversationN, happened) in held)
            {
                if (happened is not ConversationEvent { Seq: var seq } || seq > lastSeq)
                    Tell(conversationN, happened);
            }

            (_told, _held) = (lastSeq, null);
        }
    }

    /// <summary>Which conversation was open.</summary>
    public ConversationId? Leave()
    {
        lock (_lock)
        {
            var left = _joined;
            (_joined, _joinedN, _held) = (null, 0, null);
            return left;
        }
    }

    /// <summary>A message of this id is about to be sent from here.</summary>
    public void Expect(MessageId id)
    {
        lock (_lock)
            _sending.Add(id);
    }

    /// <summary>It was refused: nothing comes.</summary>
    public void Forget(MessageId id)
    {
        lock (_lock)
            _sending.Remove(id);
    }

    /// <summary>It was posted; says so where no event did.</summary>
    public void Sent(MessageView message)
    {
        lock (_lock)
        {
            if (_sending.Remove(message.Id))
                SayWasSent(message);
        }
    }

    private void SayWasSent(MessageView message) =>
        socket.Connection.Send(TenantChatFormat.Message("message_sent", views.Message(message, socket.Caller, socket.Doorway)));

    private void Hold(long conversationN, ChatEvent happened)
    {
        if (_held!.Count < MostHeld)
            _held.Add((conversationN, happened));
        else
            socket.Connection.Close(CloseCodes.TooSlow, "Too much happened while the conversation was opened: come back.");
    }

    private void Tell(long conversationN, ChatEvent happened)
    {
        var frame = happened is MessagePosted { Message: var message } && TenantChatFormat.IsPersonal(happened)
            ? TenantChatFormat.Message("new_message", views.Message(message, socket.Caller, socket.Doorway))
            : format.Encode(conversationN, happened);
        if (frame is not null)
            socket.Connection.Send(frame);
    }
}
