using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Parley.Files;

/// <summary>What the server's owner sets about files: <c>Parley:Files:*</c>. What workspaces set for themselves stays below it.</summary>
public sealed record FilesSettings(long MaxBytes, long? QuotaBytes, long KeepFreeBytes, bool Previews, int PreviewWorkers)
{
    private const long Mebibyte = 1024 * 1024;

    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static FilesSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Parley:Files");
        var store = section.Value ?? "disk";
        if (!string.Equals(store, "disk", StringComparison.OrdinalIgnoreCase))
            throw new SettingException(section.Path, "must be \"disk\"; S3 is not built in yet.");

        return new(
            Number(section, "MaxBytes", 1) ?? 100 * Mebibyte, Number(section, "QuotaBytes", 1),
            Number(section, "KeepFreeBytes", 0) ?? 64 * Mebibyte, Switch(section, "Previews"),
            (int)Math.Min(16, Number(section, "PreviewWorkers", 1) ?? 2));
    }

    private static long? Number(IConfigurationSection section, string key, long least) => section[key] switch
    {
        null or "" => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least => number,
        var text => throw new SettingException(
            $"{section.Path}:{key}", string.Create(CultureInfo.InvariantCulture, $"must be a whole number, {least} or more, not \"{text}\".")),
    };

    private static bool Switch(IConfigurationSection section, string key) => section[key] switch
    {
        null or "" => true,
        var text when bool.TryParse(text, out var on) => on,
        var text => throw new SettingException($"{section.Path}:{key}", $"must be true or false, not \"{text}\"."),
    };
}
