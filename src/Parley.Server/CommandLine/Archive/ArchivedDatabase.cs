using Parley.Storage;

namespace Parley.Server.CommandLine.Archive;

/// <summary>A copy of the database, looked at before it is packed and after it is unpacked.</summary>
internal static class ArchivedDatabase
{
    /// <summary>The last migration that made its tables, and how much there is in it.</summary>
    public static (int Migration, IReadOnlyDictionary<string, long> Counts) Read(string file)
    {
        using var session = Open(file);
        return ((int)Number(session, $"select max(number) from migrations"), new Dictionary<string, long>
        {
            ["workspaces"] = Number(session, $"select count(*) from workspaces"),
            ["users"] = Number(session, $"select count(*) from users"),
            ["conversations"] = Number(session, $"select count(*) from conversations"),
            ["messages"] = Number(session, $"select count(*) from messages"),
        });
    }

    /// <exception cref="CommandFailedException">It is damaged, of a newer version, or does not hold what the manifest says.</exception>
    public static void Require(string file, Manifest manifest)
    {
        using (var session = Open(file))
        {
            if (session.Query($"pragma integrity_check", row => row.Text(0)) is not ["ok"])
                throw new CommandFailedException("The database in the archive is damaged.");
        }

        var (migration, counts) = Read(file);
        if (migration > Migrations.Newest)
            throw new CommandFailedException($"The database was made by a newer version ({manifest.Version}): restore it with that one.");
        if (migration != manifest.Migration || counts.Any(count => manifest.Counts.GetValueOrDefault(count.Key) != count.Value))
            throw new CommandFailedException("The database does not hold what the manifest says.");
    }

    private static SqliteSession Open(string file)
    {
        SqliteLibrary.Load();
        return new SqliteSession(file, writes: false);
    }

    private static long Number(SqliteSession session, Sql sql) => session.TryFind(sql, row => row.Long(0), out var number) ? number : 0;
}
