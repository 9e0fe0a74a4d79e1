using System.CommandLine;
using Parley.Access;
using Parley.People;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Server.CommandLine;

/// <summary><c>user add|list|disable|enable|password</c>.</summary>
internal static class UserCommands
{
    private static readonly Option<string?> Workspace = new("--workspace") { Description = "The slug of the workspace; main when none is named." };
    private static readonly Option<bool> Json = new("--json") { Description = "Answers as JSON." };
    private static readonly Option<string?> Password = new("--password")
    {
        Description = "The password; others on this machine can read it in the list of processes. One is made and printed once when neither is given.",
    };

    private static readonly Option<bool> PasswordFromInput = new("--password-stdin") { Description = "Reads the password from the first line of the input." };

    public static Command Make(CommandContext context)
    {
        context = WithPasswordOf(context);
        return new Command("user", "Accounts: add, list, disable, enable, give a new password.")
        {
            Add(context), List(context), Switch(context, "disable", "Locks an account out and ends its log-ins and sockets.", disabled: true),
            Switch(context, "enable", "Lets a disabled account back in.", disabled: false), NewPassword(context),
        };
    }

    internal static Task<WorkspaceRow> WorkspaceAsync(IServiceProvider house, string? slug, CancellationToken ct) =>
        house.GetRequiredService<OperatorAccounts>().WorkspaceAsync(slug ?? FirstWorkspace.Slug, ct).AsTask();

    private static Argument<string> Name() => new("name") { Description = "User name, e-mail address or id." };

    private static Command Add(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The user name." };
        var email = new Option<string?>("--email") { Description = "The e-mail address." };
        var role = new Option<string?>("--role") { Description = "member, admin or owner. The first account of a workspace owns it when none is named." };
        role.AcceptOnlyFromAmong("member", "admin", "owner");
        var type = new Option<string?>("--type") { Description = "The account type; the workspace's first one when none is named." };
        var command = new Command("add", "Makes an account and prints its password once, if it made one.")
        {
            name, email, role, type, Workspace, Password, PasswordFromInput, Json,
        };
        context.InHouse(command, async (house, parsed, ct) =>
        {
            var (password, isMade) = PasswordOf(parsed);
            var user = await house.GetRequiredService<OperatorAccounts>().AddAsync(
                await WorkspaceAsync(house, parsed.GetValue(Workspace), ct),
                new AccountByHand(
                    parsed.GetRequiredValue(name), password, parsed.GetValue(email),
                    parsed.GetValue(role) is { } wanted ? Enum.Parse<WorkspaceRole>(wanted, ignoreCase: true) : null, parsed.GetValue(type)), ct);
            if (parsed.GetValue(Json))
                context.Terminal.SayJson(user);
            else
                context.Terminal.Say($"Made {user.Username} ({user.Role.ToString().ToLowerInvariant()}, {user.AccountType}), id {user.Id}.");

            if (isMade)
                (parsed.GetValue(Json) ? context.Terminal.Errors : context.Terminal.Output).WriteLine($"Password: {password}");

            return ExitCodes.Done;
        }, makesData: true);
        return command;
    }

    private static Command List(CommandContext context)
    {
        var command = new Command("list", "Lists the accounts of a workspace.") { Workspace, Json };
        context.InHouse(command, async (house, parsed, ct) =>
        {
            var users = await house.GetRequiredService<OperatorAccounts>().ListAsync(await WorkspaceAsync(house, parsed.GetValue(Workspace), ct), ct);
            if (parsed.GetValue(Json))
            {
                context.Terminal.SayJson(new Listing<UserView>(users));
                return ExitCodes.Done;
            }

            var widest = users.Select(user => user.Username.Length).Append(4).Max();
            foreach (var user in users)
                context.Terminal.Say($"{user.Username.PadRight(widest)}  {user.Role.ToString().ToLowerInvariant(),-6}  {user.AccountType,-10}  {user.Id}  {user.Email}{(user.Disabled ? "  (disabled)" : "")}".TrimEnd());

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Switch(CommandContext context, string word, string description, bool disabled)
    {
        var name = Name();
        var command = new Command(word, description) { name, Workspace };
        context.InHouse(command, async (house, parsed, ct) =>
        {
            var accounts = house.GetRequiredService<OperatorAccounts>();
            var account = await accounts.FindAsync(await WorkspaceAsync(house, parsed.GetValue(Workspace), ct), parsed.GetRequiredValue(name), ct);
            await accounts.SetDisabledAsync(account, disabled, ct);
            context.Terminal.Say($"{account.Username} is {(disabled ? "disabled" : "enabled")}.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command NewPassword(CommandContext context)
    {
        var name = Name();
        var command = new Command("password", "Gives an account a new password and ends its log-ins; API tokens stay.")
        {
            name, Workspace, Password, PasswordFromInput,
        };
        context.InHouse(command, async (house, parsed, ct) =>
        {
            var (password, isMade) = PasswordOf(parsed);
            var accounts = house.GetRequiredService<OperatorAccounts>();
            var account = await accounts.FindAsync(await WorkspaceAsync(house, parsed.GetValue(Workspace), ct), parsed.GetRequiredValue(name), ct);
            await accounts.SetPasswordAsync(account, password, ct);
            context.Terminal.Say($"{account.Username} has a new password.");
            if (isMade)
                context.Terminal.Say($"Password: {password}");

            return ExitCodes.Done;
        });
        return command;
    }

    // 128 bits: nobody guesses it, and it can be typed.
    private static (string Password, bool IsMade) PasswordOf(ParseResult parsed) =>
        parsed.GetValue(Password) is { } given ? (given, false) : (Secret.New()[..22], true);

    /// <summary>Read here, before the words go to a running server: its input is not ours.</summary>
    private static CommandContext WithPasswordOf(CommandContext context) => context.House is null && context.Words.Contains(PasswordFromInput.Name)
        ? context with
        {
            Words = [.. context.Words.Where(word => word != PasswordFromInput.Name), $"{Password.Name}={context.Terminal.Input.ReadLine()}"],
        }
        : context;
}
