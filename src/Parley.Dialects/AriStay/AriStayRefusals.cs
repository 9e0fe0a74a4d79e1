using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.AriStay;

/// <summary>As Django's framework; a 403 with a sentence of its own says it under both names, since the reference shows both.</summary>
internal sealed class AriStayRefusals : DjangoRefusals
{
    public override string Challenge => "Bearer realm=\"api\"";

    public override int StatusOf(HttpContext http, Refusal refusal) =>
        refusal.Error == Errors.FileTypeRefused ? 400 : base.StatusOf(http, refusal);

    protected override void WriteSentence(Utf8JsonWriter writer, HttpContext http, Refusal refusal)
    {
        base.WriteSentence(writer, http, refusal);
        if (refusal.Error.Status == 403 && KeyOf(http, refusal) == "detail")
            writer.WriteString("error"u8, refusal.Message);
    }
}
