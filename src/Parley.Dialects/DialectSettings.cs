using Microsoft.Extensions.Configuration;

namespace Parley.Dialects;

/// <summary>
/// Which dialects are spoken (<c>Parley:Dialects:Enabled</c>), which of them at the root too (<c>Parley:Dialects:Root</c>), whose pages may
/// use the session cookie from elsewhere (<c>Parley:Dialects:Origins</c>), and whether people see each other's e-mail addresses through them
/// as they did in the older systems (<c>Parley:Dialects:Emails</c>).
/// </summary>
public sealed record DialectSettings(
    IReadOnlyList<Dialect> Enabled, IReadOnlyList<Dialect> Root, IReadOnlySet<string> Origins, bool ShowsEmails)
{
    /// <exception cref="SettingException">A name is none of the dialects', or a switch is neither true nor false.</exception>
    public static DialectSettings From(IConfiguration configuration, IReadOnlyList<Dialect> all)
    {
        var section = configuration.GetSection("Parley:Dialects");
        var enabled = Named(section, "Enabled", all) ?? all;
        var root = Named(section, "Root", all) ?? enabled;
        if (root.Except(enabled).FirstOrDefault() is { } stray)
            throw new SettingException("Parley:Dialects:Root", $"names \"{stray.Name}\", which Parley:Dialects:Enabled does not.");

        var emails = section["Emails"] switch
        {
            null or "" => true,
            var text when bool.TryParse(text, out var shown) => shown,
            var text => throw new SettingException("Parley:Dialects:Emails", $"must be true or false, not \"{text}\"."),
        };
        return new(enabled, root, Words(section, "Origins")?.ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [], emails);
    }

    private static List<Dialect>? Named(IConfigurationSection section, string key, IReadOnlyList<Dialect> all) =>
        Words(section, key)?.Select(name => all.FirstOrDefault(dialect => dialect.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new SettingException(
                $"Parley:Dialects:{key}", $"names \"{name}\"; there are {string.Join(", ", all.Select(dialect => dialect.Name))}."))
            .Distinct().ToList();

    // As a list of its own (…:0, …:1) or in one line with commas; an empty line is an empty list, no line is none.
    private static string[]? Words(IConfigurationSection section, string key) =>
        section.GetSection(key).GetChildren().Select(child => child.Value ?? "").ToArray() is { Length: > 0 } list ? list
        : section[key]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
