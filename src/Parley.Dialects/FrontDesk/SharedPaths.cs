using Microsoft.AspNetCore.Http;
using Parley.Access;

namespace Parley.Dialects.FrontDesk;

/// <summary>
/// The one table of the paths at the root that several systems have: who gets a request, by what its caller shows. The first rule whose path
/// fits decides; what it names and is not spoken here leaves the choice to those that are.
/// </summary>
internal sealed class SharedPaths(RowNumbers numbers)
{
    /// <summary>The own protocol, where a path is ours too.</summary>
    public const string Parley = "parley";

    private const string OffChat = "offchat";
    private const string SpaCentral = "spa-central";
    private const string MrmChat = "mrm-chat";
    private const string AriStay = "aristay";
    private const string TenantChat = "tenant-chat";

    private static readonly (string Path, Func<Shown, ValueTask<string>> Rule)[] Table =
    [
        // What the path is        Who has it                          What tells them apart
        ("/api/chat/conversations", /* offchat, spa-central */          By(shown => shown.HasOpaqueToken ? SpaCentral : OffChat)),
        ("/api/chat/messages/*",    /* aristay; offchat's client */     By(_ => AriStay)),
        ("/api/chat",               /* spa-central, aristay's page */   By(shown => shown.WantsPage ? AriStay : SpaCentral)),
        ("/api/auth/login",         /* offchat, spa-central */          async shown => await shown.BodyHasAsync("email", butNot: "username") ? SpaCentral : OffChat),
        ("/api/token/*",            /* aristay, tenant-chat */          By(_ => AriStay)),
        ("/api/token",              /* aristay, tenant-chat */          By(_ => AriStay)),
        ("/api/users",              /* mrm-chat, tenant-chat */         By(_ => MrmChat)),
        ("/ws/chat/*",              /* all five */                      SocketAsync),
        ("/ws",                     /* parley, offchat's hub */         By(shown => shown.HasTrailingSlash && shown.TokenIsOf(OffChat) ? OffChat : Parley)),
    ];

    /// <summary>Which of these gets the request.</summary>
    public async ValueTask<string> ChooseAsync(HttpContext http, IReadOnlyList<string> names)
    {
        var shown = new Shown(http, numbers);
        foreach (var (path, rule) in Table)
        {
            if (shown.IsAt(path))
                return await rule(shown) is var chosen && names.Contains(chosen) ? chosen : names[0];
        }

        return names[0];
    }

    // Digits are a person of spa-central or a chat of mrm-chat; a UUID is a room or a conversation that is known, or else a tenant, as any
    // other word. A known one goes to its dialect whoever asks: that refuses who is not in it.
    private static async ValueTask<string> SocketAsync(Shown shown)
    {
        if (shown.LastSegment.Length > 0 && shown.LastSegment.All(char.IsAsciiDigit))
            return shown.HasOpaqueToken ? SpaCentral : shown.HasToken ? TenantChat : MrmChat;   // a token wins over a cookie

        if (!Guid.TryParse(shown.LastSegment, out var id) || await shown.OriginAsync(id) is not { } known)
            return TenantChat;

        return known.Origin switch
        {
            OffChat => OffChat,
            AriStay => AriStay,
            _ => shown.TokenIsOf(OffChat) ? OffChat : AriStay,
        };
    }

    private static Func<Shown, ValueTask<string>> By(Func<Shown, string> rule) => shown => new(rule(shown));
}
