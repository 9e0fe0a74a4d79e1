using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Parley.Storage;

/// <summary>Brings the schema up to date at start: the numbered .sql files, each once, each in a transaction of its own.</summary>
internal static partial class Migrations
{
    /// <summary>The last one that this build knows.</summary>
    public static int Newest => All().Max(migration => migration.Number);

    public static void Apply(SqliteSession session, IReadOnlyDictionary<string, string> words, TimeProvider clock, ILogger logger)
    {
        session.Execute("create table if not exists migrations (number integer primary key, name text not null, applied_at bigint not null)");
        var applied = session.Query($"select number from migrations", row => row.Long(0));
        foreach (var (number, name, text) in All().Where(m => !applied.Contains(m.Number)))
        {
            // begin immediate takes the writer's lock: a second process that starts at the same moment waits, then finds it done.
            session.Execute("begin immediate");
            session.Execute(Word().Replace(text, match => words[match.Groups[1].Value]));
            Sql done = $"insert into migrations (number, name, applied_at) values ({number}, {name}, {clock.GetUtcNow()})";
            session.Prepared(done);
            session.Execute("commit");
            logger.Migrated(name);
        }
    }

    private static IEnumerable<(int Number, string Name, string Text)> All()
    {
        var assembly = typeof(Migrations).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (int.Parse(name.AsSpan(0, 4), null), name, reader.ReadToEnd());
        }
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Word();
}
