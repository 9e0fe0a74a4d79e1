using Parley;
using Parley.Server;

try
{
    ParleyServer.Build(args).Run();
    return 0;
}
catch (SettingException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 78;   // EX_CONFIG of sysexits.h
}
