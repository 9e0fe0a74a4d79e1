using Parley;
using Parley.Server;
using Parley.Server.CommandLine;

if (CommandArguments.AskForCommand(args))
{
    using var interrupted = new CancellationTokenSource();
    Console.CancelKeyPress += (_, press) =>
    {
        press.Cancel = true;
        interrupted.Cancel();
    };
    return await Commands.RunAsync(args, new Terminal(Console.Out, Console.Error, Console.In), interrupted.Token);
}

try
{
    ParleyServer.Build(CommandArguments.OfServe(args)).Run();
    return ExitCodes.Done;
}
catch (SettingException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return ExitCodes.Settings;
}
