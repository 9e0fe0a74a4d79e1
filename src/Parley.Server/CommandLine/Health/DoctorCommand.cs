using System.CommandLine;

namespace Parley.Server.CommandLine.Health;

/// <summary><c>doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Make(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Answers as JSON." };
        var command = new Command("doctor", "Names what is wrong with this set-up, with the setting to change. Exit code 0: fine, 1: warnings, 2: errors.") { json };
        context.Outside(command, async (parsed, ct) =>
        {
            var findings = new Findings(context.Terminal, parsed.GetValue(json));
            await new Doctor(context, findings).ExamineAsync(ct);
            findings.Close($"{findings.Count(Level.Ok)} fine, {findings.Count(Level.Warning)} warnings, {findings.Count(Level.Error)} errors.");
            return findings.Worst switch { Level.Ok => ExitCodes.Done, Level.Warning => ExitCodes.Failed, _ => ExitCodes.Errors };
        });
        return command;
    }
}
