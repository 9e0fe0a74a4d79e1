using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Protocol;
using Parley.Push;
using Parley.Server.OpenApi;
using Parley.Server.Reference;

namespace Parley.Server;

/// <summary>Puts the server together; the tests start the same one.</summary>
public static class ParleyServer
{
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(Settings.From(builder.Configuration));
        builder.Services.AddRooms();
        builder.Services.AddSingleton<Readiness>().AddHostedService<Lifecycle>();
        builder.Services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddParleyOpenApi();
        builder.Logging.HideAddresses();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(Line.Configure).UseSockets(Line.Configure);
        change?.Invoke(builder);

        var app = builder.Build();
        app.Services.CheckAccess();
        app.UseTrustedProxies();
        app.Services.CheckPush();
        app.UseMiddleware<RefusalResponse>();
        app.UseMiddleware<RequestLimits>();
        app.UseFirstPage();
        app.MapHealth();
        app.MapRooms();
        app.MapParleyOpenApi();
        app.MapParleyReference();
        return app;
    }
}
