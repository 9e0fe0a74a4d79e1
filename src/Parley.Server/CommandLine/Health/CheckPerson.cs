using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Protocol;

namespace Parley.Server.CommandLine.Health;

/// <summary>Somebody of the check's cast, who uses the server from outside as any client does.</summary>
internal sealed class CheckPerson : IDisposable
{
    private readonly HttpClient _http;

    public CheckPerson(Uri server, string credential, string name, string type)
    {
        _http = Client(server);
        _http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(credential);
        (Name, Type, Token) = (name, type, credential.Split(' ')[1]);
    }

    public string Name { get; }

    public string Type { get; }

    public string Token { get; }

    public UserView? View { get; set; }

    public static HttpClient Client(Uri server) => new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri(server, "/api/v1/"), Timeout = TimeSpan.FromSeconds(30),
    };

    public Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, CancellationToken ct) => _http.SendAsync(new HttpRequestMessage(method, path), ct);

    public async Task<T> GetAsync<T>(string path, CancellationToken ct) => await ReadAsync<T>(await _http.GetAsync(path, ct), ct);

    public async Task<T> PostAsync<TBody, T>(string path, TBody body, CancellationToken ct) => await ReadAsync<T>(await _http.PostAsync(path, Json(body), ct), ct);

    public async Task DoAsync(HttpMethod method, string path, CancellationToken ct)
    {
        using var answer = await AskAsync(method, path, ct);
        await RequireGoodAsync(answer, ct);
    }

    public async Task PatchAsync<TBody>(string path, TBody body, CancellationToken ct)
    {
        using var answer = await _http.PatchAsync(path, Json(body), ct);
        await RequireGoodAsync(answer, ct);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken ct)
    {
        await RequireGoodAsync(answer, ct);
        return (await answer.Content.ReadFromJsonAsync((JsonTypeInfo<T>)WireJson.Wire.GetTypeInfo(typeof(T))!, ct))!;
    }

    public static JsonContent Json<T>(T body) => JsonContent.Create(body, (JsonTypeInfo<T>)WireJson.Wire.GetTypeInfo(typeof(T))!);

    public void Dispose() => _http.Dispose();

    private static async Task RequireGoodAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
            throw new CheckFailedException($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath} gave {(int)answer.StatusCode}: {Detail(await answer.Content.ReadAsStringAsync(ct))}");
    }

    private static string Detail(string body)
    {
        try
        {
            return JsonElement.Parse(body).TryGetProperty("detail", out var detail) ? detail.GetString()! : body;
        }
        catch (JsonException)
        {
            return body.Length == 0 ? "no answer" : body[..Math.Min(body.Length, 200)];
        }
    }
}

/// <summary>A step of the check went otherwise than promised.</summary>
internal sealed class CheckFailedException(string sentence) : Exception(sentence);
