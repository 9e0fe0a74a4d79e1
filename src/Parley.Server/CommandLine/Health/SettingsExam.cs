namespace Parley.Server.CommandLine.Health;

/// <summary>Whether the server would start with these settings: each wrong one is named, not just the first.</summary>
internal static class SettingsExam
{
    private const string DataDirectory = "Parley:DataDirectory";

    public static async Task RunAsync(CommandContext context, IConfiguration configuration, Findings findings)
    {
        // Put together on a directory of its own, so that a running server is not in the way; what is wrong is taken out, and on.
        var scratch = Directory.CreateTempSubdirectory("parley-doctor-");
        try
        {
            var instead = new Dictionary<string, string?> { [DataDirectory] = scratch.FullName };
            if (configuration[DataDirectory] is "")
                findings.Error("setting", $"{DataDirectory} must be a path", DataDirectory);
            while (await WrongAsync(context.Settings, instead) is { } wrong)
            {
                findings.Error("setting", wrong.Message, wrong.Key);
                if (!TakeOut(configuration, wrong.Key, instead))
                {
                    findings.Warn("settings", "others could not be looked at before this one is right", wrong.Key);
                    return;
                }
            }

            if (findings.Worst == Level.Ok)
                findings.Ok("settings", "the server starts with them");
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static async Task<SettingException?> WrongAsync(string[] settings, Dictionary<string, string?> instead)
    {
        try
        {
            await using var app = ParleyServer.Build(settings, builder => builder.Logging.ClearProviders(), instead);
            return null;
        }
        catch (SettingException wrong)
        {
            return wrong;
        }
    }

    // One that is missing, not wrong, is wanted by its neighbours: then they go too.
    private static bool TakeOut(IConfiguration configuration, string key, Dictionary<string, string?> instead)
    {
        if (instead.TryAdd(key, null))
            return true;

        var before = instead.Count;
        foreach (var (neighbour, _) in configuration.GetSection(key[..Math.Max(0, key.LastIndexOf(':'))]).AsEnumerable())
            instead.TryAdd(neighbour, null);

        return instead.Count > before;
    }
}
