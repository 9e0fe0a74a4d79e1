using Parley.Storage;

namespace Parley.Importing;

/// <summary>
/// How far everybody has read one conversation: up to the last message that says that they read it, that is not later than when they
/// last looked, or that is their own. Adding a message twice changes nothing.
/// </summary>
internal sealed class Readings
{
    private readonly long _conversationN;
    private readonly IReadOnlyDictionary<string, long> _users;
    private readonly Dictionary<long, long> _upTo = [];
    private readonly List<(long UserN, ImportedMember Member)> _members = [];
    private readonly List<(DateTimeOffset Time, long UserN)> _looked;   // in the order of time, as the messages come
    private int _passed;
    private long _last;

    public Readings(long conversationN, ImportedConversation conversation, IReadOnlyDictionary<string, long> users)
    {
        (_conversationN, _users) = (conversationN, users);
        foreach (var member in conversation.Members)
        {
            if (users.TryGetValue(member.User, out var n))
                _members.Add((n, member));
        }

        _looked = [.. _members.Where(some => some.Member.ReadUpTo is not null).Select(some => (some.Member.ReadUpTo!.Value, some.UserN)).OrderBy(some => some.Item1)];
    }

    public void Add(ImportedMessage message, long senderN, long ordinal)
    {
        for (; _passed < _looked.Count && _looked[_passed].Time < message.At; _passed++)
            Reach(_looked[_passed].UserN, _last);

        _last = Math.Max(_last, ordinal);
        Reach(senderN, ordinal);
        foreach (var reader in message.ReadBy)
        {
            if (_users.TryGetValue(reader, out var n))
                Reach(n, ordinal);
        }
    }

    public async ValueTask WriteAsync(Transaction transaction)
    {
        for (var i = _passed; i < _looked.Count; i++)
            Reach(_looked[i].UserN, _last);

        foreach (var (userN, member) in _members)
        {
            var reached = _upTo.GetValueOrDefault(userN);
            var ordinal = member.ReadUpTo is not null || member.ReadsByMessage ? reached : Math.Max(reached, _last - (member.Unread ?? 0));
            await transaction.WriteAsync($"""
                update members set read_ordinal = {ordinal} where conversation_n = {_conversationN} and user_n = {userN} and read_ordinal < {ordinal}
                """);
        }
    }

    private void Reach(long userN, long ordinal) => _upTo[userN] = Math.Max(ordinal, _upTo.GetValueOrDefault(userN));
}
