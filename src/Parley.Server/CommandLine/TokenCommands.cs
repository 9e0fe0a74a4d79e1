using System.CommandLine;
using System.Globalization;
using Parley.Access.ApiTokens;
using Parley.People;
using Parley.Protocol;

namespace Parley.Server.CommandLine;

/// <summary><c>token add|revoke</c>.</summary>
internal static class TokenCommands
{
    public static Command Make(CommandContext context) => new("token", "API tokens of an account: add one, take it back.") { Add(context), Revoke(context) };

    private static Command Add(CommandContext context)
    {
        var (user, workspace) = WhoseIt();
        var name = new Option<string>("--name") { Description = "What it is for; shown in the account's list.", DefaultValueFactory = _ => "command line" };
        var scopes = new Option<string?>("--scopes") { Description = "read, write, admin, with commas between; all when none are named." };
        var expires = new Option<string?>("--expires") { Description = "When it runs out: 2027-01-31, or 30d, 12h; never when not named." };
        var json = new Option<bool>("--json") { Description = "Answers as JSON." };
        var command = new Command("add", "Makes an API token and prints it once.") { user, workspace, name, scopes, expires, json };
        context.InHouse(command, async (house, parsed, ct) =>
        {
            var account = await AccountAsync(house, parsed.GetRequiredValue(user), parsed.GetValue(workspace), ct);
            var token = await house.GetRequiredService<OperatorTokens>().AddAsync(account.N, account.WorkspaceN, new CreateToken(
                parsed.GetRequiredValue(name), parsed.GetValue(scopes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                End(parsed.GetValue(expires), house.GetRequiredService<TimeProvider>())), ct);
            if (parsed.GetValue(json))
                context.Terminal.SayJson(token);
            else
                context.Terminal.Say(token.Token!);

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Revoke(CommandContext context)
    {
        var (user, workspace) = WhoseIt();
        var name = new Option<string>("--name") { Description = "The name it was made with.", Required = true };
        var command = new Command("revoke", "Takes back an account's tokens of that name; their sockets close.") { user, workspace, name };
        context.InHouse(command, async (house, parsed, ct) =>
        {
            var account = await AccountAsync(house, parsed.GetRequiredValue(user), parsed.GetValue(workspace), ct);
            var count = await house.GetRequiredService<OperatorTokens>().RevokeAsync(account.N, account.WorkspaceN, parsed.GetRequiredValue(name), ct);
            context.Terminal.Say(count == 1 ? "1 token is taken back." : $"{count} tokens are taken back.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static (Argument<string> User, Option<string?> Workspace) WhoseIt() => (
        new("user") { Description = "User name, e-mail address or id." },
        new("--workspace") { Description = "The slug of the workspace; main when none is named." });

    private static async Task<AccountRow> AccountAsync(IServiceProvider house, string user, string? workspace, CancellationToken ct) =>
        await house.GetRequiredService<OperatorAccounts>().FindAsync(await UserCommands.WorkspaceAsync(house, workspace, ct), user, ct);

    private static DateTimeOffset? End(string? text, TimeProvider clock) => text switch
    {
        null => null,
        [.. var days, 'd'] when int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => clock.GetUtcNow().AddDays(n),
        [.. var hours, 'h'] when int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => clock.GetUtcNow().AddHours(n),
        _ when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at,
        _ => throw new CommandFailedException($"--expires is a day such as 2027-01-31, or a time from now such as 30d or 12h, not \"{text}\"."),
    };
}
