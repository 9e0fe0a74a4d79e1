using System.Net.Http.Headers;
using Parley.Protocol;

namespace Parley.Tests.Cast;

/// <summary>Somebody at the door, with whatever credential they hold in their hand: for the tests of signing in itself.</summary>
public sealed class Visitor : IDisposable
{
    private readonly TestParley _parley;

    public Visitor(TestParley parley, string? authorization = null, string? cookie = null, string? origin = null)
    {
        _parley = parley;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(parley.Address, "/api/v1/") };
        if (authorization is not null)
            Http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(authorization);
        if (cookie is not null)
            Http.DefaultRequestHeaders.Add("Cookie", cookie);
        if (origin is not null)
            Http.DefaultRequestHeaders.Add("Origin", origin);
    }

    public HttpClient Http { get; }

    public SignedIn? SignedIn { get; private set; }

    /// <summary>The cookie that the last sign-in set, as a browser would send it.</summary>
    public string? Cookie { get; private set; }

    public UserView User => SignedIn!.User;

    /// <summary>A fresh account, signed in.</summary>
    public static async Task<Visitor> RegisteredAsync(TestParley parley, string name, string workspace = "main", string? inviteCode = null)
    {
        var visitor = new Visitor(parley);
        await visitor.KeepAsync(await visitor.RegistersAsync(name, workspace, inviteCode));
        return visitor;
    }

    public Task<HttpResponseMessage> RegistersAsync(string name, string workspace = "main", string? inviteCode = null) =>
        PostAsync("auth/register", new Register(name, $"{name}@example.com", $"{name}'s password", Workspace: workspace, InviteCode: inviteCode));

    public Task<HttpResponseMessage> LogsInAsync(string name, string? password = null, string? workspace = null) =>
        PostAsync("auth/login", new LogIn(password ?? $"{name}'s password", name, Workspace: workspace));

    public Task<HttpResponseMessage> RefreshesAsync(string? token = null) =>
        PostAsync("auth/refresh", new RefreshLogIn(token ?? SignedIn!.RefreshToken));

    /// <summary>Goes on with what a sign-in gave.</summary>
    public async Task<SignedIn> KeepAsync(HttpResponseMessage answer)
    {
        SignedIn = await Person.ReadAsync<SignedIn>(answer);
        Http.DefaultRequestHeaders.Authorization = new("Bearer", SignedIn.AccessToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            Cookie = cookies.Single().Split(';')[0];
        return SignedIn;
    }

    /// <summary>The same person with another credential.</summary>
    public Visitor With(string? authorization = null, string? cookie = null, string? origin = null) => new(_parley, authorization, cookie, origin);

    public async Task<TView> GetAsync<TView>(string path) => await Person.ReadAsync<TView>(await Http.GetAsync(path));

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path);

    public Task<HttpResponseMessage> PostAsync<TBody>(string path, TBody body) => Http.PostAsync(path, Person.Json(body));

    /// <summary>Sends JSON as it stands here.</summary>
    public async Task<HttpResponseMessage> PostJsonAsync(string path, string json)
    {
        using var body = new StringContent(json, null, "application/json");
        return await Http.PostAsync(path, body);
    }

    public Task<HttpResponseMessage> PostAsync(string path) => Http.PostAsync(path, null);

    public Task<HttpResponseMessage> PatchAsync<TBody>(string path, TBody body) => Http.PatchAsync(path, Person.Json(body));

    public Task<HttpResponseMessage> DeleteAsync(string path) => Http.DeleteAsync(path);

    public Task<PersonSocket> OpensAsync() => PersonSocket.OpenAsync(_parley.Address, $"?token={SignedIn!.AccessToken}");

    public void Dispose() => Http.Dispose();
}
