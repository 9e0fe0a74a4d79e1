using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Protocol;

namespace Parley.Tests.Cast;

/// <summary>Somebody with a name who uses Parley over REST and, once they open one, a socket.</summary>
public sealed class Person(TestParley parley, string name, string? workspace) : IDisposable
{
    private HttpClient? _http;
    private UserId? _id;
    private PersonSocket? _socket;

    public string Name => name;

    public string Token { get; } = parley.HostToken(name, workspace);

    /// <summary>Known after <see cref="IdAsync"/>.</summary>
    public UserId Id => _id ?? throw new InvalidOperationException($"{name} has done nothing yet: call IdAsync first.");

    public HttpClient Http => _http ??= MakeHttp();

    /// <summary>The socket opened last.</summary>
    public PersonSocket Socket => _socket ?? throw new InvalidOperationException($"{name} has no socket: call OpensAsync first.");

    public async Task<UserId> IdAsync() => _id ??= (await GetAsync<UserView>("me")).Id;

    /// <summary>Opens a socket and waits until it is live.</summary>
    public async Task<PersonSocket> OpensAsync()
    {
        await IdAsync();
        return _socket = await PersonSocket.OpenAsync(parley.Address, $"?token={Token}");
    }

    public Task<TEvent> HearsAsync<TEvent>()
        where TEvent : ChatEvent => Socket.HearsAsync<TEvent>();

    public Task<HttpResponseMessage> PostsAsync(ConversationId conversation, string text, MessageId? id = null) =>
        PostAsync($"conversations/{conversation}/messages", new SendMessageBody(text, id));

    /// <summary>Posts over REST and expects that it is accepted.</summary>
    public async Task<MessageView> SaysAsync(ConversationId conversation, string text, MessageId? replyTo = null) =>
        await ReadAsync<MessageView>(await PostAsync($"conversations/{conversation}/messages", new SendMessageBody(text, ReplyTo: replyTo)));

    public async Task<ConversationView> CreatesAsync(CreateConversation command) =>
        await ReadAsync<ConversationView>(await PostAsync("conversations", command));

    public async Task<TView> GetAsync<TView>(string path) => await ReadAsync<TView>(await Http.GetAsync(path));

    /// <summary>The answer as it stands, good or bad.</summary>
    public Task<HttpResponseMessage> AsksAsync(string path) => Http.GetAsync(path);

    public Task<HttpResponseMessage> PostAsync<TBody>(string path, TBody body) => Http.PostAsync(path, Json(body));

    public Task<HttpResponseMessage> PostAsync(string path) => Http.PostAsync(path, null);

    public Task<HttpResponseMessage> PatchAsync<TBody>(string path, TBody body) => Http.PatchAsync(path, Json(body));

    public Task<HttpResponseMessage> PutAsync<TBody>(string path, TBody body) => Http.PutAsync(path, Json(body));

    public Task<HttpResponseMessage> DeleteAsync(string path) => Http.DeleteAsync(path);

    /// <summary>The body of a good answer; a bad one fails the test with what it says.</summary>
    public static async Task<TView> ReadAsync<TView>(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Xunit.Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {answer.RequestMessage?.RequestUri}: {text}");
        return JsonSerializer.Deserialize(text, (JsonTypeInfo<TView>)WireJson.Wire.GetTypeInfo(typeof(TView))!)!;
    }

    /// <summary>The code of a refusal.</summary>
    public static async Task<string> CodeAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString()!;

    public static JsonContent Json<TBody>(TBody body) =>
        JsonContent.Create(body, (JsonTypeInfo<TBody>)WireJson.Wire.GetTypeInfo(typeof(TBody))!);

    public void Dispose()
    {
        _http?.Dispose();
        _socket?.Dispose();
    }

    /// <summary>The server has a new address.</summary>
    internal void Moved()
    {
        _http?.Dispose();
        _http = null;
    }

    private HttpClient MakeHttp() => new()
    {
        BaseAddress = new Uri(parley.Address, "/api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
    };
}
