namespace Parley.Server.CommandLine.Health;

/// <summary>Looks at everything a server needs from its settings and its machine, and goes on after what is wrong.</summary>
internal sealed class Doctor(CommandContext context, Findings findings)
{
    public async Task ExamineAsync(CancellationToken ct)
    {
        var configuration = context.Configuration();
        await SettingsExam.RunAsync(context, configuration, findings);
        var data = new DataDirectoryExam(DirectoryOf(configuration), findings);
        await data.RunAsync(ct);
        await NetworkExam.RunAsync(configuration, data.ServerRuns, findings, ct);
        MachineExam.Run(findings);
    }

    // Where the setting itself is wrong, which was said above, the default is looked at.
    private static string DirectoryOf(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Parley:DataDirectory"] is { Length: > 0 } path ? path : "data");
}
