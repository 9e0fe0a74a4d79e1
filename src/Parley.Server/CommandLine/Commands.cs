using System.CommandLine;
using System.CommandLine.Invocation;
using Parley.Access;

namespace Parley.Server.CommandLine;

/// <summary>The tree of commands. Made only when a command is asked for: the server starts without it.</summary>
internal static class Commands
{
    public static Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken ct)
    {
        var (words, settings) = CommandArguments.Split(args);
        return RunAsync(new CommandContext(words, settings, terminal, null), ct);
    }

    public static async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var (output, errors) = (context.Terminal.Output, context.Terminal.Errors);
        try
        {
            var parsed = Tree(context).Parse(context.Words);
            if (parsed.Errors.Count > 0 && parsed.Action is null or ParseErrorAction)
            {
                var sentence = string.Join(' ', parsed.Errors[0].Message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
                errors.WriteLine($"{sentence} (--help shows what there is.)");
                return ExitCodes.Usage;
            }

            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, ct);
        }
        catch (Refusal refusal)
        {
            errors.WriteLine(refusal.Fields is { Count: > 0 } fields ? string.Join(' ', fields.Values.SelectMany(said => said)) : refusal.Message);
            return ExitCodes.Failed;
        }
        catch (SettingException wrong)
        {
            errors.WriteLine(wrong.Message);
            return ExitCodes.Settings;
        }
        catch (Exception exception) when (exception is CommandFailedException or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            errors.WriteLine(exception.Message);
            return ExitCodes.Failed;
        }
    }

    private static RootCommand Tree(CommandContext context)
    {
        var root = new RootCommand(
            "Parley, a chat server. Without a command it serves. Settings (--urls …, --Parley:DataDirectory=…) may stand beside every command; "
            + "user, token, keys, backup and check work beside a running server and without one.");
        var serve = new Command("serve", "Serves: the same as no command at all.");
        serve.SetAction(_ => ExitCodes.Done);   // only its help comes here; see Program
        root.Add(serve);
        root.Add(Health.CheckCommand.Make(context));
        root.Add(UserCommands.Make(context));
        root.Add(TokenCommands.Make(context));
        root.Add(KeyCommands.Make(context));
        root.Add(Archive.ArchiveCommands.Backup(context));
        root.Add(Archive.ArchiveCommands.Restore(context));
        root.Add(Import.ImportCommand.Make(context));
        root.Add(Health.DoctorCommand.Make(context));
        if (context.House is null)
            return root;

        // What the commands above ask of the house itself.
        root.Add(Archive.ArchiveCommands.Pack(context));
        root.Add(Health.CheckCommand.Cast(context));
        root.Add(Health.CheckCommand.Books(context));
        root.Add(Health.CheckCommand.Clean(context));
        return root;
    }
}

/// <summary>A command could not be done: one sentence, shown without a stack trace.</summary>
internal sealed class CommandFailedException(string sentence) : Exception(sentence);
