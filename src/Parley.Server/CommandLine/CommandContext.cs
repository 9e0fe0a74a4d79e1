using System.CommandLine;
using Parley.Server.CommandLine.Control;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Server.CommandLine;

/// <summary>
/// One run of a command: its words and settings, where it speaks, and the house once it is inside one. A deed on the data is done by
/// whoever has the data directory: the running server, asked over its control socket, or this process when none runs.
/// </summary>
internal sealed record CommandContext(string[] Words, string[] Settings, Terminal Terminal, IServiceProvider? House)
{
    /// <summary>Lets a command act in the house.</summary>
    public void InHouse(Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> act, bool makesData = false) =>
        command.SetAction((parsed, ct) => House is null ? AskHouseAsync(Words, Terminal, makesData, ct) : act(House, parsed, ct));

    /// <summary>Lets a command act outside: beside the house, never through its control socket.</summary>
    public void Outside(Command command, Func<ParseResult, CancellationToken, Task<int>> act) =>
        command.SetAction((parsed, ct) => House is null
            ? act(parsed, ct)
            : throw new CommandFailedException($"{command.Name} is not done by a running server."));

    /// <summary>Has words done by the running server, or here when none runs.</summary>
    public async Task<int> AskHouseAsync(string[] words, Terminal terminal, bool makesData, CancellationToken ct)
    {
        var directory = DataDirectoryOf();
        if (await ControlClient.TryAskAsync(directory, words, terminal, ct) is { } code)
            return code;
        if (!makesData && !File.Exists(Path.Combine(directory, "parley.db")))
            throw new SettingException("Parley:DataDirectory", $"\"{directory}\" holds no database; name the directory of your server.");

        await using var app = ParleyServer.Build(Settings, builder => builder.Logging.ClearProviders());
        await app.Services.GetRequiredService<FirstWorkspace>().MakeAsync(ct);
        await Task.Yield();   // off the thread that commits
        try
        {
            return await Commands.RunAsync(new CommandContext(words, Settings, terminal, app.Services), ct);
        }
        finally
        {
            await Task.Yield();
            await app.Services.GetRequiredService<Database>().StopAsync();
        }
    }

    /// <summary>The data directory that the settings name.</summary>
    public string DataDirectoryOf() => Parley.Settings.From(Configuration()).DataDirectory;

    /// <summary>The settings as the server would read them.</summary>
    public IConfigurationManager Configuration() =>
        WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = Settings, ContentRootPath = AppContext.BaseDirectory }).Configuration;
}
