using System.Diagnostics;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.People;
using Parley.Protocol;
using Parley.Search.Asking;
using Parley.Storage;

namespace Parley.Search;

/// <summary>Finds messages: what the caller may see is settled first, then what matches, then the order.</summary>
public sealed class FindMessages(SearchIndex index, UserDirectory people, MessageViews views)
{
    private const int RankedMessages = 1_000;   // the newest matches; older ones follow page by page
    private const int Few = 3;                  // fewer exact hits than this, and beginnings and typos are looked for too
    private const int Windows = 4;              // looked into for one page before it is given out empty, with a cursor

    internal async ValueTask<(List<MessageHit> Hits, SearchCursor? Next)> FindAsync(
        Queries queries, Caller caller, SearchQuery query, SearchCursor? cursor, int limit, DateTimeOffset now, CancellationToken ct)
    {
        var scope = await Scope.LoadAsync(queries, caller, ct);
        if (query.In.Count > 0)
            scope = scope.Named(query.In);

        var from = await PeopleAsync(queries, caller, query.From, ct);
        if (query.AsksForNothing || scope.Places.Count == 0 || (query.From.Count > 0 && from.Count == 0))
            return ([], null);

        var newest = await queries.NumberAsync($"select coalesce(max(n), 0) from messages", ct);
        var at = cursor ?? SearchCursor.First(newest, now);
        var notFrom = await PeopleAsync(queries, caller, query.NotFrom, ct);
        var asked = new LookedFor(query, new(query.Must), scope, from, notFrom);
        (List<Ranked> Found, SearchCursor? Next) page = at.IsRelaxed ? ([], null) : await PageAsync(queries, caller, asked, newest, at, limit, ct);
        if (at.IsRelaxed || (cursor is null && page.Next is null && page.Found.Count < Few && query.Must.Exists(clause => clause.Word is not null)))
        {
            var relaxed = await RelaxAsync(queries, query, ct);
            asked = asked with { Query = relaxed, Matcher = new(relaxed.Must) };
            page = await PageAsync(queries, caller, asked, newest, at with { IsRelaxed = true }, limit, ct);
        }

        return (await HitsAsync(queries, caller, asked, page.Found, ct), page.Next);
    }

    private async ValueTask<(List<Ranked> Found, SearchCursor? Next)> PageAsync(
        Queries queries, Caller caller, LookedFor asked, long newest, SearchCursor at, int limit, CancellationToken ct)
    {
        var size = asked.Query.Must.Count == 0 ? limit : RankedMessages;
        var started = Stopwatch.GetTimestamp();
        for (var looked = 1; ; looked++)
        {
            var window = new MessageWindow(index, queries, asked, caller) { Newest = newest, Started = started };
            var (found, bottom) = await window.ReadAsync(at.Bottom, at.Top, size, ct);
            bottom = Math.Max(bottom, at.Bottom);
            var ranked = Ranking.Rank(found, asked.Query, asked.Matcher, at.AsOf);
            var rest = ranked.FindAll(r => r.Score < at.Score || (r.Score == at.Score && r.Candidate.N < at.N));
            if (rest.Count > limit)
                return (rest[..limit], at with { Bottom = Math.Max(bottom, 1), Score = rest[limit - 1].Score, N = rest[limit - 1].Candidate.N });

            var next = bottom > 1 ? at.Below(bottom) : null;
            if (rest.Count > 0 || next is null || looked == Windows || Stopwatch.GetElapsedTime(started) > MessageWindow.Patience)
                return (rest, next);

            at = next;
        }
    }

    private static async ValueTask<SearchQuery> RelaxAsync(Queries queries, SearchQuery query, CancellationToken ct)
    {
        var must = new List<Clause>();
        foreach (var clause in query.Must)
            must.Add(ClauseReader.Relax(clause, clause.Word is { } word && must.Count < Windows ? await Vocabulary.MeantAsync(queries, word, ct) : []));

        return query with { Must = must };
    }

    private async ValueTask<HashSet<long>> PeopleAsync(Queries queries, Caller caller, IReadOnlyList<string> names, CancellationToken ct)
    {
        var found = new HashSet<long>();
        foreach (var name in names.Take(20))
        {
            if (name == "me")
                found.Add(caller.UserN);
            else if (await people.FindAsync(caller.WorkspaceN, name, ct) is { } person)
                found.Add(person.N);
            else
                found.UnionWith(await queries.QueryAsync($"""
                    select n from users where workspace_n = {caller.WorkspaceN} and (username_key = {Names.Key(name)} or display_key = {Names.Key(name)}) limit 20
                    """, row => row.Long(0), ct));
        }

        return found;
    }

    private async ValueTask<List<MessageHit>> HitsAsync(Queries queries, Caller caller, LookedFor asked, List<Ranked> found, CancellationToken ct)
    {
        var hits = new List<MessageHit>(found.Count);
        foreach (var ranked in found)
        {
            var place = asked.Scope.Places[ranked.Candidate.ConversationN].View;
            var view = await views.ReadOneAsync(queries, place.Id, ranked.Candidate.N, caller.UserN, ct);
            var highlights = asked.Matcher.Highlights(view.Content);
            hits.Add(new(view, place, highlights, Snippets.Of(view.Content, highlights)));
        }

        return hits;
    }
}
