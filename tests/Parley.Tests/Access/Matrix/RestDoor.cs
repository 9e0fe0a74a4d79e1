using System.Text;
using System.Text.Json;

namespace Parley.Tests.Access.Matrix;

/// <summary>What a caller got: a status or a frame type with the code of a refusal, and everything that was said.</summary>
internal sealed record Answer(string Word, string Text);

/// <summary>Calls a row's route.</summary>
internal sealed class RestDoor(Stage stage) : IDisposable
{
    private readonly HttpClient _nobody = new(new SocketsHttpHandler { UseCookies = false });   // a cookie would make it somebody

    public async Task<Answer> CallAsync(Row row, Scene scene, Who who)
    {
        var verb = row.Door[..row.Door.IndexOf(' ', StringComparison.Ordinal)].Replace("ANY", "GET", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(stage.Parley.Address, Path(row, scene, who)));
        if (row.Body is { } body)
            request.Content = new StringContent(scene.Fill(body, stage, who), Encoding.UTF8, "application/json");

        if (row.File is { } file)
            request.Content = new MultipartFormDataContent { { new StringContent(scene.Fill(file, stage, who)), "file", "file.txt" } };
        foreach (var (header, value) in row.Headers)
        {
            if (header == "Content-Type")
                request.Content = new ByteArrayContent([1]) { Headers = { ContentType = new(value) } };
            else
                request.Headers.Add(header, value);
        }

        var client = who == Who.Nobody ? _nobody : stage.HttpOf(who);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(answer.IsSuccessStatusCode ? status : $"{status} {(verb == "HEAD" ? answer.Headers.GetValues("Parley-Error").Single() : Code(text))}", text);
    }

    public void Dispose() => _nobody.Dispose();

    private string Path(Row row, Scene scene, Who who)
    {
        var path = row.Door[(row.Door.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        foreach (var (parameter, value) in row.Path)
            path = path.Replace($"{{{parameter}}}", value, StringComparison.Ordinal);

        path = path
            .Replace("{conversationId}", "$conversation", StringComparison.Ordinal)
            .Replace("{messageId}", "$message", StringComparison.Ordinal)
            .Replace("{fileId}", "$file", StringComparison.Ordinal)
            .Replace("{uploadId}", "$upload", StringComparison.Ordinal)
            .Replace("{userId}", "$bystander", StringComparison.Ordinal)
            .Replace("{emoji}", Uri.EscapeDataString("👍"), StringComparison.Ordinal);
        return scene.Fill(path + row.Query, stage, who);
    }

    private static string Code(string problem)
    {
        try
        {
            return JsonElement.Parse(problem).GetProperty("code").GetString() ?? "without a code";
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            return "without a problem";
        }
    }
}
