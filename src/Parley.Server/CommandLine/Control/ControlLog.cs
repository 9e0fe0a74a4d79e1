namespace Parley.Server.CommandLine.Control;

/// <summary>What the control socket says in the log. Event ids 2100–2109. Never the words after the first: a password may be among them.</summary>
internal static partial class ControlLog
{
    [LoggerMessage(2100, LogLevel.Warning, "There is no control socket: commands need a stopped server")]
    public static partial void NoControlSocket(this ILogger logger, Exception exception);

    [LoggerMessage(2101, LogLevel.Information, "Command {Name} over the control socket")]
    public static partial void Commanded(this ILogger logger, string name);

    [LoggerMessage(2102, LogLevel.Error, "A command over the control socket broke")]
    public static partial void CommandBroke(this ILogger logger, Exception exception);
}
