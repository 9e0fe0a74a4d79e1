using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Dialects.Transcripts;

/// <summary>Replays a transcript against a real server, below the dialect's prefix or at the root.</summary>
internal sealed partial class Player(TestParley parley, string prefix) : IDisposable
{
    private readonly Dictionary<string, string> _kept = new() { ["base"] = parley.Address.ToString().TrimEnd('/') + prefix, ["host"] = parley.Address.ToString().TrimEnd('/') };
    private readonly Dictionary<string, TranscriptSocket> _sockets = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private string _credential = "bearer";

    public async Task PlayAsync(Transcript transcript)
    {
        foreach (var step in transcript.Steps)
        {
            try
            {
                await PlayAsync(step);
            }
            catch (Exception exception) when (exception is not TranscriptException)
            {
                throw new TranscriptException($"{transcript.Name}.txt:{step.Line}: {step.First}\n{exception.Message}", exception);
            }
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var socket in _sockets.Values)
            socket.Dispose();
    }

    private Task PlayAsync(Step step) => step.Words switch
    {
        ["people", .. var names] => PeopleAsync(names),
        ["credential", var form] => Task.FromResult(_credential = form),
        ["clock", var ahead] => AdvanceAsync(TimeSpan.FromSeconds(double.Parse(ahead.Trim('+', 's'), System.Globalization.CultureInfo.InvariantCulture))),
        [var who, "opens", var name, var path, ..] => OpenAsync(who, name, path, step),
        [var name, ">", ..] => _sockets[name].SendAsync(Filled(step.After(2))),
        [var name, "<", ..] => HearAsync(_sockets[name], step, passing: false),
        [var name, "<~", ..] => HearAsync(_sockets[name], step, passing: true),
        [var name, "closed", .. var code] => ClosedAsync(_sockets[name], code),
        [var name, "cut"] => Task.Run(_sockets[name].Dispose),
        _ when step.IsRequest => AskAsync(step),
        _ => throw new FormatException("No such step."),
    };

    private Task AdvanceAsync(TimeSpan ahead)
    {
        parley.Clock.Advance(ahead);
        return Task.CompletedTask;
    }

    // Names with a slash live in another workspace, which the first person of the transcript makes.
    private async Task PeopleAsync(string[] names)
    {
        foreach (var name in names)
        {
            var (who, workspace) = name.Split('/') is [var alone, var elsewhere] ? (alone, elsewhere) : (name, "main");
            if (workspace != "main" && _kept.TryGetValue("owner.jwt", out var owner) && _kept.TryAdd($"workspace.{workspace}", workspace))
            {
                using var door = new Visitor(parley, $"Bearer {owner}");
                Assert.True((await door.PostAsync("workspaces", new CreateWorkspace(workspace, workspace, Registration.Open))).IsSuccessStatusCode);
            }

            using var visitor = await Visitor.RegisteredAsync(parley, who, workspace);
            _kept.TryAdd("owner.jwt", visitor.SignedIn!.AccessToken);
            var token = await Person.ReadAsync<TokenView>(await visitor.PostAsync("tokens", new CreateToken("of the transcript")));
            (_kept[$"{who}.jwt"], _kept[$"{who}.refresh"], _kept[$"{who}.token"]) = (visitor.SignedIn.AccessToken, visitor.SignedIn.RefreshToken, token.Token!);
            (_kept[$"{who}.id"], _kept[$"{who}.email"], _kept[$"{who}.password"]) = (visitor.User.Id.ToString(), visitor.User.Email!, $"{who}'s password");
            _kept[$"{who}.cookie"] = visitor.Cookie!.Split('=', 2)[1];
            _kept[$"{who}.n"] = (await parley.DatabaseOf().NumberAsync($"select n from users where id = {visitor.User.Id}")).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private async Task AskAsync(Step step)
    {
        var (who, verb, path) = (step.Words[0], step.Words[1], Filled(step.Words[2]));
        using var request = new HttpRequestMessage(new HttpMethod(verb), AddressOf(path));
        Identify(request.Headers, who);
        var expecting = step.Rest.Select((line, at) => (line, at)).Where(pair => pair.line.TrimStart().StartsWith('=')).Select(pair => pair.at).DefaultIfEmpty(-1).First();
        Assert.True(expecting >= 0, "A request says with \"= 200\" what is expected.");
        Fill(request, [.. step.Rest.Take(expecting).Select(line => line.Trim())]);

        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var words = step.Rest[expecting].Trim().TrimStart('=').Trim().Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        Assert.True(words[0] == ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), $"expected {words[0]}, found {(int)answer.StatusCode}: {text}");

        var said = string.Join('\n', step.Rest.Skip(expecting + 1).Prepend(words.ElementAtOrDefault(1) ?? "").Where(line => !IsHeader(line.Trim()))).Trim();
        foreach (var header in step.Rest.Skip(expecting + 1).Select(line => line.Trim()).Where(IsHeader))
            CheckHeader(answer, header);
        if (said is ['"', ..])
            Assert.Equal(JsonElement.Parse(Filled(said)).GetString(), text);
        else if (said.Length > 0)
            Compare(said, JsonElement.Parse(text));
    }

    private void CheckHeader(HttpResponseMessage answer, string line)
    {
        var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], Filled(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));
        var found = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).SelectMany(h => h.Value).ToList();
        var keeps = KeptPart().Match(value);
        var pattern = keeps.Success ? Regex.Escape(value[..keeps.Index]) + "([^;]+)" : Regex.Escape(value).Replace("\\*", ".*", StringComparison.Ordinal);
        var match = found.Select(one => Regex.Match(one, pattern)).FirstOrDefault(one => one.Success);
        Assert.True(match is not null, $"expected the header {line}, found {string.Join(" | ", found)}");
        if (keeps.Success)
            _kept[keeps.Groups[1].Value] = match.Groups[1].Value;
    }

    private static bool IsHeader(string line) => HeaderLine().IsMatch(line);

    private void Fill(HttpRequestMessage request, string[] lines)
    {
        foreach (var header in lines.Where(IsHeader))
            request.Headers.TryAddWithoutValidation(header[..header.IndexOf(':', StringComparison.Ordinal)], Filled(header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));

        var body = lines.Where(line => !IsHeader(line)).ToArray();
        if (body.Length == 0)
            return;

        if (body[0].StartsWith("form ", StringComparison.Ordinal))
        {
            request.Content = new StringContent(Filled(body[0]["form ".Length..]), Encoding.UTF8, "application/x-www-form-urlencoded");
        }
        else if (body[0].StartsWith("part ", StringComparison.Ordinal))
        {
            var form = new MultipartFormDataContent();
            foreach (var line in body)
                TranscriptFiles.Add(form, Filled(line["part ".Length..]));
            request.Content = form;
        }
        else
        {
            request.Content = new StringContent(Filled(string.Join('\n', body)), Encoding.UTF8, "application/json");
        }
    }

    private async Task OpenAsync(string who, string name, string path, Step step)
    {
        var socket = new TranscriptSocket();
        Identify(socket.Headers, who);
        var address = new UriBuilder(AddressOf(Filled(path))) { Scheme = "ws" }.Uri;
        if (step.First.Contains(" = ", StringComparison.Ordinal))
        {
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => socket.OpenAsync(address));
            Assert.Contains(step.Words[^1], refused.Message, StringComparison.Ordinal);
            socket.Dispose();
            return;
        }

        var listens = step.Words is [.., "and", "listens"] ? NextToListenAsync() : Task.CompletedTask;
        await socket.OpenAsync(address);
        await listens;
        _sockets[name] = socket;
    }

    // A socket is open a moment before it hears; whose dialect greets nobody cannot tell by a frame.
    private Task NextToListenAsync()
    {
        var (life, opened) = (parley.Services.GetRequiredService<SocketLife>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        life.Opened += Heard;
        return opened.Task.WaitAsync(Patience);

        void Heard(Connection connection)
        {
            life.Opened -= Heard;
            opened.TrySetResult();
        }
    }

    private async Task HearAsync(TranscriptSocket socket, Step step, bool passing)
    {
        while (true)
        {
            var heard = await socket.NextAsync();
            if (Mismatch(step.After(2), heard) is not { } wrong)
                return;
            if (!passing)
                Assert.Fail($"{wrong}\nheard {heard.GetRawText()}");
        }
    }

    private static async Task ClosedAsync(TranscriptSocket socket, string[] code)
    {
        var closed = await socket.ClosedAsync();
        if (code is [var expected])
            Assert.Equal(expected, closed?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Compare(string expected, JsonElement found)
    {
        if (Mismatch(expected, found) is { } wrong)
            Assert.Fail($"{wrong}\nin {found.GetRawText()}");
    }

    private string? Mismatch(string expected, JsonElement found) => Pattern.Mismatch(JsonElement.Parse(Filled(expected)), found, _kept);

    private void Identify(HttpHeaders headers, string who)
    {
        var (name, form) = who.Split(':') is [var person, var said] ? (person, said) : (who, _credential);
        if (name is "nobody" || form is "none")
            return;

        var (header, value) = form switch
        {
            "bearer" => ("Authorization", $"Bearer {_kept[$"{name}.jwt"]}"),
            "token" => ("Authorization", $"Token {_kept[$"{name}.token"]}"),
            "cookie" => ("Cookie", $"sessionid={_kept[$"{name}.cookie"]}"),
            _ => throw new FormatException($"There is no credential {form}."),
        };
        headers.TryAddWithoutValidation(header, value);
    }

    // A path with an exclamation mark in front is the server's own, wherever the dialect stands; a whole address is one that an answer named.
    private Uri AddressOf(string path) => path.StartsWith("http", StringComparison.Ordinal) ? new Uri(path)
        : new Uri(parley.Address, path.StartsWith('!') ? path[1..] : prefix + path);

    private string Filled(string text)
    {
        var numbers = Number().Replace(text, match => _kept.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);
        return Name().Replace(numbers, match => _kept.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);
    }

    [GeneratedRegex("\"\\{#([a-z_0-9.]+)\\}\"")]
    private static partial Regex Number();

    [GeneratedRegex(@"\{([a-z_0-9.]+)\}")]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Z][A-Za-z-]+:")]
    private static partial Regex HeaderLine();

    [GeneratedRegex("<([a-z_0-9.]+)>$")]
    private static partial Regex KeptPart();
}

/// <summary>A step went otherwise than it is written.</summary>
public sealed class TranscriptException(string message, Exception inner) : Exception(message, inner);
