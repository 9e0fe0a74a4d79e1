using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Parley.Access;
using Parley.Audit;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>
/// What the operator has set and what stands by default, with where each value came from. Whatever stands under <c>Parley:</c> is shown;
/// a room that wants its defaults and meanings shown too adds them to the list.
/// </summary>
public sealed class ServerSettings(IConfiguration configuration)
{
    private static readonly (string Name, string? Default, string Meaning)[] Known =
    [
        ("urls", "http://localhost:5000", "The addresses that the server listens at."),
        ("Parley:Database", "sqlite", "Which database keeps everything."),
        ("Parley:DataDirectory", "data", "The directory that holds database, keys and uploads."),
        ("Parley:RateLimits:Enabled", "true", "Whether the limits of requests and frames are in force."),
        ("Parley:PasswordIterations", $"{Passwords.OwaspIterations}", "The cost of a password's hash."),
        (RestoreTime.Key, $"{RestoreTime.DefaultDays}", "For how many days what was deleted can be brought back; 0: not at all."),
        ("Parley:Outgoing:AllowedNetworks", null, "Networks of one's own that the server may call all the same."),
        ("Parley:TrustedIssuers", null, "Host applications whose tokens are trusted."),
    ];

    public IReadOnlyList<SettingView> All()
    {
        var given = configuration.AsEnumerable().Where(s => s.Value is not null && IsShown(s.Key)).ToDictionary(s => s.Key, s => s.Value!, StringComparer.OrdinalIgnoreCase);
        var settings = given.Select(s => new SettingView(s.Key, Shown(s.Key, s.Value), SourceOf(s.Key), MeaningOf(s.Key)));
        var defaults = Known.Where(k => !given.Keys.Any(key => IsOrIsIn(key, k.Name))).Select(k => new SettingView(k.Name, k.Default, "default", k.Meaning));
        return [.. settings.Concat(defaults).OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>The last provider that names a key is the one whose value counts.</summary>
    public string SourceOf(string key) => ((configuration as IConfigurationRoot)?.Providers ?? []).Reverse().FirstOrDefault(p => p.TryGet(key, out _)) switch
    {
        null => "default",
        CommandLineConfigurationProvider => "command_line",
        EnvironmentVariablesConfigurationProvider => "environment",
        JsonConfigurationProvider => "file",
        _ => "host",
    };

    private static bool IsShown(string key) => IsOrIsIn(key, "Parley") || IsOrIsIn(key, "urls");

    private static bool IsOrIsIn(string key, string section) =>
        key.StartsWith(section, StringComparison.OrdinalIgnoreCase) && (key.Length == section.Length || key[section.Length] == ':');

    private static string? MeaningOf(string key) => Known.Where(k => IsOrIsIn(key, k.Name)).Select(k => k.Meaning).FirstOrDefault();

    private static string Shown(string key, string value) => SecretNames.Contain(key) ? SecretNames.Mask : SecretNames.WithoutUserInfo(value);
}
