using Parley.Access;
using Parley.Conversations;
using Parley.Messages;
using Parley.Protocol;
using Parley.Reactions;
using Parley.Receipts;

namespace Parley.Tests.RandomWalk;

/// <summary>
/// A step: what to ask of the server's handler, and what the model says will come of it: a refusal's code, or nothing and the model has
/// moved.
/// </summary>
internal sealed record Step(string What, Func<Task> Ask, Error? Refused)
{
    /// <summary>Whether people may come by it, so that their clients have to look at once.</summary>
    public bool BringsPeople { get; init; }
}

/// <summary>The handlers of the server that a walk calls.</summary>
internal sealed record Handlers(
    SendMessageHandler Send, EditMessageHandler Edit, DeleteMessageHandler Delete, ReactHandler React, MarkReadHandler Read,
    CreateConversationHandler Create, UpdateConversationHandler Update, DeleteConversationHandler End, JoinAndLeaveHandler JoinAndLeave,
    AddMembersHandler Add, UpdateMemberHandler Member);

/// <summary>Chooses steps by a seed and knows what each must do.</summary>
internal sealed partial class Walk(int seed, Handlers handlers, IReadOnlyList<Caller> people)
{
    private const int AtMostConversations = 40;

    private static readonly string[] Emoji = ["👍", "🎉", "👀"];

    private readonly Random _random = new(seed);

    public List<ModelConversation> Conversations { get; } = [];

    public Step Next()
    {
        if (Conversations.Count(c => !c.IsDeleted) < 3 || (Conversations.Count < AtMostConversations && _random.Next(400) == 0))
            return Create();

        // The newest ones are the busy ones; now and then somebody looks into an old one.
        var alive = Conversations.Where(c => !c.IsDeleted).ToList();
        var conversation = _random.Next(4) == 0 ? Conversations[_random.Next(Conversations.Count)] : alive[Math.Max(0, alive.Count - 1 - _random.Next(4))];
        var active = conversation.Active.ToList();
        var person = _random.Next(5) > 0 && active.Count > 0 ? active[_random.Next(active.Count)] : _random.Next(people.Count);
        var message = Some(conversation);
        var author = message is not null && _random.Next(3) > 0 ? message.Sender : person;
        return _random.Next(100) switch
        {
            < 34 => Send(conversation, person),
            < 42 when message is not null => Edit(conversation, author, message),
            < 47 when message is not null => Delete(conversation, author, message),
            < 57 when message is not null => React(conversation, person, message),
            < 63 when message is not null => Unreact(conversation, person, message),
            < 70 => Read(conversation, person),
            < 73 => Rename(conversation, person),
            < 78 => Join(conversation, person),
            < 81 => Leave(conversation, person),
            < 87 => Add(conversation, person),
            < 89 => Kick(conversation, person),
            < 92 => Ban(conversation, person),
            < 94 => LiftBan(conversation, person),
            < 97 => ChangeRole(conversation, person),
            < 98 => Transfer(conversation, person),
            _ when _random.Next(30) == 0 => End(conversation, person),
            _ => Send(conversation, person),
        };
    }

    private Step Create()
    {
        var (type, person, other) = (_random.Next(4) switch { 0 => ConversationType.Direct, 1 => ConversationType.Channel, _ => ConversationType.Group },
            _random.Next(people.Count), _random.Next(people.Count));
        var isDirect = type == ConversationType.Direct;
        var visibility = !isDirect && _random.Next(2) == 0 ? Visibility.Public : Visibility.Private;
        return new Step($"{person} creates {type} with {other}", async () =>
        {
            var (view, isNew) = await handlers.Create.HandleAsync(people[person], new CreateConversation(
                type, isDirect ? null : "begun", null, visibility, [$"{people[other].UserId}"]), CancellationToken.None);
            var known = Conversations.Find(c => isDirect && c.Type == ConversationType.Direct && c.Members.Keys.ToHashSet().SetEquals([person, other]));
            if (isNew != known is null)
                throw new InvalidOperationException("There is one direct conversation per pair.");
            if (known is not null)
                return;

            var begun = new ModelConversation(view.Id, type, visibility) { Title = isDirect ? null : "begun" };
            begun.Members[other] = new ModelMember();
            begun.Members[person] = new ModelMember { Role = isDirect ? MemberRole.Member : MemberRole.Owner };
            Conversations.Add(begun);
        }, null)
        { BringsPeople = true };
    }

    private Step Send(ModelConversation c, int person)
    {
        var elsewhere = Conversations[_random.Next(Conversations.Count)];
        var repeated = _random.Next(15) == 0 ? Some(_random.Next(4) == 0 ? elsewhere : c) : null;
        var target = _random.Next(5) == 0 ? Some(_random.Next(8) == 0 ? elsewhere : c) : null;
        var source = _random.Next(12) == 0 ? Some(elsewhere) : null;
        var content = _random.Next(20) == 0 ? "  " : source is not null ? "" : $"text {_random.Next()}";
        var message = new ModelMessage
        {
            Id = repeated?.Id ?? MessageId.New(), Sender = person, Content = content.Length == 0 ? source!.Content : content, ReplyTo = target,
            IsForward = source is not null,
        };
        var command = new SendMessage(c.Id, content, message.Id, ReplyTo: target?.Id, ForwardFrom: source?.Id);
        var refused = c.Refuses(person, Permission.Post);
        if (refused is null && repeated is not null)
            return new Step($"{person} sends again", () => handlers.Send.HandleAsync(people[person], command, default), c.Messages.Contains(repeated) ? null : Errors.IdTaken);

        refused ??= target is null ? null : Of(target).ActiveMember(person) is null ? Errors.NotFound : Of(target) != c ? Errors.ValidationFailed : null;
        refused ??= source is null ? null : Of(source).ActiveMember(person) is null ? Errors.NotFound : source.IsDeleted ? Errors.MessageGone : null;
        refused ??= string.IsNullOrWhiteSpace(message.Content) ? Errors.ValidationFailed : null;
        if (refused is null)
        {
            c.Post(message);
            if (target is not null)
                target.Replies++;
        }

        return new Step($"{person} sends to {c.Id}", () => handlers.Send.HandleAsync(people[person], command, default), refused);
    }

    private Step Edit(ModelConversation c, int person, ModelMessage message)
    {
        var content = _random.Next(10) switch { 0 => message.Content, 1 => " ", _ => $"edited {_random.Next()}" };
        var refused = c.ActiveMember(person) is null ? Errors.NotFound
            : message.Sender != person ? Errors.Forbidden
            : string.IsNullOrWhiteSpace(content) ? Errors.ValidationFailed
            : message.IsDeleted ? Errors.MessageGone
            : message.IsForward ? Errors.Forbidden : null;
        if (refused is null && message.Content != content)
        {
            c.LastSeq++;
            (message.Content, message.IsEdited) = (content, true);
        }

        return new Step($"{person} edits", () => handlers.Edit.HandleAsync(people[person], new EditMessage(message.Id!.Value, content), default), refused);
    }

    private Step Delete(ModelConversation c, int person, ModelMessage message)
    {
        var refused = c.ActiveMember(person) is not { } member ? Errors.NotFound
            : message.Sender != person && !Permissions.Allows(c.Type, member.Role, Permission.DeleteAnyMessage) ? Errors.Forbidden : null;
        if (refused is null && !message.IsDeleted)
        {
            c.LastSeq++;
            (message.Content, message.IsDeleted) = ("", true);
            message.Reactions.Clear();
            if (message.ReplyTo is { } target)
                target.Replies--;
        }

        return new Step($"{person} deletes", () => handlers.Delete.HandleAsync(people[person], new DeleteMessage(message.Id!.Value), default), refused);
    }

    private Step React(ModelConversation c, int person, ModelMessage message)
    {
        var emoji = _random.Next(12) == 0 ? "not one" : Emoji[_random.Next(Emoji.Length)];
        var refused = emoji.Contains(' ', StringComparison.Ordinal) ? Errors.ValidationFailed
            : c.ActiveMember(person) is null ? Errors.NotFound
            : message.IsDeleted ? Errors.MessageGone : null;
        if (refused is null && message.Reactions.Add((person, emoji)))
            c.LastSeq++;

        return new Step($"{person} reacts", () => handlers.React.HandleAsync(people[person], new AddReaction(message.Id!.Value, emoji), default), refused);
    }

    private Step Unreact(ModelConversation c, int person, ModelMessage message)
    {
        var emoji = Emoji[_random.Next(Emoji.Length)];
        var refused = c.ActiveMember(person) is null ? Errors.NotFound : null;
        if (refused is null && message.Reactions.Remove((person, emoji)))
            c.LastSeq++;

        return new Step($"{person} takes back", () => handlers.React.HandleAsync(people[person], new RemoveReaction(message.Id!.Value, emoji), default), refused);
    }

    private Step Read(ModelConversation c, int person)
    {
        long? ordinal = _random.Next(3) == 0 ? null : _random.Next(c.Messages.Count + 3);
        var refused = c.Refuses(person, Permission.Read);
        if (refused is null)
            c.Members[person].Read = Math.Max(c.Members[person].Read, Math.Min(ordinal ?? long.MaxValue, c.Messages.Count));

        return new Step($"{person} reads to {ordinal}", () => handlers.Read.HandleAsync(people[person], new MarkRead(c.Id, ordinal), default), refused);
    }

    private Step Rename(ModelConversation c, int person)
    {
        var command = _random.Next(3) == 0 ? new UpdateConversation(Visibility: (Visibility)_random.Next(2)) : new UpdateConversation($"title {_random.Next()}");
        var refused = c.Refuses(person, Permission.EditConversation);
        if (refused is null)
        {
            c.LastSeq++;
            (c.Title, c.Visibility) = (command.Title ?? c.Title, command.Visibility ?? c.Visibility);
        }

        return new Step($"{person} renames", () => handlers.Update.HandleAsync(people[person], c.Id, command, default), refused);
    }

    private int Other(int person) => (person + 1 + _random.Next(people.Count - 1)) % people.Count;

    /// <summary>One of the latest messages that people wrote.</summary>
    private ModelMessage? Some(ModelConversation c)
    {
        var latest = c.Messages.Where(m => m.Id is not null).TakeLast(25).ToList();
        return latest.Count == 0 ? null : latest[_random.Next(latest.Count)];
    }

    private ModelConversation Of(ModelMessage message) => Conversations.First(c => c.Messages.Contains(message));
}
