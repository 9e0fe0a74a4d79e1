using Microsoft.Extensions.Configuration;

namespace Parley;

/// <summary>A setting that is a list: its own keys (…:0, …:1), or one line with commas or spaces between the words.</summary>
public static class SettingWords
{
    private static readonly char[] Between = [',', ' ', '\t'];

    /// <summary>Empty for an empty line; nothing where the key is not set.</summary>
    public static string[]? Of(IConfiguration configuration, string key) =>
        configuration.GetSection(key).GetChildren().Select(child => child.Value ?? "").ToArray() is { Length: > 0 } list ? list
        : configuration[key]?.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
