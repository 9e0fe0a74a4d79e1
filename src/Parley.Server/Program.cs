using Parley;
using Parley.Access;
using Parley.Protocol;
using Parley.Server;

try
{
    var builder = WebApplication.CreateSlimBuilder(args);
    builder.Services.AddSingleton(Settings.From(builder.Configuration));
    builder.Services.AddRooms();
    builder.Services.AddSingleton<Readiness>().AddHostedService<Lifecycle>();
    builder.Services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
    builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    builder.WebHost.ConfigureKestrel(Line.Configure).UseSockets(Line.Configure);

    var app = builder.Build();
    app.UseMiddleware<RefusalResponse>();
    app.MapHealth();
    app.MapRooms();
    app.Run();
    return 0;
}
catch (SettingException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 78;   // EX_CONFIG of sysexits.h
}
