using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Protocol;

namespace Parley.Server.CommandLine;

/// <summary>Where a command's words go; <see cref="Data"/> takes the bytes of an archive.</summary>
internal sealed record Terminal(TextWriter Output, TextWriter Errors, TextReader Input)
{
    public Stream Data { get; init; } = Stream.Null;

    public void Say(string line) => Output.WriteLine(line);

    public void SayJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, (JsonTypeInfo<T>)WireJson.Wire.GetTypeInfo(typeof(T))!));
}

/// <summary>How a command ended; documented in docs/operations.md.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>It could not be done, or the check failed; of <c>doctor</c>: warnings.</summary>
    public const int Failed = 1;

    /// <summary>Of <c>doctor</c>: errors.</summary>
    public const int Errors = 2;

    /// <summary>The words make no command (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>A setting is wrong (EX_CONFIG).</summary>
    public const int Settings = 78;
}
