namespace Parley.Storage;

/// <summary>What a write may do: its statements, the next numbers of a conversation, and the news to tell once it is on disk.</summary>
public abstract class Transaction : Queries
{
    internal PendingWrite? Current { get; set; }

    /// <summary>Whether the current write has changed rows, so that refusing it needs a rollback.</summary>
    internal bool Dirty { get; set; }

    /// <summary>
    /// How often written rows were undone. Whoever remembers beyond a transaction what was read inside one forgets it when this has
    /// moved: it may have been a row that never came to be.
    /// </summary>
    public long Undone { get; protected set; }

    /// <summary>Returns how many rows changed.</summary>
    public abstract ValueTask<int> WriteAsync(Sql sql);

    /// <summary>The row number that the last insert of this transaction got.</summary>
    public abstract long LastRow { get; }

    /// <summary>Takes the conversation's next number for a change that is not a message.</summary>
    public abstract ValueTask<Position> NextChangeAsync(long conversationN);

    /// <summary>Takes the conversation's next number and ordinal for a message.</summary>
    public abstract ValueTask<Position> NextMessageAsync(long conversationN, DateTimeOffset at);

    /// <summary>Says which row the message of the last <see cref="NextMessageAsync"/> became.</summary>
    public abstract void MessageStored(long conversationN, long messageN);

    /// <summary>Stores where the conversation stands already now, so that the rest of this transaction can read it.</summary>
    public abstract ValueTask StoreHeadAsync(long conversationN);

    /// <summary>Remembers something to tell after the commit, in order: an announcement, or a chore to wake. Forgotten when the commit fails.</summary>
    public void Tell(object news) => Current!.News.Add(news);
}

/// <summary>Where a change stands: its number, and how many messages there are up to it (for a message, its own ordinal).</summary>
public readonly record struct Position(long Seq, long Ordinal);
