using System.CommandLine;
using Parley.Audit;
using Parley.Storage;

namespace Parley.Server.CommandLine.Archive;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>.</summary>
internal static class ArchiveCommands
{
    private const string PackWord = "pack-archive";

    public static Command Backup(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "The archive to make, such as parley-2027-01-31.tar.gz." };
        var command = new Command("backup", "Writes database, uploads and keys into one archive, while the server runs or while none does.") { file };
        context.Outside(command, (parsed, ct) => BackupAsync(context, Path.GetFullPath(parsed.GetRequiredValue(file)), ct));
        return command;
    }

    public static Command Restore(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "The archive." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Looks at every byte and changes nothing." };
        var command = new Command("restore", "Puts a backup into an empty data directory, after it has been found whole.") { file, dryRun };
        context.Outside(command, (parsed, ct) => RestoreAsync(context, Path.GetFullPath(parsed.GetRequiredValue(file)), parsed.GetValue(dryRun), ct));
        return command;
    }

    /// <summary>What <c>backup</c> asks of the house: the archive as a stream.</summary>
    public static Command Pack(CommandContext context)
    {
        var command = new Command(PackWord) { Hidden = true };
        context.InHouse(command, async (house, _, ct) =>
        {
            if (house.GetRequiredService<Database>() is not SqliteDatabase database)
                throw new CommandFailedException("This database is backed up by its own tools (pg_dump); backup is for SQLite.");

            var main = await UserCommands.WorkspaceAsync(house, null, ct);
            await database.WriteAsync(async transaction => await house.GetRequiredService<AuditLog>().NoteAsync(
                transaction, main.N, 0, null, AuditActions.BackupMade, "server"), ct);
            await Task.Yield();   // off the publishing thread: this takes long
            await new ArchiveWriter(database, house.GetRequiredService<DataDirectory>(), TimeProvider.System).WriteAsync(context.Terminal.Data, ct);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<int> BackupAsync(CommandContext context, string file, CancellationToken ct)
    {
        if (File.Exists(file))
            throw new CommandFailedException($"{file} is there already.");

        // Keys and password hashes are in it: for its maker only. Under another name until it has been read back.
        var draft = $"{file}.partial";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            Manifest manifest;
            await using (var archive = new FileStream(draft, options))
            {
                var code = await context.AskHouseAsync([PackWord], context.Terminal with { Data = archive }, makesData: false, ct);
                if (code != ExitCodes.Done)
                    return code;

                archive.Flush(flushToDisk: true);
                archive.Position = 0;
                manifest = await ArchiveReader.ReadAsync(archive, null, ct);
            }

            File.Move(draft, file);
            context.Terminal.Say($"{file}: {Summary(manifest)}. Keep it safe: it holds keys and password hashes.");
            return ExitCodes.Done;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static async Task<int> RestoreAsync(CommandContext context, string file, bool dryRun, CancellationToken ct)
    {
        if (!File.Exists(file))
            throw new CommandFailedException($"There is no {file}.");

        await using var archive = File.OpenRead(file);
        if (dryRun)
        {
            context.Terminal.Say($"{file} is whole: {Summary(await ArchiveReader.ReadAsync(archive, null, ct))}. Nothing was changed.");
            return ExitCodes.Done;
        }

        var root = context.DataDirectoryOf();
        Directory.CreateDirectory(root);
        if (Directory.EnumerateFileSystemEntries(root).Any(entry => Path.GetFileName(entry) != "lost+found"))
            throw new CommandFailedException($"\"{root}\" is not empty: a restore goes into an empty Parley:DataDirectory.");

        var draft = Directory.CreateDirectory(Path.Combine(root, $"restore-{Guid.CreateVersion7():N}")).FullName;
        try
        {
            var manifest = await ArchiveReader.ReadAsync(archive, draft, ct);
            ArchivedDatabase.Require(Path.Combine(draft, Manifest.Database), manifest);

            // The database last: only with it is the directory a server's.
            foreach (var entry in Directory.EnumerateFileSystemEntries(draft).OrderBy(entry => Path.GetFileName(entry) == Manifest.Database))
                Directory.Move(entry, Path.Combine(root, Path.GetFileName(entry)));

            context.Terminal.Say($"Restored into {root}: {Summary(manifest)}.");
            return ExitCodes.Done;
        }
        finally
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static string Summary(Manifest manifest) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{manifest.Counts["users"]} users, {manifest.Counts["conversations"]} conversations, {manifest.Counts["messages"]} messages, "
        + $"{manifest.Files.Count - 1} further files, of {manifest.MadeAt:yyyy-MM-dd HH:mm:ss} UTC");
}
