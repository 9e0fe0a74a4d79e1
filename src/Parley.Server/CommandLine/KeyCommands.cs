using System.CommandLine;
using Parley.Access.Tokens;
using Parley.Audit;
using Parley.Storage;

namespace Parley.Server.CommandLine;

/// <summary><c>keys rotate</c>.</summary>
internal static class KeyCommands
{
    public static Command Make(CommandContext context) => new("keys", "The keys that sign access tokens.") { Rotate(context) };

    private static Command Rotate(CommandContext context)
    {
        var command = new Command("rotate", "Signs with a new key from now on. Nobody is logged out: older keys verify until their last token has ended.");
        context.InHouse(command, async (house, _, ct) =>
        {
            var keys = house.GetRequiredService<SigningKeys>();
            keys.Rotate();
            var main = await UserCommands.WorkspaceAsync(house, null, ct);
            await house.GetRequiredService<Database>().WriteAsync(async transaction => await house.GetRequiredService<AuditLog>().NoteAsync(
                transaction, main.N, 0, null, AuditActions.KeysRotated, $"key:{keys.Newest.Kid}"), ct);
            context.Terminal.Say($"Key {keys.Newest.Kid} signs from now on.");
            return ExitCodes.Done;
        });
        return command;
    }
}
