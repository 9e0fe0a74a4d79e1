using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Push.Mail;

/// <summary>
/// Where the link of a mail leads, without signing in: a page that asks, because mail scanners follow links, and the one click (RFC 8058)
/// that ends the mails. The link names nobody and works for ever.
/// </summary>
public static class UnsubscribePages
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void MapUnsubscribe(this IEndpointRouteBuilder app)
    {
        app.MapGet("/unsubscribe/{token}", Ask).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/unsubscribe/{token}", EndAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Ask(string token, HttpContext http, PushKeys keys) => keys.Check(MissedMail.Unsubscribe, token) is null
        ? Unknown(http)
        : Page(http, 200, """
            <p>Do you want no more mails about missed messages?</p>
            <form method="post"><button>No more mails</button></form>
            """);

    private static async Task<IResult> EndAsync(string token, HttpContext http, PushKeys keys, Database database, CancellationToken ct)
    {
        if (keys.Check(MissedMail.Unsubscribe, token) is not { } user)
            return Unknown(http);

        await database.WriteAsync(async transaction =>
        {
            var userN = await transaction.NumberAsync($"select n from users where id = {user}");
            if (userN == 0)
                return;
            await transaction.WriteAsync($"""
                insert into push_settings (user_n, mail) values ({userN}, 0) on conflict (user_n) do update set mail = 0
                """);
            await transaction.WriteAsync($"""
                delete from push_deliveries
                where target_n in (select n from push_targets where user_n = {userN} and way = {PushWay.Mail})
                """);
        }, ct);
        return Page(http, 200, "<p>Done: there will be no more mails about missed messages. You can turn them on again in your settings.</p>");
    }

    private static IResult Unknown(HttpContext http) => Page(http, 404, "<p>This link is not one that this server gave out.</p>");

    private static IResult Page(HttpContext http, int status, string body)
    {
        var headers = http.Response.Headers;
        (headers.ContentSecurityPolicy, headers.XContentTypeOptions, headers.CacheControl) = (Policy, "nosniff", "no-store");
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Text($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mails from Parley</title></head>
            <body style="font-family:sans-serif;max-width:30em;margin:4em auto;padding:0 1em">
            {body}
            </body></html>
            """, "text/html; charset=utf-8", statusCode: status);
    }
}
