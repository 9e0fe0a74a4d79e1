using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Parley;

/// <summary>What an operator may set, checked at start; a wrong one stops it with a sentence that names the key.</summary>
public sealed record Settings(string DataDirectory, bool RateLimitsEnabled)
{
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static Settings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Parley");
        var database = section["Database"] ?? "sqlite";
        if (!string.Equals(database, "sqlite", StringComparison.OrdinalIgnoreCase))
            throw new SettingException("Parley:Database", "must be \"sqlite\"; PostgreSQL is not built in yet.");

        return new(Path.GetFullPath(Directory(section)), Switch(section, "RateLimits:Enabled", true));
    }

    private static string Directory(IConfigurationSection section) => section["DataDirectory"] switch
    {
        null => "data",
        "" => throw new SettingException("Parley:DataDirectory", "must be a path."),
        var path => path,
    };

    private static bool Switch(IConfigurationSection section, string key, bool otherwise) => section[key] switch
    {
        null or "" => otherwise,
        var text when bool.TryParse(text, out var on) => on,
        var text => throw new SettingException(
            $"Parley:{key}", string.Create(CultureInfo.InvariantCulture, $"must be true or false, not \"{text}\".")),
    };
}
