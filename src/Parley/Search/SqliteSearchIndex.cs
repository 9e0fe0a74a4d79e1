using System.Globalization;
using System.Text;
using Parley.Search.Asking;
using Parley.Storage;

namespace Parley.Search;

/// <summary>The index in SQLite's FTS5. Terms come split; they hold no ASCII but letters, digits and our two marks, so quotes are safe.</summary>
public sealed class SqliteSearchIndex : SearchIndex
{
    // Pages of about 4 KB that one step of a merge writes: a few milliseconds of the write lane.
    private const int MergePages = 150;

    public override async ValueTask AddAsync(Transaction transaction, long messageN, string terms) =>
        await transaction.WriteAsync($"insert into message_words (rowid, words) values ({messageN}, {terms})");

    public override ValueTask<string?> TermsAsync(Queries queries, long messageN, CancellationToken ct) =>
        queries.FindAsync($"select words from message_words where rowid = {messageN}", row => row.Text(0), ct);

    public override async ValueTask RemoveAsync(Transaction transaction, long messageN)
    {
        if (await transaction.WriteAsync($"insert into search_gone (words) select words from message_words where rowid = {messageN}") > 0)
            await transaction.WriteAsync($"delete from message_words where rowid = {messageN}");
    }

    public override ValueTask<List<long>> MatchesAsync(Queries queries, IndexQuestion question, CancellationToken ct) => queries.QueryAsync($"""
        select rowid from message_words where message_words match {Expression(question.Must, question.MustNot, question.Facts)}
            and rowid >= {question.Low} and rowid <= {question.High} order by rowid desc limit {question.Examined}
        """, row => row.Long(0), ct);

    // The numbers drive, in their order: "cross join" keeps SQLite from turning the two around.
    public override ValueTask<List<Candidate>> ReadAsync(
        Queries queries, IReadOnlyList<long> matches, IndexQuestion question, CancellationToken ct) => queries.QueryAsync($"""
        select {Candidate.Columns} from json_each({$"[{string.Join(',', matches)}]"}) f cross join messages m on m.n = f.value
        where m.deleted_at is null and m.created_at >= {question.Since} and m.created_at < {question.Until}{MessageScan.Changing(question.Changing)}
            and exists (select 1 from members mb join conversations c on c.n = mb.conversation_n
                where mb.conversation_n = m.conversation_n and mb.user_n = {question.UserN}{MessageScan.Visible}
                    and c.workspace_n = {question.WorkspaceN})
        limit {question.Limit}
        """, Candidate.From, ct);

    public override async ValueTask<bool> HoldsAsync(Queries queries, string term, CancellationToken ct) =>
        await queries.NumberAsync($"select 1 from message_words where message_words match {Quoted([term])} limit 1", ct) == 1;

    // Both indexes: of the names' one nothing is left to do after a step or two.
    public override async ValueTask<bool> MergeAsync(Transaction transaction, bool begin)
    {
        // A negative number of pages begins a merge of everything into one; a positive one goes on with it. Two changes are the
        // statement itself and its bookkeeping: more means that pages were written.
        var before = await transaction.NumberAsync($"select total_changes()");
        var pages = begin ? -MergePages : MergePages;
        await transaction.WriteAsync($"insert into message_words (message_words, rank) values ('merge', {pages})");
        var between = await transaction.NumberAsync($"select total_changes()");
        await transaction.WriteAsync($"insert into name_words (name_words, rank) values ('merge', {pages})");
        return between - before >= 2 || await transaction.NumberAsync($"select total_changes()") - between >= 2;
    }

    public override async ValueTask NameAsync(Transaction transaction, NameKind kind, long n, string? terms)
    {
        var row = Row(kind, n);
        if (await transaction.WriteAsync($"insert into search_gone (words) select words from name_words where rowid = {row}") > 0)
            await transaction.WriteAsync($"delete from name_words where rowid = {row}");
        if (terms is not null)
            await transaction.WriteAsync($"insert into name_words (rowid, words) values ({row}, {terms})");
    }

    public override ValueTask<List<long>> FindNamesAsync(
        Queries queries, NameKind kind, IReadOnlyList<Clause> must, string fact, int limit, CancellationToken ct) => queries.QueryAsync(
        $"select rowid from name_words where name_words match {Expression(must, [], [[fact]])} order by rowid limit {limit}", row => row.Long(0) >> 1, ct);

    private static long Row(NameKind kind, long n) => (n << 1) | (long)kind;

    private static string Expression(
        IReadOnlyList<Clause> must, IReadOnlyList<Clause> mustNot, IReadOnlyList<IReadOnlyList<string>> facts)
    {
        var text = new StringBuilder("(");
        foreach (var clause in must)
            Either(text.Append(text.Length > 1 ? " AND " : ""), clause.Ways.Select(Written));
        foreach (var group in facts)
            Either(text.Append(text.Length > 1 ? " AND " : ""), group.Select(fact => Quoted([fact])));

        text.Append(')');
        if (mustNot.Count > 0)
            Either(text.Append(" NOT "), mustNot.SelectMany(clause => clause.Ways).Select(Written));

        return text.ToString();
    }

    private static void Either(StringBuilder text, IEnumerable<string> written) =>
        text.Append('(').AppendJoin(" OR ", written).Append(')');

    private static string Written(Way way) => Quoted(way.Terms) + (way.IsPrefix ? " *" : "");

    private static string Quoted(IReadOnlyList<string> terms) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{string.Join(' ', terms)}\"");
}
