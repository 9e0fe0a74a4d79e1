using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>Posts a message: may I, did I already, write it down, done.</summary>
public sealed class SendMessageHandler(ConversationAccess access, ConversationLog log, Database database, MessageViews views)
{
    /// <summary>The message, and whether this call made it rather than an earlier one with the same id.</summary>
    public async Task<SentOnce> HandleAsync(Caller caller, SendMessage command, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, command.ConversationId, Permission.Post, ct);
        if (command.Id is not null && await FindAlreadySentAsync(caller, command, ct) is { } earlier)
            return new(earlier, IsNew: false);

        try
        {
            var message = await DraftAsync(caller, membership, command, ct);
            return new(await log.AppendAsync(membership, entry => PostAsync(entry, membership, caller, message), ct), IsNew: true);
        }
        catch (Refusal refusal) when (command.Id is not null && (refusal.Error == Errors.IdTaken || refusal.Error == Errors.FileInUse))
        {
            // A copy of this send was faster: the answer is that one's.
            if (await FindAlreadySentAsync(caller, command, ct) is { } faster)
                return new(faster, IsNew: false);

            throw;
        }
    }

    private ValueTask<MessageView> PostAsync(LogEntry entry, Membership membership, Caller caller, NewMessage message) =>
        SlowMode.Holds(membership) ? SlowlyAsync(entry, membership, caller, message)
        : message is { Quoted: null, Files.Count: 0 } ? entry.PostAsync(message)
        : CompleteAsync(entry, message);

    private async ValueTask<MessageView> SlowlyAsync(LogEntry entry, Membership membership, Caller caller, NewMessage message)
    {
        await SlowMode.TakeTurnAsync(entry, membership, caller, message.Id);
        return message is { Quoted: null, Files.Count: 0 } ? await entry.PostAsync(message) : await CompleteAsync(entry, message);
    }

    /// <summary>
    /// What it quotes may have been edited or deleted since it was drafted: the quote shows it as it is in this commit. Its own files are
    /// taken in the same commit; a forward shares those of what it repeats.
    /// </summary>
    private async ValueTask<MessageView> CompleteAsync(LogEntry entry, NewMessage message)
    {
        if (message.Source is null)
            await AttachmentRows.ClaimAsync(entry.Transaction, message.Files);

        return await entry.PostAsync(message.Quoted is null ? message : message with
        {
            Quoted = await views.QuoteAsync(entry.Transaction, message.Quoted.N, CancellationToken.None),   // the caller has looked
        });
    }

    private async ValueTask<NewMessage> DraftAsync(Caller caller, Membership membership, SendMessage command, CancellationToken ct)
    {
        if (command.MessageType == MessageType.System)
            throw new Refusal(Errors.ValidationFailed, "Only the server writes system messages.");
        Metadata.Check(command.Metadata);

        var draft = new NewMessage(command.Id ?? MessageId.New(), caller.WorkspaceN, caller.UserN, command.MessageType, command.Content)
        {
            Metadata = command.Metadata,
            ClearsDraft = command.ClearDraft,
        };
        if (command.ReplyTo is { } target)
            draft = draft with { Quoted = await QuotedAsync(caller, membership, target, ct) };
        if (command.AttachmentIds is { Count: > 0 } ids)
            draft = await WithFilesAsync(caller, draft, ids, ct);
        if (command.ForwardFrom is { } source)
            draft = await ForwardedAsync(caller, draft, source, ct);

        return string.IsNullOrWhiteSpace(draft.Content) && draft.Files.Count == 0 ? throw new Refusal(Errors.ValidationFailed, "A message needs content.") : draft;
    }

    private async ValueTask<NewMessage> WithFilesAsync(Caller caller, NewMessage draft, IReadOnlyList<FileId> ids, CancellationToken ct)
    {
        var files = await AttachmentRows.FindAsync(database, caller, ids, ct);
        return draft with { Files = [.. files.Select(file => file.N)], Type = AttachmentRows.Type(draft.Type, files) };
    }

    private async ValueTask<QuotedMessage> QuotedAsync(Caller caller, Membership membership, MessageId target, CancellationToken ct)
    {
        var replied = await access.RequireMessageAsync(caller, target, Permission.Read, ct);
        if (replied.Membership.ConversationN != membership.ConversationN)
            throw new Refusal(Errors.ValidationFailed, "A reply stands in the conversation of the message it answers.");

        return (await views.QuoteAsync(database, replied.MessageN, ct))!;
    }

    /// <summary>
    /// A forward repeats the text of a message that the forwarder may read, and names who wrote it first: so it has no words of the
    /// forwarder's, which would look like the author's.
    /// </summary>
    private async ValueTask<NewMessage> ForwardedAsync(Caller caller, NewMessage draft, MessageId source, CancellationToken ct)
    {
        var original = await access.RequireMessageAsync(caller, source, Permission.Read, ct);
        if (original.IsDeleted)
            throw new Refusal(Errors.MessageGone);

        var row = (await database.QueryAsync(
            $"select {MessageViews.Columns} from messages m where m.n = {original.MessageN}", MessageViews.From, ct))[0];
        if ((draft.Content.Length > 0 && draft.Content != row.Content) || draft.Files.Count > 0)
            throw new Refusal(Errors.ValidationFailed, "A forward repeats the message as it is; say your own words in another.");

        return draft with
        {
            Source = await views.SourceAsync(database, row.ForwardFromN ?? row.N, ct),
            Content = row.Content,
            Files = row.Extras.HasFlag(MessageExtras.Attachments) ? await AttachmentRows.OfMessageAsync(database, row.N, ct) : [],
            Type = row.Type == MessageType.System ? MessageType.Text : row.Type,
        };
    }

    /// <summary>Whoever sends an id again gets the same message, if they may read it and it stands where they send to.</summary>
    private async ValueTask<MessageView?> FindAlreadySentAsync(Caller caller, SendMessage command, CancellationToken ct)
    {
        var found = await database.FindAsync($"""
            select m.n, c.id, m.sender_n from messages m join conversations c on c.n = m.conversation_n
            where m.id = {command.Id} and m.workspace_n = {caller.WorkspaceN}
            """, row => new { N = row.Long(0), Conversation = row.Id<ConversationId>(1), SenderN = row.Long(2) }, ct);
        if (found is null)
            return null;
        if (found.Conversation != command.ConversationId)
            throw new Refusal(Errors.IdTaken);

        return await views.ReadOneAsync(database, found.Conversation, found.N, caller.UserN, ct);
    }
}

/// <summary>A message, and whether this send made it.</summary>
public sealed record SentOnce(MessageView Message, bool IsNew);
