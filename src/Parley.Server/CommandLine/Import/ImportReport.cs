using System.Globalization;
using Parley.Importing;
using Parley.People;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Server.CommandLine.Import;

/// <summary>The table of an import: counts in, counts out, and why they differ.</summary>
internal static class ImportReport
{
    private static readonly (ImportKind Kind, string Name)[] Names =
    [
        (ImportKind.User, "users"), (ImportKind.Conversation, "conversations"), (ImportKind.Member, "members"), (ImportKind.Message, "messages"),
        (ImportKind.Reply, "replies"), (ImportKind.Forward, "forwards"), (ImportKind.File, "files"), (ImportKind.Reaction, "reactions"),
        (ImportKind.Other, "other rows"),
    ];

    public static async Task<int> SayAsync(
        Terminal terminal, ImportTally tally, OperatorAccounts accounts, WorkspaceRow workspace, bool isDryRun, CancellationToken ct)
    {
        terminal.Say("");
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{"",-14}{"in the dump",12}{"imported",12}{"here before",13}{"left out",10}"));
        foreach (var (kind, name) in Names)
        {
            var counts = tally.Kinds.GetValueOrDefault(kind) ?? new();
            terminal.Say(string.Create(
                CultureInfo.InvariantCulture, $"{name,-14}{counts.Found,12}{counts.Imported,12}{counts.Already,13}{counts.Skipped,10}"));
        }

        Say(terminal, "Left out:", tally.Skips);
        Say(terminal, "Not quite as it was:", tally.Changes);
        if (!(await accounts.ListAsync(workspace, ct)).Any(user => user.Role == WorkspaceRole.Owner && !user.Disabled))
            terminal.Say($"\nNobody owns workspace {workspace.Slug}: whoever signs up first will. Make an owner before you start the server: parley user add NAME --role owner");

        terminal.Say("");
        var lost = tally.Lost.ToList();
        foreach (var kind in lost)
            terminal.Errors.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{tally.Kinds[kind].Lost} {Name(kind)} are neither here nor left out for a reason: please report this."));

        terminal.Say(isDryRun ? "That was a dry run: nothing was written." : lost.Count == 0 ? "Done: every row is accounted for." : "Done, but see above.");
        return lost.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Say(Terminal terminal, string title, IEnumerable<ImportTally.Line> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;

        terminal.Say($"\n{title}");
        foreach (var line in all)
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"  {line.Count} {Name(line.Kind)}: {line.Why}"));
            if (line.Examples.Count > 0)
                terminal.Say($"      {string.Join(", ", line.Examples.Select(Shown))}{(line.Count > line.Examples.Count ? ", …" : "")}");
        }
    }

    private static string Name(ImportKind kind) => Names.First(name => name.Kind == kind).Name;

    // A dump may name things to deceive whoever reads this.
    private static string Shown(string example)
    {
        var shown = string.Concat(example.Select(c => char.IsControl(c) ? ' ' : c));
        return shown.Length > 120 ? $"{shown[..120]}…" : shown;
    }
}
