using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>As Django's framework with JWTs; the system's own code, at its door and with files, says <c>{"error":…}</c>.</summary>
internal sealed class OffChatRefusals : DjangoRefusals
{
    public override string Challenge => "Bearer realm=\"api\"";

    public override int StatusOf(HttpContext http, Refusal refusal) => IsOfFile(refusal) ? 400 : base.StatusOf(http, refusal);

    public override void Write(Utf8JsonWriter writer, HttpContext http, Refusal refusal)
    {
        if (refusal.Fields is { Count: > 0 } fields && SaysError(http))
        {
            writer.WriteStartObject();
            writer.WriteString("error"u8, $"{fields.First().Key}: {fields.First().Value[0]}");
            writer.WriteEndObject();
            return;
        }

        base.Write(writer, http, refusal);
    }

    protected override string KeyOf(HttpContext http, Refusal refusal) =>
        IsOfFile(refusal) || (SaysError(http) && refusal.Error.Status is 400 or 403 or 429 || refusal.Error == Errors.BadCredentials) ? "error"
        : base.KeyOf(http, refusal);

    protected override void WriteSentence(Utf8JsonWriter writer, HttpContext http, Refusal refusal)
    {
        if (refusal.Error != Errors.NotSignedIn || http.Request.Headers.Authorization.Count == 0)
        {
            base.WriteSentence(writer, http, refusal);
            return;
        }

        writer.WriteString("detail"u8, "Given token not valid for any token type");
        writer.WriteString("code"u8, "token_not_valid"u8);
        writer.WriteStartArray("messages"u8);
        writer.WriteStartObject();
        writer.WriteString("token_class"u8, "AccessToken"u8);
        writer.WriteString("token_type"u8, "access"u8);
        writer.WriteString("message"u8, "Token is invalid or expired"u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static bool IsOfFile(Refusal refusal) =>
        refusal.Error == Errors.FileTooLarge || refusal.Error == Errors.FileTypeRefused || refusal.Error == Errors.FileEmpty || refusal.Error == Errors.QuotaExceeded;

    private static bool SaysError(HttpContext http) =>
        http.Request.Path.Value is { } path && (path.Contains("/api/auth/", StringComparison.OrdinalIgnoreCase) || path.Contains("/api/chat/upload", StringComparison.OrdinalIgnoreCase));
}
