using System.Collections.Concurrent;
using Parley.Access;
using Parley.Moderation;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Typing;

/// <summary>Who types where, in memory only. Each ends by itself 6 s after the last word of it.</summary>
public sealed class TypingHandler : IDisposable
{
    public static readonly TimeSpan EndsAfter = TimeSpan.FromSeconds(6);

    private readonly ConversationAccess _access;
    private readonly EventPublisher _publisher;
    private readonly Blocks _blocks;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<(long ConversationN, long UserN), Typist> _typing = new();
    private readonly ITimer _timer;

    public TypingHandler(ConversationAccess access, EventPublisher publisher, Blocks blocks, TimeProvider clock)
    {
        (_access, _publisher, _blocks, _clock) = (access, publisher, blocks, clock);
        _timer = clock.CreateTimer(_ => EndStale(), null, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
    }

    public async Task<Done> HandleAsync(Caller caller, StartTyping command, CancellationToken ct)
    {
        var membership = await _access.RequireAsync(caller, command.ConversationId, Permission.Post, ct);
        var blocks = await _blocks.OfAsync(caller.UserN);
        var typist = new Typist(membership.ConversationId, caller.UserId, _clock.GetTimestamp(), blocks.Everybody);
        var isNew = !_typing.ContainsKey((membership.ConversationN, caller.UserN));
        _typing[(membership.ConversationN, caller.UserN)] = typist;
        if (isNew)
            Tell(membership.ConversationN, caller.UserN, typist, isTyping: true);

        return new Done();
    }

    public async Task<Done> HandleAsync(Caller caller, StopTyping command, CancellationToken ct)
    {
        var membership = await _access.RequireAsync(caller, command.ConversationId, Permission.Post, ct);
        if (_typing.TryRemove((membership.ConversationN, caller.UserN), out var typist))
            Tell(membership.ConversationN, caller.UserN, typist, isTyping: false);

        return new Done();
    }

    /// <summary>Who else types there just now, who began to be heard of last stands first.</summary>
    public async Task<IReadOnlyList<TypingNow>> WhoAsync(Caller caller, ConversationId conversation, CancellationToken ct)
    {
        var membership = await _access.RequireAsync(caller, conversation, Permission.Read, ct);
        return
        [
            .. from entry in _typing
               where entry.Key.ConversationN == membership.ConversationN && entry.Key.UserN != caller.UserN
                   && entry.Value.Unseen?.Contains(caller.UserN) is not true && _clock.GetElapsedTime(entry.Value.Since) < EndsAfter
               orderby entry.Value.Since descending
               select new TypingNow(membership.ConversationN, entry.Key.UserN, entry.Value.User, _clock.GetUtcNow() - _clock.GetElapsedTime(entry.Value.Since)),
        ];
    }

    public void Dispose() => _timer.Dispose();

    private void EndStale()
    {
        foreach (var entry in _typing)
        {
            if (_clock.GetElapsedTime(entry.Value.Since) >= EndsAfter && _typing.TryRemove(entry))
                Tell(entry.Key.ConversationN, entry.Key.UserN, entry.Value, isTyping: false);
        }
    }

    private void Tell(long conversationN, long userN, Typist typist, bool isTyping) => _publisher.PublishPassing(
        new Announcement(conversationN, typist.Conversation, 0, new TypingChanged(typist.Conversation, typist.User, isTyping))
        {
            Except = userN, Unseen = typist.Unseen,
        });

    private sealed record Typist(ConversationId Conversation, UserId User, long Since, IReadOnlySet<long>? Unseen);
}

/// <summary>Somebody who types, and when they last said so.</summary>
public sealed record TypingNow(long ConversationN, long UserN, UserId User, DateTimeOffset At);
