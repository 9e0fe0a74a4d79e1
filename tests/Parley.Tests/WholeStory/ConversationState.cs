using System.Globalization;
using System.Text;
using Parley.Protocol;
using Parley.Tests.Cast;

namespace Parley.Tests.WholeStory;

/// <summary>What a client knows of one conversation: begun from a snapshot over REST, then moved by events alone.</summary>
internal sealed class ConversationState
{
    private const int QuotedLetters = 200;

    private readonly Dictionary<UserId, MemberView> _members = [];
    private readonly SortedDictionary<long, MessageView> _messages = [];
    private readonly Dictionary<MessageId, long> _ordinals = [];
    private ConversationView _about;

    private ConversationState(ConversationView about, IEnumerable<MemberView> members)
    {
        _about = about;
        foreach (var member in members)
            _members[member.UserId] = member;
    }

    /// <summary>The number up to which everything is known.</summary>
    public long LastSeq => _about.LastSeq;

    public ConversationView About => _about;

    public IReadOnlyCollection<MemberView> Members => _members.Values;

    public IReadOnlyCollection<MessageView> Messages => _messages.Values;

    public static async Task<ConversationState> FetchAsync(Person person, ConversationId id)
    {
        var about = await person.GetAsync<ConversationView>($"conversations/{id}");
        var state = new ConversationState(about, await MembersAsync(person, id));
        for (var more = true; more;)
        {
            var page = await person.GetAsync<MessagePage>($"conversations/{id}/messages?after={state._messages.Count}&limit={Limits.PageItems}");
            foreach (var message in page.Items)
                state.Put(message);

            more = page.HasMoreAfter;
        }

        if (about.LastMessage?.Id != state._messages.Values.LastOrDefault()?.Id)
            throw new InvalidOperationException($"last_message is {about.LastMessage?.Id}, which is not the last of the pages.");

        return state;
    }

    /// <summary>A conversation that has just begun; who is in it stands in the list of its members.</summary>
    public static async Task<ConversationState> BegunAsync(Person person, ConversationCreated begun) =>
        new(begun.Conversation with { LastSeq = begun.Seq }, await MembersAsync(person, begun.ConversationId));

    public void Apply(ConversationEvent happened)
    {
        if (happened.Seq != LastSeq + 1)
            throw new InvalidOperationException($"After {LastSeq} comes {happened}.");

        _about = _about with { LastSeq = happened.Seq };
        switch (happened)
        {
            case MessagePosted e:
                Post(e.Message);
                break;
            case MessageUpdated e:
                Put(e.Message);
                Requote(e.Message);
                if (e.Restored is true)
                    Count(e.Message.ReplyTo, +1);
                break;
            case MessageDeleted e:
                Delete(e);
                break;
            case ReactionAdded e:
                React(e.Reaction, +1);
                break;
            case ReactionRemoved e:
                React(e.Reaction, -1);
                break;
            case MessagePinned e when !IsBeforeMyTime(e.MessageId):
                Put(_messages[_ordinals[e.MessageId]] with { PinnedAt = e.PinnedAt });
                break;
            case MessageUnpinned e when !IsBeforeMyTime(e.MessageId):
                Put(_messages[_ordinals[e.MessageId]] with { PinnedAt = null });
                break;
            case MemberJoined e:
                _members[e.UserId] = e.Member;
                _about = _about with { MemberCount = e.MemberCount };
                break;
            case MemberLeft e:
                _members.Remove(e.UserId);
                _about = _about with { MemberCount = e.MemberCount };
                break;
            case MemberUpdated e when _members.TryGetValue(e.UserId, out var member):
                _members[e.UserId] = member with { Role = e.Role, MutedUntil = e.MutedUntil };
                break;
            case ConversationUpdated e:
                _about = _about with
                {
                    Title = e.Conversation.Title,
                    Description = e.Conversation.Description,
                    Visibility = e.Conversation.Visibility,
                    SlowModeSeconds = e.Conversation.SlowModeSeconds,
                    Metadata = e.Conversation.Metadata,
                };
                break;
        }
    }

    public void Read(UserId userId, long ordinal)
    {
        if (_members.TryGetValue(userId, out var member))
            _members[userId] = member with { ReadOrdinal = ordinal, DeliveredOrdinal = Math.Max(ordinal, member.DeliveredOrdinal) };
    }

    public void Delivered(UserId userId, long ordinal)
    {
        if (_members.TryGetValue(userId, out var member))
            _members[userId] = member with { DeliveredOrdinal = Math.Max(ordinal, member.DeliveredOrdinal) };
    }

    /// <summary>
    /// Everything as text, so that two states are compared by it and a failure shows the difference. Without what is one person's own
    /// (<c>mine</c>, <c>my</c>, <c>unread_count</c>); read positions only when asked for, because receipts are not kept in the log.
    /// </summary>
    public string Describe(bool withReads)
    {
        var text = new StringBuilder();
        Line(text, $"{_about.Id} {_about.Type} '{_about.Title}' '{_about.Description}' {_about.Visibility} {_about.Context} slow {_about.SlowModeSeconds} {_about.Metadata?.GetRawText()}");
        Line(text, $"  members {_about.MemberCount} seq {LastSeq}");
        foreach (var m in _members.Values.OrderBy(m => m.UserId.Value))
            Line(text, $"  {m.UserId} {m.Username} '{m.DisplayName}' {m.Role} {m.Status} {m.MutedUntil:O} {m.JoinedAt:O}{(withReads ? $" read {m.ReadOrdinal} delivered {m.DeliveredOrdinal}" : "")}");
        foreach (var m in _messages.Values)
        {
            Line(text, $"  {m.Ordinal} seq {m.Seq} {m.Id} {m.SenderId} {m.MessageType} '{m.Content}' {m.Metadata?.GetRawText()} {m.CreatedAt:O}");
            Line(text, $"    edited {m.EditedAt:O} deleted {m.DeletedAt:O} replies {m.ReplyCount} to {m.ReplyTo} {m.Quote} from {m.ForwardFrom} {m.Forwarded}");
            Line(text, $"    names {string.Join(' ', m.Mentions)} {m.MentionsAll}");
            Line(text, $"    pinned {m.PinnedAt:O} cards {string.Join(' ', m.LinkPreviews ?? [])}");
            foreach (var file in m.Attachments)
                Line(text, $"    file {file.Id} '{file.Name}' {file.Size} {file.ContentType} {file.ThumbnailUrl} {file.Width} {file.Sha256}");
            Line(text, $"    {string.Join(' ', m.Reactions.OrderBy(r => r.Emoji, StringComparer.Ordinal).Select(r => $"{r.Emoji}{r.Count}"))}");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static async Task<List<MemberView>> MembersAsync(Person person, ConversationId id)
    {
        var members = new List<MemberView>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await person.GetAsync<Listing<MemberView>>($"conversations/{id}/members{(cursor.Length > 0 ? $"?cursor={cursor}" : "")}");
            members.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        return members;
    }

    private void Put(MessageView message)
    {
        _messages[message.Ordinal] = message;
        _ordinals[message.Id] = message.Ordinal;
    }

    private void Post(MessageView message)
    {
        Put(message);
        Read(message.SenderId, message.Ordinal);
        Count(message.ReplyTo, +1);
    }

    private void Delete(MessageDeleted deleted)
    {
        if (IsBeforeMyTime(deleted.MessageId))
        {
            foreach (var reply in _messages.Values.Where(m => m.ReplyTo == deleted.MessageId).ToList())
                Put(reply with { Quote = reply.Quote! with { DeletedAt = deleted.DeletedAt } });

            return;
        }

        var message = _messages[_ordinals[deleted.MessageId]] with
        {
            Content = "",
            Metadata = null,
            Reactions = [],
            Mentions = [],
            MentionsAll = null,
            DeletedAt = deleted.DeletedAt,
            PinnedAt = null,
            LinkPreviews = null,
            Attachments = [],
        };
        Put(message);
        Requote(message);
        Count(message.ReplyTo, -1);
    }

    private bool IsBeforeMyTime(MessageId message) => _about.History == HistoryVisibility.FromJoin && !_ordinals.ContainsKey(message);

    private void Count(MessageId? replyTo, int more)
    {
        if (replyTo is { } id && _ordinals.TryGetValue(id, out var ordinal))
            Put(_messages[ordinal] with { ReplyCount = _messages[ordinal].ReplyCount + more });
    }

    /// <summary>A quote follows the message that it shows.</summary>
    private void Requote(MessageView changed)
    {
        var letters = string.Concat(changed.Content.EnumerateRunes().Take(QuotedLetters).Select(rune => rune.ToString()));
        foreach (var reply in _messages.Values.Where(m => m.ReplyTo == changed.Id).ToList())
            Put(reply with { Quote = reply.Quote! with { Content = letters, DeletedAt = changed.DeletedAt } });
    }

    private void React(ReactionView reaction, int more)
    {
        if (IsBeforeMyTime(reaction.MessageId))
            return;

        var message = _messages[_ordinals[reaction.MessageId]];
        var counts = message.Reactions.ToDictionary(r => r.Emoji, r => r.Count);
        counts[reaction.Emoji] = counts.GetValueOrDefault(reaction.Emoji) + more;
        Put(message with { Reactions = [.. counts.Where(c => c.Value != 0).Select(c => new ReactionCount(c.Key, c.Value))] });
    }
}
