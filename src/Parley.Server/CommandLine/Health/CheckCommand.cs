using System.CommandLine;
using System.Globalization;
using Parley.Server.CommandLine.Control;
using Parley.Upkeep;

namespace Parley.Server.CommandLine.Health;

/// <summary>
/// <c>check</c>: plays a whole chat against the running server of the data directory, or starts one for it; or from afar, with
/// <c>--server</c> and an administrator's token.
/// </summary>
internal static class CheckCommand
{
    private const string CastWord = "check-cast";
    private const string BooksWord = "check-books";
    private const string CleanWord = "check-clean";

    public static Command Make(CommandContext context)
    {
        var server = new Option<string?>("--server") { Description = "The address of a server elsewhere, such as https://chat.example.org." };
        var token = new Option<string?>("--token") { Description = "An administrator's API token there; its workspace must allow sign-up." };
        var json = new Option<bool>("--json") { Description = "Answers as JSON." };
        var command = new Command(
            "check", "Makes users of every type, a conversation, sends, reads, verifies what is stored and tidies up. Exit code 1 when anything is wrong.")
        {
            server, token, json,
        };
        context.Outside(command, async (parsed, ct) =>
        {
            var findings = new Findings(context.Terminal, parsed.GetValue(json));
            var began = TimeProvider.System.GetTimestamp();
            if (parsed.GetValue(server) is { } address)
                await RemoteCheck.RunAsync(AddressOf(address), parsed.GetValue(token) ?? throw new CommandFailedException("--server needs --token, of an administrator there."), findings, ct);
            else
                await LocalAsync(context, findings, ct);

            var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            findings.Close($"{findings.Count(Level.Ok)} OK, {findings.Count(Level.Error)} wrong, in {took} s.");
            return findings.Worst == Level.Error ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static Uri AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new CommandFailedException($"--server is an address such as https://chat.example.org, not \"{text}\".");

    public static Command Cast(CommandContext context) => Inner(context, CastWord, async (house, ct) =>
    {
        foreach (var line in await new CheckCast(house).MakeAsync(ct))
            context.Terminal.Say(line);
    });

    public static Command Books(CommandContext context) => Inner(context, BooksWord, async (house, ct) =>
    {
        foreach (var finding in await house.GetRequiredService<Integrity>().CheckAsync(ct))
            context.Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{finding.What}\t{finding.Looked}\t{finding.Wrong}"));
    });

    public static Command Clean(CommandContext context) => Inner(context, CleanWord, async (house, ct) => await new CheckCast(house).DismissAsync(ct));

    private static Command Inner(CommandContext context, string word, Func<IServiceProvider, CancellationToken, Task> act)
    {
        var command = new Command(word) { Hidden = true };
        context.InHouse(command, async (house, _, ct) =>
        {
            await act(house, ct);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task LocalAsync(CommandContext context, Findings findings, CancellationToken ct)
    {
        if (await ControlClient.IsThereAsync(context.DataDirectoryOf(), ct))
        {
            await PlayAsync(context, findings, ct);
            return;
        }

        await using var app = ParleyServer.Build(
            [.. context.Settings, "--urls", "http://127.0.0.1:0"], builder => builder.Logging.ClearProviders());
        await app.StartAsync(ct);
        await Task.Yield();   // off the publishing thread, which is needed
        try
        {
            await PlayAsync(context, findings, ct);
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static async Task PlayAsync(CommandContext context, Findings findings, CancellationToken ct)
    {
        var (server, cast, outsider) = CheckCast.Read(await AskAsync(context, CastWord, ct));
        try
        {
            await new CheckStory(server, cast, outsider, findings).PlayAsync(ct);
            foreach (var line in (await AskAsync(context, BooksWord, ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = line.Trim().Split('\t');
                if (parts[2] == "0")
                    findings.Ok(parts[0], $"{parts[1]} looked at");
                else
                    findings.Error(parts[0], $"{parts[2]} of {parts[1]} are wrong");
            }
        }
        finally
        {
            await AskAsync(context, CleanWord, CancellationToken.None);
            foreach (var person in cast.Append(outsider))
                person.Dispose();
        }
    }

    private static async Task<string> AskAsync(CommandContext context, string word, CancellationToken ct)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await context.AskHouseAsync([word], new Terminal(output, errors, TextReader.Null), makesData: false, ct);
        return code == ExitCodes.Done ? output.ToString() : throw new CommandFailedException(errors.ToString().Trim());
    }
}
