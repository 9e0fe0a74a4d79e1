using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Protocol;
using Parley.Server;

namespace Parley.Tests.Cast;

/// <summary>The whole server with a real database, on a real port of 127.0.0.1, with people who have names and a clock that moves by hand.</summary>
public sealed class TestParley : IAsyncDisposable
{
    public const string Issuer = "the-tests";
    public const string Secret = "a-secret-of-the-tests-that-is-long-enough";

    private readonly string _directory;
    private readonly ILoggerProvider _log;
    private readonly ConcurrentDictionary<string, Person> _people = new();
    private WebApplication _app;

    private TestParley(string directory, WebApplication app, TestClock clock, ILoggerProvider log) =>
        (_directory, _app, Clock, _log) = (directory, app, clock, log);

    public TestClock Clock { get; }

    public string DataDirectory => _directory;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    public IServiceProvider Services => _app.Services;

    public static Task<TestParley> StartAsync(params string[] settings) => StartAsync(new BrokenLog(), settings);

    /// <summary>With a log that the test reads.</summary>
    internal static async Task<TestParley> StartAsync(ILoggerProvider log, params string[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("parley-test-").FullName;
        var clock = new TestClock();
        var parley = new TestParley(directory, Build(directory, clock, log, settings), clock, log);
        await parley.OpenAsync();
        return parley;
    }

    /// <summary>Stops and starts the server on the same data, at a new address.</summary>
    public async Task RestartAsync(params string[] settings)
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = Build(_directory, Clock, _log, settings);
        await OpenAsync();
        foreach (var person in _people.Values)
            person.Moved();
    }

    /// <summary>Somebody whom the host application knows; the account is made when they first do something.</summary>
    public Person Person(string name, string? workspace = null) =>
        _people.GetOrAdd($"{workspace}/{name}", _ => new Person(this, name, workspace));

    /// <summary>What is stored, for the tests that look there or harm it.</summary>
    public Parley.Storage.Database DatabaseOf() => Services.GetRequiredService<Parley.Storage.Database>();

    /// <summary>A group of these people; the first owns it.</summary>
    public async Task<ConversationId> ConversationAsync(params Person[] people)
    {
        foreach (var person in people)
            await person.IdAsync();

        var made = await people[0].CreatesAsync(new CreateConversation(
            ConversationType.Group, "Lobby", MemberIds: [.. people.Skip(1).Select(p => p.Id.ToString())]));
        return made.Id;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people.Values)
            person.Dispose();

        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A token as the host application signs it.</summary>
    public string HostToken(string name, string? workspace = null) =>
        HostToken(name, Clock.GetUtcNow().AddYears(1), workspace is null ? Issuer : $"{Issuer}-{workspace}");

    public static string HostToken(string name, DateTimeOffset until, string issuer = Issuer)
    {
        var expires = until.ToUnixTimeSeconds();
        var head = Base64("""{"alg":"HS256","typ":"JWT"}""") + "." + Base64($$"""{"iss":"{{issuer}}","sub":"{{name}}","name":"{{name}}","exp":{{expires}}}""");
        return head + "." + Base64(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(head)));
    }

    private static string Base64(string text) => Base64(Encoding.UTF8.GetBytes(text));

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    /// <summary>Settings with which a server trusts <see cref="HostToken(string, DateTimeOffset, string)"/>.</summary>
    public static string[] Settings(string directory) =>
    [
        "--urls", "http://127.0.0.1:0", $"--Parley:DataDirectory={directory}", "--Parley:PasswordIterations=1000",
        "--Parley:LinkPreviews:Enabled=false",
        $"--Parley:TrustedIssuers:0:Issuer={Issuer}", "--Parley:TrustedIssuers:0:Algorithm=HS256",
        $"--Parley:TrustedIssuers:0:Secret={Secret}", "--Parley:TrustedIssuers:0:NameClaim=name",
    ];

    private static WebApplication Build(string directory, TestClock clock, ILoggerProvider log, string[] settings) => ParleyServer.Build(
        [.. Settings(directory), .. settings],
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(log);
        });

    private async Task OpenAsync()
    {
        await _app.StartAsync();
        Addresses = [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a))];
        Address = Addresses.First(a => a.Scheme == "http");
    }
}
