using System.Globalization;
using Microsoft.Extensions.Configuration;
using static Parley.Access.RateLimits.LimitedBy;
using static Parley.Access.RateLimits.RouteClass;

namespace Parley.Access.RateLimits;

/// <summary>
/// The one table of how much anybody may ask for. What stands nowhere has no limit. <c>Parley:RateLimits:Person:Write:PerSecond</c> and
/// <c>:AtOnce</c> change a cell, 0 takes its limit away; <c>Parley:RateLimits:Enabled=false</c> takes all away.
/// </summary>
public sealed class LimitTable
{
    private const string Section = "Parley:RateLimits";

    // A person has several devices that come back together; behind an address stands an office; a workspace is thousands of people.
    private static readonly Dictionary<(LimitedBy, RouteClass), Rate> Defaults = new()
    {
        // A second, and at once:
        [(Person, Read)] = new(100, 1_000),
        [(Person, Write)] = new(50, 500),
        [(Person, Auth)] = new(2, 60),
        [(Person, Upload)] = new(10, 300),
        [(Person, RouteClass.Search)] = new(10, 200),
        [(Person, RouteClass.Admin)] = new(20, 300),
        [(Person, Handshake)] = new(5, 100),
        [(Person, Frame)] = new(50, 400),

        [(Address, Read)] = new(500, 5_000),
        [(Address, Write)] = new(500, 5_000),
        [(Address, Auth)] = new(5, 300),
        [(Address, Upload)] = new(50, 1_000),
        [(Address, RouteClass.Search)] = new(50, 1_000),
        [(Address, RouteClass.Admin)] = new(50, 500),
        [(Address, Handshake)] = new(50, 1_000),

        [(Workspace, Read)] = new(10_000, 50_000),
        [(Workspace, Write)] = new(5_000, 25_000),
        [(Workspace, Upload)] = new(200, 2_000),
        [(Workspace, RouteClass.Search)] = new(200, 2_000),
    };

    private readonly Dictionary<(LimitedBy, RouteClass), Rate> _cells = new(Defaults);

    /// <exception cref="SettingException">A key is none of the table's, or its value is no number.</exception>
    public LimitTable(IConfiguration configuration, Settings settings)
    {
        IsOn = settings.RateLimitsEnabled;
        foreach (var part in configuration.GetSection(Section).GetChildren())
        {
            if (part.Key.Equals("Enabled", StringComparison.OrdinalIgnoreCase))
                continue;
            if (part.Key.Equals("Sockets", StringComparison.OrdinalIgnoreCase))
                ReadSockets(part);
            else
                ReadCells(part);
        }
    }

    public bool IsOn { get; }

    /// <summary>How many sockets one person may have open.</summary>
    public int SocketsPerPerson { get; private set; } = 100;

    /// <summary>How many sockets may be open from one address.</summary>
    public int SocketsPerAddress { get; private set; } = 5_000;

    /// <summary>The budget; nothing where there is no limit.</summary>
    public Rate? this[LimitedBy by, RouteClass kind] =>
        IsOn && _cells.TryGetValue((by, kind), out var rate) && rate is { PerSecond: > 0, AtOnce: > 0 } ? rate : null;

    private void ReadSockets(IConfigurationSection section)
    {
        foreach (var part in section.GetChildren())
        {
            if (part.Key.Equals("PerPerson", StringComparison.OrdinalIgnoreCase))
                SocketsPerPerson = Whole(part);
            else if (part.Key.Equals("PerAddress", StringComparison.OrdinalIgnoreCase))
                SocketsPerAddress = Whole(part);
            else
                throw Unknown(part);
        }
    }

    private void ReadCells(IConfigurationSection section)
    {
        var by = Word<LimitedBy>(section);
        foreach (var cell in section.GetChildren())
        {
            var kind = Word<RouteClass>(cell);
            var rate = _cells.GetValueOrDefault((by, kind), new Rate(1, 1));
            foreach (var part in cell.GetChildren())
            {
                rate = part.Key.ToUpperInvariant() switch
                {
                    "PERSECOND" => rate with { PerSecond = Number(part) },
                    "ATONCE" => rate with { AtOnce = Whole(part) },
                    _ => throw Unknown(part),
                };
            }

            _cells[(by, kind)] = rate;
        }
    }

    private static TWord Word<TWord>(IConfigurationSection section)
        where TWord : struct, Enum =>
        Enum.TryParse<TWord>(section.Key, ignoreCase: true, out var word) && !char.IsDigit(section.Key[0]) && section.Value is null
            ? word
            : throw Unknown(section);

    private static double Number(IConfigurationSection section) =>
        double.TryParse(section.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000
            ? number
            : throw new SettingException(section.Path, $"must be a number from 0 to 1000000, not \"{section.Value}\".");

    private static int Whole(IConfigurationSection section) =>
        int.TryParse(section.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 10_000_000
            ? number
            : throw new SettingException(section.Path, $"must be a whole number from 0 to 10000000, not \"{section.Value}\".");

    private static SettingException Unknown(IConfigurationSection section) =>
        new(section.Path, "is no setting; docs/limits.md has them all.");
}
