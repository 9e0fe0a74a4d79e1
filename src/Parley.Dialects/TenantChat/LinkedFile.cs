using System.Text.Json;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>
/// A message's file that lies elsewhere: an address, a name and a size in the message's metadata. Whoever writes metadata through the own
/// protocol may write anything there, so what is shown is checked again.
/// </summary>
internal static class LinkedFile
{
    private const int UrlCharacters = 2_000;

    public static JsonElement Metadata(string url, string name, long? size) =>
        JsonSerializer.SerializeToElement(new LinkedFileJson(url, name, size), TenantChatJson.Wire.LinkedFileJson);

    /// <summary>The file that the metadata names, if it does.</summary>
    public static LinkedFileJson? Of(MessageView message)
    {
        if (message.Metadata is not { ValueKind: JsonValueKind.Object } json || Text(json, "file_url") is not { } url || !IsSafe(url))
            return null;

        var size = json.TryGetProperty("file_size", out var said) && said.ValueKind == JsonValueKind.Number && said.TryGetInt64(out var bytes) ? bytes : (long?)null;
        return new(url, Text(json, "file_name") ?? "", size);
    }

    /// <summary>Whether a browser that follows it fetches something: a path of this server, or http(s); nothing that runs where it is clicked.</summary>
    public static bool IsSafe(string url) =>
        url.Length is > 0 and <= UrlCharacters
        && !url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
        && ((url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal))
            || (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && (absolute.Scheme == Uri.UriSchemeHttp || absolute.Scheme == Uri.UriSchemeHttps)));

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
