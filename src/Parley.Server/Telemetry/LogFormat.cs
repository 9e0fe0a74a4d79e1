namespace Parley.Server.Telemetry;

/// <summary>How log lines look: text, or with <c>Parley:Logs=json</c> one JSON object a line, with the trace that it belongs to.</summary>
internal static class LogFormat
{
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static void Apply(WebApplicationBuilder builder)
    {
        switch (builder.Configuration["Parley:Logs"])
        {
            case null or "" or "text":
                break;
            case "json":
                builder.Logging.AddJsonConsole(json =>
                {
                    json.IncludeScopes = true;   // TraceId and SpanId stand there
                    json.UseUtcTimestamp = true;
                    json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                });
                builder.Services.Configure<LoggerFactoryOptions>(
                    options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
                break;
            case var text:
                throw new SettingException("Parley:Logs", $"must be text or json, not \"{text}\".");
        }
    }
}
