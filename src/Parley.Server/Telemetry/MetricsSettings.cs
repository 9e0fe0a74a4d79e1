namespace Parley.Server.Telemetry;

/// <summary>Who may read <c>/metrics</c>.</summary>
internal enum MetricsAccess
{
    /// <summary>This machine, and administrators of workspace main.</summary>
    Local,

    /// <summary>Who has the token of <c>Parley:Metrics:Token</c>, and administrators.</summary>
    Token,

    /// <summary>Everybody who reaches the port.</summary>
    Open,

    /// <summary>Nobody; nothing is collected.</summary>
    Off,
}

/// <summary>The settings <c>Parley:Metrics:Access</c> and <c>Parley:Metrics:Token</c>.</summary>
internal sealed record MetricsSettings(MetricsAccess Access, string? Token)
{
    private const int ShortestToken = 16;

    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static MetricsSettings From(IConfiguration configuration)
    {
        var (access, token) = (configuration["Parley:Metrics:Access"], configuration["Parley:Metrics:Token"]);
        if (token is not (null or "") && token.Length < ShortestToken)
            throw new SettingException("Parley:Metrics:Token", $"must have at least {ShortestToken} characters.");

        var settings = new MetricsSettings(access switch
        {
            null or "" or "local" => MetricsAccess.Local,
            "token" => MetricsAccess.Token,
            "open" => MetricsAccess.Open,
            "off" => MetricsAccess.Off,
            _ => throw new SettingException("Parley:Metrics:Access", $"must be local, token, open or off, not \"{access}\"."),
        }, token is "" ? null : token);
        return settings is { Access: MetricsAccess.Token, Token: null }
            ? throw new SettingException("Parley:Metrics:Token", "must be set when Parley:Metrics:Access is token.")
            : settings;
    }
}
