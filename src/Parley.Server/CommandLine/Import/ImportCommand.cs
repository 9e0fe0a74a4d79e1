using System.CommandLine;
using Microsoft.Data.Sqlite;
using Parley.Dialects;
using Parley.Dialects.Shared.Importing;
using Parley.Files.Store;
using Parley.Importing;
using Parley.People;
using Parley.Search;
using Parley.Server.CommandLine.Control;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Server.CommandLine.Import;

/// <summary><c>import SYSTEM DUMP</c>: takes over what an older system had, from its Django dump.</summary>
internal static class ImportCommand
{
    public static Command Make(CommandContext context)
    {
        var system = new Argument<string>("system") { Description = $"Where the dump comes from: {string.Join(", ", Imports.Systems)}." };
        system.AcceptOnlyFromAmong([.. Imports.Systems]);
        var dump = new Argument<string>("dump") { Description = "What \"manage.py dumpdata\" wrote (JSON)." };
        var media = new Option<string?>("--media") { Description = "A copy of the old system's MEDIA_ROOT. Without it no files come over." };
        var workspace = new Option<string?>("--workspace") { Description = "The slug of the workspace; main when none is named." };
        var users = new Option<string?>("--users") { Description = "A second dump, or a list of objects with id, with the users that the dump lacks." };
        var tenant = new Option<string?>("--tenant") { Description = "Of tenant-chat: the tenant that goes into the workspace." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Does it all on a copy of the database, shows the table and throws the copy away." };
        var command = new Command(
            "import", "Takes over people, conversations, messages and files of an older system. No server may run on the data directory meanwhile.")
        {
            system, dump, media, workspace, users, tenant, dryRun,
        };
        context.Outside(command, (parsed, ct) => RunAsync(context, new(
            parsed.GetRequiredValue(system), Path.GetFullPath(parsed.GetRequiredValue(dump)), Full(parsed.GetValue(media)),
            parsed.GetValue(workspace) ?? FirstWorkspace.Slug, Full(parsed.GetValue(users)), Tenant(parsed.GetValue(tenant)), parsed.GetValue(dryRun)), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, Wish wish, CancellationToken ct)
    {
        Require(wish);
        var directory = context.DataDirectoryOf();
        if (!wish.IsDryRun && await ControlClient.IsThereAsync(directory, ct))
            throw new CommandFailedException(
                $"A server runs on \"{directory}\": stop it first, because it would not see what comes. A --dry-run works beside it.");

        try
        {
            context.Terminal.Say($"Reading {wish.Dump} …");
            var began = TimeProvider.System.GetTimestamp();
            using var source = await Imports.ReadAsync(wish.System, wish.Dump, wish.Users, wish.Tenant, ct);
            Took(context, "Read", began);
            if (!wish.IsDryRun)
                return await WriteAsync(context, wish, source, directory, ct);

            using var copy = new DryDirectory(directory);
            return await WriteAsync(context, wish, source, copy.Path, ct);
        }
        catch (DumpException exception)
        {
            throw new CommandFailedException(exception.Message);
        }
        catch (SqliteException exception)
        {
            throw new CommandFailedException($"The database, or the temporary one in {Path.GetTempPath()}, cannot be written: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            throw new CommandFailedException("Interrupted. What was written stays; run it again and it goes on from there.");
        }
    }

    private static void Require(Wish wish)
    {
        foreach (var file in new[] { wish.Dump, wish.Users })
        {
            if (file is not null && !File.Exists(file))
                throw new CommandFailedException($"There is no {file}.");
        }

        if (wish.Media is not null && !Directory.Exists(wish.Media))
            throw new CommandFailedException($"There is no directory {wish.Media}.");
    }

    private static async Task<int> WriteAsync(CommandContext context, Wish wish, ImportSource source, string directory, CancellationToken ct)
    {
        await using var app = ParleyServer.Build(context.Settings, builder =>
        {
            builder.Logging.ClearProviders();
            if (wish.IsDryRun)
                builder.Services.AddSingleton<FileStore, ForgettingFileStore>();
        }, new Dictionary<string, string?> { ["Parley:DataDirectory"] = directory });
        await app.Services.GetRequiredService<FirstWorkspace>().MakeAsync(ct);
        await Task.Yield();   // off the thread that commits
        try
        {
            var workspace = await app.Services.GetRequiredService<OperatorAccounts>().WorkspaceAsync(wish.Workspace, ct);
            var began = TimeProvider.System.GetTimestamp();
            await app.Services.GetRequiredService<Importer>().RunAsync(workspace, source, wish.Media, ct);
            Took(context, "Written", began);
            if (!wish.IsDryRun)
                await IndexAsync(context, app, ct);

            return await ImportReport.SayAsync(
                context.Terminal, source.Tally, app.Services.GetRequiredService<OperatorAccounts>(), workspace, wish.IsDryRun, ct);
        }
        finally
        {
            await Task.Yield();
            await app.Services.GetRequiredService<Database>().StopAsync();
        }
    }

    // A server would do it too, but slowly, because it leaves the write lane to those who send.
    private static async Task IndexAsync(CommandContext context, WebApplication app, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var index = app.Services.GetRequiredService<IndexMessages>();
        index.IsPaced = false;
        await index.RunNowAsync(ct);
        await Task.Yield();
        Took(context, "Search prepared", began);
    }

    private static void Took(CommandContext context, string what, long began) => context.Terminal.Say(string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{what} in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s."));

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);

    private static string? Tenant(string? tenant) => Guid.TryParse(tenant, out var id) ? id.ToString() : tenant;

    private sealed record Wish(string System, string Dump, string? Media, string Workspace, string? Users, string? Tenant, bool IsDryRun);
}
