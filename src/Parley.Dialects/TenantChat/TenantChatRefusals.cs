using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>As Django's framework; who is not signed in gets <c>{"error","code"}</c>, and a file that is not taken is a 400 with <c>{"error"}</c>.</summary>
internal sealed class TenantChatRefusals : DjangoRefusals
{
    public override string Challenge => "Bearer";

    public override int StatusOf(HttpContext http, Refusal refusal) => IsOfFile(refusal) ? 400 : base.StatusOf(http, refusal);

    protected override string KeyOf(HttpContext http, Refusal refusal) =>
        IsOfFile(refusal) || refusal.Error.Status == 401 ? "error" : base.KeyOf(http, refusal);

    protected override void WriteSentence(Utf8JsonWriter writer, HttpContext http, Refusal refusal)
    {
        base.WriteSentence(writer, http, refusal);
        if (refusal.Error.Status == 401)
            writer.WriteString("code", refusal.Error.Code);
    }

    private static bool IsOfFile(Refusal refusal) =>
        refusal.Error == Errors.FileTooLarge || refusal.Error == Errors.FileTypeRefused || refusal.Error == Errors.QuotaExceeded || refusal.Error == Errors.FileEmpty;
}
