namespace Parley.Importing;

/// <summary>
/// All that a dump holds, in our words. People, conversations and who is in them stand in memory; messages, files and reactions, of which
/// there may be any number, in the stage.
/// </summary>
internal sealed class ImportSource(string system, ImportStage stage) : IDisposable
{
    /// <summary>The old system's name: with a key of its own it names a row for ever.</summary>
    public string System => system;

    public ImportStage Stage => stage;

    public ImportTally Tally { get; } = new();

    public Dictionary<string, ImportedUser> Users { get; } = [];

    public Dictionary<string, ImportedConversation> Conversations { get; } = [];

    public void Dispose() => stage.Dispose();

    public void Add(ImportedUser user)
    {
        Tally.Found(ImportKind.User);
        if (!Users.TryAdd(user.Key, user))
            Tally.Skipped(ImportKind.User, "the same id a second time", user.Key);
    }

    public void Add(ImportedConversation conversation)
    {
        if (!conversation.IsImplied)
            Tally.Found(ImportKind.Conversation);
        if (!Conversations.TryAdd(conversation.Key, conversation))
            Tally.Skipped(ImportKind.Conversation, "the same id a second time", conversation.Key);
    }

    public void Add(ImportedMessage message)
    {
        Tally.Found(ImportKind.Message);
        if (message.ReplyTo is not null)
            Tally.Found(ImportKind.Reply);
        if (message.ForwardFrom is not null)
            Tally.Found(ImportKind.Forward);
        if (stage.Add(message, Tally))
            return;

        Tally.Skipped(ImportKind.Message, "the same id a second time", message.Key);
        if (message.ReplyTo is not null)
            Tally.Skipped(ImportKind.Reply, "of a message that is left out");
        if (message.ForwardFrom is not null)
            Tally.Skipped(ImportKind.Forward, "of a message that is left out");
    }

    public void Add(ImportedFile file)
    {
        Tally.Found(ImportKind.File);
        if (!stage.Add(file))
            Tally.Skipped(ImportKind.File, "the same id a second time", file.Key);
    }

    public void Add(ImportedReaction reaction)
    {
        Tally.Found(ImportKind.Reaction);
        if (!stage.Add(reaction))
            Tally.Skipped(ImportKind.Reaction, "the same id a second time", reaction.Key);
    }

    /// <summary>A row that nothing here corresponds to.</summary>
    public void Leave(string model, string reason)
    {
        Tally.Found(ImportKind.Other);
        Tally.Skipped(ImportKind.Other, $"{model}: {reason}");
    }
}
