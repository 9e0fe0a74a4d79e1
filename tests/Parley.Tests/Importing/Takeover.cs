using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Protocol;
using Parley.Server;
using Parley.Tests.Cast;
using Parley.Tests.CommandLine;
using Parley.Upkeep;
using Xunit;

namespace Parley.Tests.Importing;

/// <summary>What one line of an import's table says.</summary>
internal sealed record Counted(long Found, long Imported, long Before, long LeftOut);

/// <summary>An operator who takes a dump over into an empty data directory and then starts the server.</summary>
internal sealed class Takeover : IAsyncDisposable
{
    /// <summary>The password of Django's own test vectors, which everybody in the dumps has.</summary>
    public const string Password = "lètmein";

    private readonly Operator _operator = Operator.Somewhere();
    private WebApplication? _app;

    public Operator Operator => _operator;

    public static string Dumps { get; } = Path.Combine(AppContext.BaseDirectory, "Importing", "Dumps");

    public static string Media { get; } = Path.Combine(Dumps, "media");

    /// <summary>The words of the command that takes one of the small dumps over.</summary>
    public static string[] Words(string system) =>
    [
        "import", system, Path.Combine(Dumps, $"{system}.json"), "--media", Media,
        .. system == "tenant-chat" ? (string[])["--users", Path.Combine(Dumps, "tenant-users.json")] : [],
    ];

    /// <summary>Takes a small dump over and starts the server; what is stored fits together.</summary>
    public static async Task<(Takeover Takeover, Said Said)> OfAsync(string system)
    {
        var takeover = new Takeover();
        var said = await takeover._operator.DoesAsync(Words(system));
        await takeover.StartAsync();
        return (takeover, said);
    }

    public async Task StartAsync(Action<WebApplicationBuilder>? change = null)
    {
        _app = ParleyServer.Build([.. TestParley.Settings(_operator.Data), Doings.NoLimits], builder =>
        {
            builder.Logging.ClearProviders();
            change?.Invoke(builder);
        });
        await _app.StartAsync();
        await RequireOrderAsync();
    }

    /// <summary>What is stored fits together.</summary>
    public async Task RequireOrderAsync()
    {
        foreach (var finding in await Services.GetRequiredService<Integrity>().CheckAsync(CancellationToken.None))
            Assert.True(finding.Wrong == 0, $"{finding.What}: {finding.Wrong} of {finding.Looked} are wrong");
    }

    public IServiceProvider Services => _app!.Services;

    public Uri Address => new(_app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public HttpClient Anonymous() => new() { BaseAddress = new Uri(Address, "/api/v1/") };

    public static Task<HttpResponseMessage> TriesAsync(HttpClient http, string name, string password) =>
        http.PostAsync("auth/login", Person.Json(new LogIn(password, name)));

    /// <summary>Somebody who signs in with the password of the old system.</summary>
    public async Task<HttpClient> SignInAsync(string name, string password = Password)
    {
        var http = Anonymous();
        var signedIn = await Person.ReadAsync<SignedIn>(await TriesAsync(http, name, password));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.AccessToken);
        return http;
    }

    public static async Task<TView> GetAsync<TView>(HttpClient http, string path) => await Person.ReadAsync<TView>(await http.GetAsync(path));

    public static async Task<IReadOnlyList<ConversationView>> ConversationsAsync(HttpClient http) =>
        (await GetAsync<Listing<ConversationView>>(http, "conversations")).Items;

    public static async Task<IReadOnlyList<MessageView>> MessagesAsync(HttpClient http, object conversation) =>
        (await GetAsync<MessagePage>(http, $"conversations/{conversation}/messages")).Items;

    /// <summary>The table's line of one kind.</summary>
    public static Counted Of(Said said, string kind)
    {
        var line = said.Output.Split('\n').First(line => line.StartsWith(kind + " ", StringComparison.Ordinal) && line.Length > 50);
        var numbers = line[14..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /// <summary>The table and what follows it, but not the last line, which says whether it was a dry run.</summary>
    public static string Table(Said said) => said.Output[said.Output.IndexOf("in the dump", StringComparison.Ordinal)..].TrimEnd() is var all
        ? all[..all.LastIndexOf('\n')] : "";

    /// <summary>A hash over every row of every table.</summary>
    public string Everything()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_operator.Data, "parley.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var text = new StringBuilder();
        foreach (var table in Rows(connection, "select name from sqlite_master where type = 'table' order by name"))
        {
            foreach (var row in Rows(connection, $"select * from \"{table}\""))
                text.Append(table).Append(' ').Append(row).Append('\n');
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The files that the store holds, by their bytes.</summary>
    public string Files() => string.Join('\n', Directory.EnumerateFiles(Path.Combine(_operator.Data, "files"), "*", SearchOption.AllDirectories).Order()
        .Select(path => $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"));

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _operator.Dispose();
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the names are the database's own
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}")));

        return rows;
    }
}
