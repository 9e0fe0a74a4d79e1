using Parley.Search.Asking;
using Parley.Storage;

namespace Parley.Search;

/// <summary>
/// Where the terms of messages and names are kept: all that an engine does in its own way. What the terms are is decided before
/// (Words/Splitter), and how what is found ranks is decided after (Ranking).
/// </summary>
public abstract class SearchIndex
{
    public abstract ValueTask AddAsync(Transaction transaction, long messageN, string terms);

    /// <summary>The terms under which a message is found; nothing when it is not in the index.</summary>
    public abstract ValueTask<string?> TermsAsync(Queries queries, long messageN, CancellationToken ct);

    /// <summary>Takes a message's terms out, and notes them in <c>search_gone</c>.</summary>
    public abstract ValueTask RemoveAsync(Transaction transaction, long messageN);

    /// <summary>The numbers of the newest messages that match, newest first; whoever may see them.</summary>
    public abstract ValueTask<List<long>> MatchesAsync(Queries queries, IndexQuestion question, CancellationToken ct);

    /// <summary>Of these messages, in this order, those that the asking caller may see and whose rows are as asked.</summary>
    public abstract ValueTask<List<Candidate>> ReadAsync(Queries queries, IReadOnlyList<long> matches, IndexQuestion question, CancellationToken ct);

    /// <summary>Whether any message has the term.</summary>
    public abstract ValueTask<bool> HoldsAsync(Queries queries, string term, CancellationToken ct);

    /// <summary>Does a bounded part of rewriting the index without what was taken out of it; false when nothing was left to do.</summary>
    public abstract ValueTask<bool> MergeAsync(Transaction transaction, bool begin);

    public abstract ValueTask NameAsync(Transaction transaction, NameKind kind, long n, string? terms);

    /// <summary>The numbers of conversations or people whose names match.</summary>
    public abstract ValueTask<List<long>> FindNamesAsync(Queries queries, NameKind kind, IReadOnlyList<Clause> must, string fact, int limit, CancellationToken ct);
}

/// <summary>What has a name; stored.</summary>
public enum NameKind
{
    Conversation,
    Person,
}

/// <summary>
/// What is asked of the index: clauses, facts of which one of each group must hold, the rows to look at, how many of them at most, and
/// who asks. Times are Unix milliseconds.
/// </summary>
public sealed record IndexQuestion(
    IReadOnlyList<Clause> Must, IReadOnlyList<Clause> MustNot, IReadOnlyList<IReadOnlyList<string>> Facts, MessageFacts Changing, long Low, long High,
    long Since, long Until, long UserN, long WorkspaceN, int Examined, int Limit);
