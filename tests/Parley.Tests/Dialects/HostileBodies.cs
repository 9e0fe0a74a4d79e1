using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Dialects;

/// <summary>What is no good request gets a status below 500, an answer in JSON that tells nothing of our insides, and never a redirect.</summary>
public sealed partial class HostileBodies
{
    private static readonly (string Type, byte[] Bytes)[] Bodies =
    [
        ("application/json", "{"u8.ToArray()),
        ("application/json", "[1,2]"u8.ToArray()),
        ("application/json", "\"text\""u8.ToArray()),
        ("application/json", "null"u8.ToArray()),
        ("application/json", "{\"content\":{\"deep\":1},\"message\":[1],\"name\":{},\"username\":[],\"room\":{},\"user_id\":\"x\",\"emoji\":{}}"u8.ToArray()),
        ("application/json", "{\"content\":\"\\ud800\",\"message\":\"\\ud800\",\"username\":\"\\ud800\",\"name\":\"\\ud800\"}"u8.ToArray()),
        ("application/json", "{\"content\":\"a\\u0000b\",\"message\":\"a\\u0000b\",\"username\":\"a\\u0000b\",\"name\":\"a\\u0000b\",\"password\":\"a\\u0000b\"}"u8.ToArray()),
        ("application/json", "{\"user_id\":99999999999999999999,\"receiver_id\":-1,\"participant_ids\":[1.5],\"page\":1e400}"u8.ToArray()),
        ("application/json", [0xFF, 0xFE, 0x00]),
        ("application/json", Encoding.UTF8.GetBytes(new string('[', 5_000))),
        ("application/json", Encoding.UTF8.GetBytes($"{{\"content\":\"{new string('x', 300_000)}\",\"message\":\"{new string('x', 300_000)}\"}}")),
        ("application/json", new byte[2 * 1024 * 1024]),
        ("application/x-www-form-urlencoded", "content=%ff%fe&message=%00"u8.ToArray()),
        ("multipart/form-data", "no boundary"u8.ToArray()),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"content\"\r\n\r\ncut"u8.ToArray()),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../etc/passwd\"\r\n\r\n\r\n--x--\r\n"u8.ToArray()),
        ("text/plain", "hello"u8.ToArray()),
        ("application/xml", "<a/>"u8.ToArray()),
    ];

    [Fact]
    public async Task Get_a_plain_no_from_every_route()
    {
        using var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(log, Doings.NoLimits);
        var ada = parley.Person("Ada");
        await ada.IdAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var wrong = new List<string>();
        foreach (var (verb, path) in RoutesOf(parley))
        {
            foreach (var (type, bytes) in verb == "GET" ? Bodies[..1] : Bodies)
            {
                foreach (var isSignedIn in new[] { true, false })
                {
                    using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(parley.Address, path));
                    if (isSignedIn)
                        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ada.Token);
                    if (verb != "GET")
                    {
                        request.Content = new ByteArrayContent(bytes);
                        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                    }

                    using var answer = await SendAsync(http, request, bytes.Length);
                    if (answer is null)
                        continue;

                    var text = await answer.TextAsync();
                    if ((int)answer.StatusCode is >= 500 or (>= 300 and < 400) || text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal))
                        wrong.Add($"{verb} {path} with {type} of {bytes.Length} bytes: {(int)answer.StatusCode} {text[..Math.Min(200, text.Length)]}");
                    else if ((int)answer.StatusCode >= 400 && answer.Content.Headers.ContentType?.MediaType != "application/json")
                        wrong.Add($"{verb} {path}: {(int)answer.StatusCode} as {answer.Content.Headers.ContentType}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(log.Errors);
    }

    // A body that is far too large is refused while it is still being sent, and the line with it: then there is no answer to read.
    private static async Task<HttpResponseMessage?> SendAsync(HttpClient http, HttpRequestMessage request, int bytes)
    {
        request.Headers.ConnectionClose = bytes > 1024 * 1024;
        try
        {
            return await http.SendAsync(request, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException) when (bytes > 1024 * 1024)
        {
            return null;
        }
    }

    private static List<(string Verb, string Path)> RoutesOf(TestParley parley) =>
    [
        .. from route in parley.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where route.Metadata.GetMetadata<DialectRoute>() is { IsRoot: false }
           from verb in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where !route.RoutePattern.RawText!.Contains("logout", StringComparison.Ordinal) && !route.RoutePattern.RawText.Contains("revoke", StringComparison.Ordinal)
           select (verb, Parameter().Replace(route.RoutePattern.RawText!, "nothing")),
    ];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
