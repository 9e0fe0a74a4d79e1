using System.Net.Http.Headers;
using Parley.Tests.Cast;

namespace Parley.Tests.Web;

/// <summary>Asks as a browser does.</summary>
internal sealed class Browsing(TestParley parley) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = parley.Address };

    public Task<HttpResponseMessage> AsksAsync(
        string path, string accept = "text/html,application/xhtml+xml,*/*;q=0.8", HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        return _http.SendAsync(request);
    }

    public static string Said(HttpResponseMessage answer, string header) => string.Join(", ", Values(answer.Headers, header) ?? Values(answer.Content.Headers, header) ?? []);

    public void Dispose() => _http.Dispose();

    private static IEnumerable<string>? Values(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values : null;
}
