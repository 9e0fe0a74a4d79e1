using System.Text.Json;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Telemetry;

/// <summary>V4: with <c>Parley:Logs=json</c> each line is an object, and says to which trace it belongs.</summary>
public sealed class LogsAsJson
{
    [Fact]
    public async Task Each_line_is_an_object_and_what_a_request_caused_carries_its_trace()
    {
        var data = Directory.CreateTempSubdirectory("parley-logs-").FullName;
        await using var server = await ServerProcess.StartAsync(data, "--Parley:Logs=json", "--Logging:LogLevel:Parley=Debug");
        using var socket = await PersonSocket.OpenAsync(server.Address, $"?token={TestParley.HostToken("ada", TimeProvider.System.GetUtcNow().AddDays(1))}");
        await server.TerminateAsync();

        var lines = server.Lines.Select(line => JsonElement.Parse(line)).ToList();
        var opened = lines.Single(line => line.GetProperty("EventId").GetInt32() == 1101);
        Assert.All(lines, line => Assert.EndsWith("Z", line.GetProperty("Timestamp").GetString()!, StringComparison.Ordinal));
        Assert.Contains(opened.GetProperty("Scopes").EnumerateArray(), scope =>
            scope.ValueKind == JsonValueKind.Object && scope.TryGetProperty("TraceId", out var trace) && trace.GetString()!.Length == 32);
        Directory.Delete(data, recursive: true);
    }
}
