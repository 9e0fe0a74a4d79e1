using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.MrmChat;

/// <summary>As Django's framework, but whoever is not signed in gets 403: sessions have no challenge.</summary>
internal sealed class MrmChatRefusals : DjangoRefusals
{
    public override string Challenge => "Session";

    public override int StatusOf(HttpContext http, Refusal refusal) =>
        refusal.Error == Errors.NotSignedIn ? 403 : base.StatusOf(http, refusal);

    protected override string KeyOf(HttpContext http, Refusal refusal) =>
        refusal.Error == Errors.BadCredentials || refusal.Error == Errors.LockedOut ? "error" : base.KeyOf(http, refusal);
}
