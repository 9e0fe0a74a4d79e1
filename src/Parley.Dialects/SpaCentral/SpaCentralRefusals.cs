using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.SpaCentral;

/// <summary>
/// As Django's framework, with the names of this system's fields. A log-in that fails is 400 here, and each of the two log-ins says so in
/// its own way.
/// </summary>
internal sealed class SpaCentralRefusals : DjangoRefusals
{
    // The core's names of what this system calls otherwise.
    private static readonly Dictionary<string, string> Names = new() { ["content"] = "message", ["title"] = "name" };

    public override string Challenge => "Token";

    public override int StatusOf(HttpContext http, Refusal refusal) =>
        IsLogIn(http, refusal) || IsBadFile(refusal) ? 400 : base.StatusOf(http, refusal);

    public override void Write(Utf8JsonWriter writer, HttpContext http, Refusal refusal) => base.Write(writer, http, Renamed(refusal));

    protected override string KeyOf(HttpContext http, Refusal refusal) => refusal.Error == Errors.Forbidden ? "error" : base.KeyOf(http, refusal);

    protected override void WriteSentence(Utf8JsonWriter writer, HttpContext http, Refusal refusal)
    {
        if (!IsLogIn(http, refusal))
        {
            base.WriteSentence(writer, http, refusal);
            return;
        }

        var isTokenOnly = http.Request.Path.Value!.TrimEnd('/').EndsWith("/token", StringComparison.OrdinalIgnoreCase);
        writer.WriteStartArray(isTokenOnly ? "non_field_errors" : "detail");
        writer.WriteStringValue(refusal.Message);
        writer.WriteEndArray();
    }

    private static bool IsLogIn(HttpContext http, Refusal refusal) =>
        refusal.Error == Errors.BadCredentials
        || (refusal.Error == Errors.AccountDisabled && http.Request.Path.Value!.Contains("/api/auth/", StringComparison.OrdinalIgnoreCase));

    private static bool IsBadFile(Refusal refusal) => refusal.Error == Errors.FileEmpty || refusal.Error == Errors.FileTypeRefused;

    private static Refusal Renamed(Refusal refusal) => refusal switch
    {
        _ when IsBadFile(refusal) => Fields.Wrong("file", refusal.Message),
        { Fields.Count: > 0 } => new(refusal.Error, refusal.Message)
        {
            Fields = refusal.Fields.ToDictionary(
                field => Names.GetValueOrDefault(field.Key, field.Key),
                field => field.Value.Select(sentence => sentence.Replace(
                    $"field {field.Key}", $"field {Names.GetValueOrDefault(field.Key, field.Key)}", StringComparison.Ordinal)).ToArray()),
        },
        _ => refusal,
    };
}
