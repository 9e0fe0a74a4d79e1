using Parley.Access;
using Parley.Conversations.Log;
using Parley.People;
using Parley.Protocol;
using Parley.Search.Asking;
using Parley.Search.Words;
using Parley.Storage;

namespace Parley.Search;

/// <summary>Finds conversations (one's own and the public ones) and people of the workspace by the beginnings of words of their names.</summary>
public sealed class FindNames(SearchIndex index, ConversationViews conversations, TimeProvider clock)
{
    private const int Looked = 500;
    private const int Stale = 200;

    internal async ValueTask<List<ConversationView>> ConversationsAsync(
        Queries queries, Caller caller, SearchQuery query, int limit, CancellationToken ct)
    {
        var found = new List<(ConversationRow Row, int Rank)>();
        foreach (var n in await NumbersAsync(queries, caller, NameKind.Conversation, query, ct))
        {
            var row = await queries.FindAsync($"""
                select {ConversationViews.Columns} from conversations c {ConversationViews.Joins}
                left join members mb on mb.conversation_n = c.n and mb.user_n = {caller.UserN}
                where c.n = {n} and c.workspace_n = {caller.WorkspaceN} and c.deleted_at is null
                    and (mb.status = {MemberStatus.Active} or (c.visibility = {Visibility.Public} and (mb.status is null or mb.status <> {MemberStatus.Banned})))
                """, ConversationViews.From, ct);
            if (row is not null)
                found.Add((row, Rank(row.Title ?? "", query)));
        }

        var items = new List<ConversationView>();
        foreach (var (row, _) in found.OrderBy(f => f.Rank).ThenBy(f => f.Row.Title, StringComparer.Ordinal).ThenBy(f => f.Row.N).Take(limit))
            items.Add(await conversations.ReadMineAsync(queries, row.N, caller.UserN, ct) ?? await conversations.ViewAsync(queries, row, caller.UserN, ct));

        return items;
    }

    internal async ValueTask<List<UserView>> PeopleAsync(Queries queries, Caller caller, SearchQuery query, int limit, CancellationToken ct)
    {
        var found = new List<(AccountRow Row, int Rank)>();
        foreach (var n in await NumbersAsync(queries, caller, NameKind.Person, query, ct))
        {
            var row = await queries.FindAsync($"""
                select {AccountRow.Columns} from users u where u.n = {n} and u.workspace_n = {caller.WorkspaceN} and u.disabled_at is null
                """, AccountRow.From, ct);
            if (row is not null)
                found.Add((row, Math.Min(Rank(row.DisplayName, query), Rank(row.Username, query))));
        }

        return [.. found.OrderBy(f => f.Rank).ThenBy(f => f.Row.DisplayName, StringComparer.Ordinal).ThenBy(f => f.Row.N).Take(limit)
            .Select(f => f.Row.View(withEmail: caller.IsWorkspaceAdmin || f.Row.N == caller.UserN, clock.GetUtcNow()))];
    }

    private async ValueTask<IEnumerable<long>> NumbersAsync(Queries queries, Caller caller, NameKind kind, SearchQuery query, CancellationToken ct)
    {
        var must = query.Must.ConvertAll(Beginning);
        var fact = StaleNames.Fact(caller.WorkspaceN, kind);
        var found = new SortedSet<long>(await index.FindNamesAsync(queries, kind, must, fact, Looked, ct));

        // Those that are new or renamed are looked at as they are.
        var matcher = new Matcher(must);
        foreach (var (_, n) in await StaleNames.NextAsync(queries, kind, Stale, ct))
        {
            var name = await StaleNames.ReadAsync(queries, kind, n, ct);
            if (name is not null && name.Fact == fact && matcher.Weigh(name.Text) is not null)
                found.Add(n);
            else
                found.Remove(n);
        }

        return found;
    }

    /// <summary>#general and @ada are general and ada; every word may be only begun.</summary>
    private static Clause Beginning(Clause clause) => clause with
    {
        Ways =
        [
            .. from way in clause.Ways
               where way.Terms[0][0] != Token.StemMark
               let bare = way.Terms[0] is ['\uE023' or '\uE040', _, ..] ? way with { Terms = [way.Terms[0][1..], .. way.Terms.Skip(1)] } : way
               select bare with { IsPrefix = true },
        ],
    };

    private static int Rank(string name, SearchQuery query)
    {
        var asked = query.Must.SelectMany(clause => clause.Ways[0].Terms).ToList();
        var words = Splitter.Split(name).Where(t => t.Kind is TokenKind.Word or TokenKind.LastLetter).Select(t => t.Term).ToList();
        return words.SequenceEqual(asked) ? 0
            : words.Count > 0 && words[0].StartsWith(asked[0], StringComparison.Ordinal) ? 1
            : words.Contains(asked[0]) ? 2 : 3;
    }
}
