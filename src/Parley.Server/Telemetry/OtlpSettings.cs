using System.Globalization;

namespace Parley.Server.Telemetry;

/// <summary>The settings under <c>Parley:Otlp</c>; the standard's own variables fill what they leave out.</summary>
internal sealed record OtlpSettings(Uri Endpoint, bool Grpc, string? Headers, double TraceRatio, TimeSpan MetricsEvery)
{
    /// <summary>Nothing when no collector is named.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static OtlpSettings? From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Parley:Otlp");
        if ((section["Endpoint"] ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) is not { Length: > 0 } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new SettingException("Parley:Otlp:Endpoint", $"must be an address such as http://localhost:4318, not \"{text}\".");

        var protocol = section["Protocol"] ?? configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] ?? "http/protobuf";
        if (protocol is not ("http/protobuf" or "grpc"))
            throw new SettingException("Parley:Otlp:Protocol", $"must be http/protobuf or grpc, not \"{protocol}\".");

        return new(
            endpoint, protocol == "grpc", section["Headers"], Number(section, "TraceRatio", 1, 0, 1),
            TimeSpan.FromSeconds(Number(section, "MetricsEverySeconds", 60, 1, 3600)));
    }

    private static double Number(IConfigurationSection section, string key, double otherwise, double least, double most) => section[key] switch
    {
        null or "" => otherwise,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var text => throw new SettingException($"{section.Path}:{key}", FormattableString.Invariant($"must be a number from {least} to {most}, not \"{text}\".")),
    };
}
