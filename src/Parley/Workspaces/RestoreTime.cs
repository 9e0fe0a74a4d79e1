using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Parley.Workspaces;

/// <summary>
/// For how long what was deleted can be brought back: the workspace's own <c>restore_days</c>, otherwise <c>Parley:RestoreDays</c>. With 0
/// nothing is kept. Whoever keeps something for a restore asks here, so that all of it comes back or none.
/// </summary>
public sealed class RestoreTime
{
    public const string Key = "Parley:RestoreDays";
    public const int DefaultDays = 7;

    private readonly WorkspaceDirectory _workspaces;

    /// <exception cref="SettingException">Not a number of days.</exception>
    public RestoreTime(IConfiguration configuration, WorkspaceDirectory workspaces)
    {
        _workspaces = workspaces;
        ServerDays = configuration[Key] switch
        {
            null or "" => DefaultDays,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 3650 => days,
            var text => throw new SettingException(Key, $"must be a whole number of days from 0 to 3650, not \"{text}\"."),
        };
    }

    public int ServerDays { get; }

    public async ValueTask<TimeSpan> OfAsync(long workspaceN, CancellationToken ct) =>
        TimeSpan.FromDays((await _workspaces.SettingsAsync(workspaceN, ct)).RestoreDays ?? ServerDays);
}
