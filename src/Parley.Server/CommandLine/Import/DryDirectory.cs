using Parley.Storage;

namespace Parley.Server.CommandLine.Import;

/// <summary>A data directory with a copy of the database, as the last commit left it, which is gone afterwards.</summary>
internal sealed class DryDirectory : IDisposable
{
    public DryDirectory(string dataDirectory)
    {
        Path = Directory.CreateTempSubdirectory("parley-dry-run-").FullName;
        var database = System.IO.Path.Combine(dataDirectory, "parley.db");
        if (!File.Exists(database))
            return;

        SqliteLibrary.Load();
        using var session = new SqliteSession(database, writes: false);
        session.CopyTo(System.IO.Path.Combine(Path, "parley.db"));
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
