using System.Diagnostics;
using Parley.Access;
using Parley.Search.Asking;
using Parley.Storage;

namespace Parley.Search;

/// <summary>What a search is about, with people and conversations looked up.</summary>
internal sealed record LookedFor(SearchQuery Query, Matcher Matcher, Scope Scope, IReadOnlySet<long> From, IReadOnlySet<long> NotFrom)
{
    private readonly Matcher _without = new(Query.MustNot);

    /// <summary>Whether a whole message, read from its table, is what is looked for.</summary>
    public bool Is(Candidate row) =>
        Scope.Places.ContainsKey(row.ConversationN)
        && (From.Count == 0 || From.Contains(row.SenderN))
        && (Query.Types.Count == 0 || Query.Types.Contains(row.Type))
        && (FactsOf.Message(row, row.Content) & Query.Has) == Query.Has
        && Matcher.Weigh(row.Content) is not null
        && !IsUnwanted(row)
        && (Query.MustNot.Count == 0 || !_without.FindsAny(row.Content));

    /// <summary>What the index was not asked.</summary>
    public bool IsUnwanted(Candidate row) =>
        NotFrom.Contains(row.SenderN) || (Query.HasNot != MessageFacts.None && (FactsOf.Message(row, row.Content) & Query.HasNot) != MessageFacts.None);
}

/// <summary>
/// The newest matches below a row, and where it stopped looking. It takes whichever way is short: the index, with the conversations as
/// terms where the caller sees little of the whole; the narrow table index of a fact such as a pin; or the messages themselves.
/// </summary>
internal sealed class MessageWindow(SearchIndex index, Queries queries, LookedFor asked, Caller caller)
{
    private const int TailMessages = 2_000;        // not indexed yet and read directly
    private const int ExaminedInIndex = 8_000;     // matches looked at in one step by a caller who sees little of them: some 20 ms
    private const long Stretch = 40_000;
    private const int ExaminedInTable = 20_000;
    private const int FewMessages = 30_000;        // conversations with no more than these are walked whole
    private const int ConversationTerms = 500;     // conversations that the index intersects by
    private const double SmallShare = 0.15;        // of all messages: below it intersecting beats looking at each match
    /// <summary>How long one page looks, over all its windows.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan ShortWork = TimeSpan.FromMilliseconds(5);

    private const long MillisecondsOfADay = 86_400_000;

    public async ValueTask<(List<Candidate> Found, long Bottom)> ReadAsync(long low, long high, int size, CancellationToken ct)
    {
        var position = await IndexMessages.PositionAsync(queries, ct);
        var found = new List<Candidate>();
        if (high > position)
        {
            // From the newest down; a longer tail than this is found when it is indexed.
            var tail = await MessageScan.ReadAsync(queries, Question(TailMessages), Math.Max(low, position + 1), high, ct);
            found.AddRange(tail.Where(asked.Is).Take(size));
        }

        if (found.Count == size)
            return (found, found[^1].N);

        var (from, to) = await RowsOfTheTimeAsync(low, Math.Min(high, position), ct);
        if (from > to)
            return (found, 0);

        var question = Question(size - found.Count) with { Low = from, High = to, Examined = ExaminedInIndex };
        var (more, bottom) = IsForTheIndex(out var facts)
            ? await FromIndexAsync(question with { Facts = facts }, ct)
            : await FromTableAsync(question, ct);
        found.AddRange(more);
        return (found, bottom);
    }

    private bool IsForTheIndex(out List<IReadOnlyList<string>> facts)
    {
        var query = asked.Query;
        facts = [.. FactsOf.Terms(query.Has).Select(term => (IReadOnlyList<string>)[term])];
        if (asked.From.Count > 0)
            facts.Add([.. asked.From.Select(FactsOf.Sender)]);
        if (query.Types.Count > 0)
            facts.Add([.. query.Types.Select(FactsOf.Type)]);

        var messages = asked.Scope.Messages;
        var changing = (query.Has & MessageFacts.Changing) != MessageFacts.None;
        if (changing && messages > FewMessages)
            return false;

        var byConversation = query.In.Count > 0 || (asked.Scope.Places.Count <= ConversationTerms && (changing || messages < Newest * SmallShare));
        if (byConversation)
            facts.Add([.. asked.Scope.Places.Keys.Select(FactsOf.Conversation)]);

        return query.Must.Count > 0 || facts.Count > 0;
    }

    /// <summary>The newest message of all: how much there is.</summary>
    public long Newest { get; init; }

    /// <summary>When the page began to look, on the stopwatch's clock.</summary>
    public long Started { get; init; }

    private async ValueTask<(List<Candidate> Found, long Bottom)> FromIndexAsync(IndexQuestion question, CancellationToken ct)
    {
        // The index is asked for a stretch of rows at a time: a question whose every word is common and whose answer is rare would
        // otherwise take a second. When patience ends, the cursor says how far it looked.
        var (found, high) = (new List<Candidate>(), question.High);
        var stretch = asked.Query.Must.Exists(clause => clause.Ways.Any(way => way.IsPrefix)) ? long.MaxValue / 1_000_000 : Stretch;
        while (true)
        {
            var (low, began) = (Math.Max(question.Low, high - stretch + 1), Stopwatch.GetTimestamp());
            var matches = await index.MatchesAsync(queries, question with { Low = low, High = high }, ct);
            var wanted = question.Limit - found.Count;
            var rows = matches.Count == 0 ? [] : await index.ReadAsync(queries, matches, question with { Limit = wanted }, ct);
            found.AddRange(rows.Where(row => !asked.IsUnwanted(row)));
            if (rows.Count == wanted)
                return (found, rows[^1].N);

            high = matches.Count == question.Examined ? matches[^1] - 1 : low - 1;
            if (high < question.Low)
                return (found, 0);
            if (Stopwatch.GetElapsedTime(Started) > Patience)
                return (found, high + 1);
            if (Stopwatch.GetElapsedTime(began) < ShortWork)
                stretch *= 4;   // beginning anew costs more than looking, for words that are rare
        }
    }

    private async ValueTask<(List<Candidate> Found, long Bottom)> FromTableAsync(IndexQuestion question, CancellationToken ct)
    {
        var bottom = (asked.Query.Has & MessageFacts.Changing) != MessageFacts.None
            ? await MessageScan.ReachAsync(queries, asked.Query.Has, question.Low, question.High, ExaminedInTable, ct)
            : Math.Max(0, question.High - ExaminedInTable);
        bottom = bottom < question.Low ? 0 : bottom;

        // Without words every row is a match and so many are enough; with words each must be looked at.
        var limit = asked.Query.Must.Count + asked.Query.MustNot.Count + asked.NotFrom.Count == 0 && asked.Query.HasNot == MessageFacts.None && asked.From.Count == 0
            ? question.Limit : TailMessages;
        var rows = await MessageScan.ReadAsync(queries, question with { Limit = limit }, Math.Max(question.Low, bottom), question.High, ct);
        if (rows.Count == limit)
            bottom = rows[^1].N;

        var found = rows.FindAll(asked.Is);
        return found.Count > question.Limit ? (found[..question.Limit], found[question.Limit - 1].N) : (found, bottom);
    }

    /// <summary>Which of the rows may have been written at the time that is asked for.</summary>
    private async ValueTask<(long From, long To)> RowsOfTheTimeAsync(long low, long high, CancellationToken ct)
    {
        if (asked.Query.Since is { } since)
        {
            var first = await queries.NumberAsync($"select coalesce(min(first_n), 0) from search_days where day >= {since.ToUnixTimeMilliseconds() / MillisecondsOfADay}", ct);
            low = Math.Max(low, first == 0 ? long.MaxValue : first);
        }

        if (asked.Query.Until is { } until)
            high = Math.Min(high, await queries.NumberAsync(
                $"select coalesce(max(last_n), 0) from search_days where day <= {until.ToUnixTimeMilliseconds() / MillisecondsOfADay}", ct));

        return (low, high);
    }

    private IndexQuestion Question(int limit) => new(
        asked.Query.Must, Unwanted(), [], asked.Query.Has, 0, 0, asked.Query.Since?.ToUnixTimeMilliseconds() ?? 0,
        asked.Query.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue, caller.UserN, caller.WorkspaceN, 0, limit);

    private IReadOnlyList<Clause> Unwanted() =>
        [.. asked.Query.MustNot, .. FactsOf.Terms(asked.Query.HasNot).Concat(asked.NotFrom.Select(FactsOf.Sender)).Select(term => new Clause(term, [new([term], 0)]))];
}
