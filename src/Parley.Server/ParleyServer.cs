using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Admin;
using Parley.Dialects;
using Parley.Files;
using Parley.Outgoing;
using Parley.Protocol;
using Parley.Push;
using Parley.Server.CommandLine.Control;
using Parley.Server.OpenApi;
using Parley.Server.Reference;
using Parley.Server.Telemetry;
using Parley.Server.Web;
using Parley.Telemetry;

namespace Parley.Server;

/// <summary>Puts the server together; the tests start the same one.</summary>
public static class ParleyServer
{
    /// <param name="args">Settings.</param>
    /// <param name="change">The last word on what it is made of.</param>
    /// <param name="instead">Settings that stand above all others.</param>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? change = null, IReadOnlyDictionary<string, string?>? instead = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (instead is not null)
            builder.Configuration.AddInMemoryCollection(instead);

        builder.Services.AddSingleton(Settings.From(builder.Configuration));
        builder.Services.AddSingleton(MetricsSettings.From(builder.Configuration)).AddSingleton<Collector>();
        builder.Services.AddRooms();
        var dialects = builder.Services.AddDialects(builder.Configuration);
        builder.Services.AddSingleton<Readiness>().AddHostedService<Lifecycle>().AddHostedService<ControlSocket>();
        builder.Services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddParleyOpenApi(dialects);
        builder.AddWebApp();
        builder.Logging.HideAddresses();
        LogFormat.Apply(builder);
        Otlp.Add(builder);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(Line.Configure).UseSockets(Line.Configure);
        change?.Invoke(builder);

        var app = builder.Build();
        app.Services.CheckAccess();
        app.Services.GetRequiredService<OutgoingHttp>();   // reads its settings: a wrong one stops the start, not a later call
        app.UseTrustedProxies();
        app.Services.CheckFiles();
        app.Services.CheckAdmin();
        Otlp.Name(app);
        app.Services.CheckPush();
        app.UseCors();   // a page of another site may read refusals too
        app.UseMiddleware<RefusalResponse>();
        app.UseMiddleware<RequestLimits>();
        app.UseWebApp();
        app.MapHealth();
        app.MapMetrics();
        app.MapRooms();
        app.MapDialects();
        app.MapParleyOpenApi();
        app.MapParleyReference();
        return app;
    }
}
