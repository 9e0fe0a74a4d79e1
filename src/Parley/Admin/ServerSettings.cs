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
        ("urls", "http://localhost:5080", "The addresses that the server listens at."),
        ("Parley:Database", "sqlite", "Which database keeps everything."),
        ("Parley:DataDirectory", "data", "The directory that holds database, keys and uploads."),
        ("Parley:RateLimits:Enabled", "true", "Whether the limits of requests and frames are in force."),
        ("Parley:PasswordIterations", $"{Passwords.OwaspIterations}", "The cost of a password's hash."),
        (RestoreTime.Key, $"{RestoreTime.DefaultDays}", "For how many days what was deleted can be brought back; 0: not at all."),
        ("Parley:Files", "disk", "Where uploaded files are kept."),
        ("Parley:Files:MaxBytes", "104857600", "Bytes of one file, at most."),
        ("Parley:Files:QuotaBytes", null, "Bytes of all files of a workspace, at most."),
        ("Parley:Files:KeepFreeBytes", "67108864", "Bytes of the disk that uploads leave free."),
        ("Parley:Files:Previews", "true", "Whether thumbnails, posters and waveforms are made."),
        ("Parley:LinkPreviews:Enabled", "true", "Whether links in messages are looked up."),
        ("Parley:Logs", "text", "How the log is written: text or json."),
        ("Parley:Metrics:Access", "local", "Who may read /metrics: local, token, open or off."),
        ("Parley:Otlp:Endpoint", null, "Where traces and metrics go; nowhere unless set."),
        ("Parley:Push:Contact", null, "Whom a push service can write to about this server."),
        ("Parley:Push:Gateway", null, "The owner's gateway for pushes to phones."),
        ("Parley:Smtp", null, "The mail server for what people have missed; no mail unless set."),
        ("Parley:TrustedProxies", null, "Networks of proxies whose X-Forwarded headers are believed."),
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
