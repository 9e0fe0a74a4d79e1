using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Parley.Access;
using Parley.Access.Tokens;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.FrontDesk;

/// <summary>What a request shows before anybody has believed it: form of its credential, last part of its path, fields of its body.</summary>
internal sealed class Shown(HttpContext http, RowNumbers numbers)
{
    private const int BodyBytes = 64 * 1024;

    private readonly string _path = http.Request.Path.Value ?? "";

    public bool HasTrailingSlash => _path.EndsWith('/');

    public string LastSegment { get; } = (http.Request.Path.Value ?? "").TrimEnd('/').Split('/')[^1];

    /// <summary>40 hex digits, in the header or the address.</summary>
    public bool HasOpaqueToken => Token is { } token && Secret.IsApiToken(token);

    public bool HasToken => Token is not null;

    /// <summary>A browser that would show a page, and no program that would read JSON.</summary>
    public bool WantsPage => !HasOpaqueToken && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private string? Token => http.Request.Query["token"].ToString() is { Length: > 0 } inAddress ? inAddress
        : http.Request.Headers.Authorization.ToString().Split(' ', 2) is [_, { Length: > 0 } inHeader] ? inHeader.Trim()
        : null;

    public bool IsAt(string path) => path.EndsWith("/*", StringComparison.Ordinal)
        ? _path.StartsWith(path[..^1], StringComparison.OrdinalIgnoreCase) && _path.Length > path.Length - 1
        : _path.TrimEnd('/').Equals(path, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the token says that it was given out at this dialect's door. It chooses who answers, and proves nothing.</summary>
    public bool TokenIsOf(string dialect) => Token is { } token && Jwt.Read(token)?.Claim(DialectTokens.DialectClaim) == dialect;

    /// <summary>Which conversation of any workspace this is, and through which dialect it was begun.</summary>
    public ValueTask<ConversationOrigin?> OriginAsync(Guid id) => numbers.OriginAsync(ConversationId.Of(id));

    /// <summary>Whether a small body has one field and not another. It can be read again.</summary>
    public async ValueTask<bool> BodyHasAsync(string field, string butNot)
    {
        if (http.Request.ContentLength is null or 0 or > BodyBytes)
            return false;

        try
        {
            http.Request.EnableBuffering(BodyBytes, BodyBytes);
            using var copy = new MemoryStream();
            await http.Request.Body.CopyToAsync(copy, http.RequestAborted);
            http.Request.Body.Position = 0;
            return Has(copy.ToArray(), field) && !Has(copy.ToArray(), butNot);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or BadHttpRequestException)
        {
            return false;   // whoever answers reads it again and says what is wrong
        }
    }

    private bool Has(byte[] body, string field)
    {
        var isForm = http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true;
        if (isForm)
            return QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body)).ContainsKey(field);
        if (http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true)
            return body.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes($"name=\"{field}\"")) >= 0;

        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(field, out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
