namespace Parley.Server.CommandLine;

/// <summary>
/// Tells the words of a command from settings, which every command takes as the server does: <c>--urls …</c>, <c>--Parley:Key=value</c>,
/// <c>--Logging:LogLevel:Default Debug</c>.
/// </summary>
internal static class CommandArguments
{
    private static readonly string[] Commands = ["check", "user", "token", "keys", "backup", "restore", "import", "doctor"];

    /// <summary>Whether they ask for a command other than to serve.</summary>
    public static bool AskForCommand(string[] args) => args is [var first, ..] && (
        Commands.Contains(first) || IsHelp(first) || (first == "serve" ? args.Skip(1).Any(IsHelp) : IsWord(first)));

    /// <summary>What the server is started with.</summary>
    public static string[] OfServe(string[] args) => args is ["serve", .. var rest] ? rest : args;

    public static (string[] Words, string[] Settings) Split(IReadOnlyList<string> args)
    {
        var (words, settings) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsSetting(args[i]))
            {
                words.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Count)
                settings.Add(args[++i]);
        }

        return ([.. words], [.. settings]);
    }

    private static bool IsHelp(string arg) => arg is "--help" or "-h" or "-?" or "--version";

    // The framework also takes key=value and /key=value.
    private static bool IsWord(string arg) => arg.Length > 0 && !arg.Contains('=', StringComparison.Ordinal) && arg[0] is not ('-' or '/');

    private static bool IsSetting(string arg)
    {
        if (!arg.StartsWith("--", StringComparison.Ordinal))
            return false;

        var key = arg.AsSpan(2);
        key = key.IndexOf('=') is >= 0 and var at ? key[..at] : key;
        return key.Contains(':') || key.Equals("urls", StringComparison.OrdinalIgnoreCase) || key.Equals("environment", StringComparison.OrdinalIgnoreCase);
    }
}
