using System.Text;
using System.Text.Json;

namespace Parley.Server.CommandLine.Health;

/// <summary>How a thing that was looked at is.</summary>
internal enum Level
{
    Ok,
    Warning,
    Error,
}

/// <summary>One thing that was looked at, and for what is wrong the setting to change.</summary>
internal sealed record Finding(Level Level, string What, string Detail, string? Setting = null);

/// <summary>What was found so far; each is said as it is found.</summary>
internal sealed class Findings(Terminal terminal, bool json)
{
    private readonly List<Finding> _all = [];

    public Level Worst => _all.Count == 0 ? Level.Ok : _all.Max(finding => finding.Level);

    public int Count(Level level) => _all.Count(finding => finding.Level == level);

    public void Ok(string what, string detail) => Add(new(Level.Ok, what, detail));

    public void Warn(string what, string detail, string? setting = null) => Add(new(Level.Warning, what, detail, setting));

    public void Error(string what, string detail, string? setting = null) => Add(new(Level.Error, what, detail, setting));

    /// <summary>Says the end: the totals, or everything as JSON.</summary>
    public void Close(string total)
    {
        if (!json)
        {
            terminal.Say(total);
            return;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("ok", Worst != Level.Error);
            writer.WriteStartArray("findings");
            foreach (var finding in _all)
            {
                writer.WriteStartObject();
                writer.WriteString("level", finding.Level.ToString().ToLowerInvariant());
                writer.WriteString("what", finding.What);
                writer.WriteString("detail", finding.Detail);
                writer.WriteString("setting", finding.Setting);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        terminal.Say(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private void Add(Finding finding)
    {
        _all.Add(finding);
        if (json)
            return;

        var word = finding.Level switch { Level.Ok => "OK     ", Level.Warning => "WARNING", _ => "ERROR  " };
        terminal.Say($"{word} {finding.What}: {finding.Detail}{(finding.Setting is null ? "" : $" → {finding.Setting}")}");
    }
}
