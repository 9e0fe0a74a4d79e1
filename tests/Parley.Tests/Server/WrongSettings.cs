using System.Diagnostics;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Server;

/// <summary>A wrong setting stops the start with one sentence that names the key, and the exit code of sysexits.h for it.</summary>
public sealed class WrongSettings : IDisposable
{
    private const int BadConfiguration = 78;

    private readonly string _data = Directory.CreateTempSubdirectory("parley-settings-").FullName;

    [Theory]
    [InlineData("Parley:Database", "nonsense")]
    [InlineData("Parley:Database", "")]
    [InlineData("Parley:RateLimits:Enabled", "maybe")]
    [InlineData("Parley:RateLimits:Enabled", "1")]
    [InlineData("Parley:RateLimits:Person:Write:PerSecond", "many")]
    [InlineData("Parley:TrustedProxies:0", "everybody")]
    [InlineData("Parley:Web:FrameAncestors", "*")]
    [InlineData("Parley:Web:FrameAncestors", "'none' https://a.example")]
    [InlineData("Parley:Web:FrameAncestors", "https://a.example/path")]
    [InlineData("Parley:Web:FrameAncestors", "'self'; script-src *")]
    [InlineData("Parley:Web:Origins", "*")]
    [InlineData("Parley:Web:Origins", "a.example")]
    [InlineData("Parley:DataDirectory", "/dev/null")]
    [InlineData("Parley:DataDirectory", "/dev/null/below")]
    [InlineData("Parley:DataDirectory", "")]
    public async Task Stops_the_start_and_names_the_key(string key, string value) =>
        await StopsNamingAsync(key, [.. TestParley.Settings(_data), $"--{key}={value}"]);

    [Fact]
    public async Task A_directory_that_another_process_has_stops_the_start()
    {
        await using var first = await ServerProcess.StartAsync(_data);

        await StopsNamingAsync("Parley:DataDirectory", TestParley.Settings(_data));

        using var http = new HttpClient { BaseAddress = first.Address };
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static async Task StopsNamingAsync(string key, string[] settings)
    {
        await using var server = ServerProcess.Run(new ProcessStartInfo("dotnet", [ServerProcess.Assembly, .. settings]));

        Assert.Equal(BadConfiguration, await server.EndedAsync());
        Assert.StartsWith($"{key}: ", Assert.Single(server.Errors), StringComparison.Ordinal);
    }
}
