using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Parley.Telemetry;

namespace Parley.Server.Telemetry;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector when <c>Parley:Otlp:Endpoint</c> (or <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>) names
/// one. Otherwise nothing of OpenTelemetry is even loaded, and no span is made.
/// </summary>
internal sealed class Otlp : IHostedService, IDisposable
{
    private readonly OtlpSettings _settings;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    private Otlp(OtlpSettings settings) => _settings = settings;

    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static void Add(WebApplicationBuilder builder)
    {
        if (OtlpSettings.From(builder.Configuration) is { } settings)
            builder.Services.AddSingleton(_ => new Otlp(settings)).AddHostedService(s => s.GetRequiredService<Otlp>());
    }

    /// <summary>Gives request spans their name, which the framework leaves to instrumentation packages: the verb and the route, never the address.</summary>
    public static void Name(WebApplication app)
    {
        if (app.Services.GetService<Otlp>() is null)
            return;

        app.Use(async (http, next) =>
        {
            var span = Activity.Current;
            await next(http);
            if (span is not { Recorded: true })
                return;

            var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            span.DisplayName = route is null ? http.Request.Method : $"{http.Request.Method} {route}";
            span.SetTag("http.request.method", http.Request.Method).SetTag("http.route", route)
                .SetTag("http.response.status_code", http.Response.StatusCode);
        });
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("parley", serviceVersion: Figures.Version).AddEnvironmentVariableDetector();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(Traces.SourceName, "Microsoft.AspNetCore")
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(_settings.TraceRatio)))
            .AddProcessor(new NoAddresses())
            .AddOtlpExporter(exporter => Configure(exporter, "v1/traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(Figures.MeterName, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)_settings.MetricsEvery.TotalMilliseconds;
            })
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Configure(OtlpExporterOptions exporter, string path)
    {
        exporter.Protocol = _settings.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = _settings.Grpc ? _settings.Endpoint : new Uri(_settings.Endpoint, $"{_settings.Endpoint.AbsolutePath.TrimEnd('/')}/{path}");
        if (_settings.Headers is { } headers)
            exporter.Headers = headers;
    }
}
