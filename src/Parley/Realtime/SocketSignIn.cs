using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>
/// The five ways into a socket: <c>?ticket=</c>, <c>?token=</c>, an Authorization header, the session cookie (allowed Origins only),
/// or a first frame <c>authenticate</c> within 10 s. What is given must be good: a bad one is not tried the next way.
/// </summary>
public sealed class SocketSignIn(Authentication authentication, TimeProvider clock, IHostApplicationLifetime host)
{
    private static readonly TimeSpan FirstFrameWithin = TimeSpan.FromSeconds(10);

    /// <exception cref="Refusal"><c>origin_refused</c>: a page of another site opened the socket with our visitor's cookie.</exception>
    public static void RefuseForeignOrigin(HttpContext http)
    {
        if (SessionCookie.IsOnlyCredential(http) && !http.Request.Query.ContainsKey("ticket") && !http.Request.Query.ContainsKey("token"))
            SessionCookie.RequireOwnOrigin(http);
    }

    internal async Task<Caller?> SignInAsync(HttpContext http, SocketReader reader, Connection connection, CancellationToken ct)
    {
        try
        {
            var caller = await FromRequestAsync(http, ct);
            if (caller is null && !HasCredential(http))
                caller = await FromFirstFrameAsync(reader, ct);
            if (caller is null)
                connection.Close(CloseCodes.NotAuthenticated, Errors.NotSignedIn.Meaning);

            return caller is null ? null : caller with { Address = Device.AddressOf(http) };
        }
        catch (Refusal refusal)
        {
            connection.Close(refusal.Error == Errors.AccountDisabled ? CloseCodes.AccountDisabled : CloseCodes.NotAuthenticated, refusal.Message);
            return null;
        }
    }

    private static bool HasCredential(HttpContext http) =>
        http.Request.Query.ContainsKey("ticket") || http.Request.Query.ContainsKey("token") || http.Request.Headers.ContainsKey("Authorization");

    private async ValueTask<Caller?> FromRequestAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.Query["ticket"].ToString() is { Length: > 0 } ticket)
            return await authentication.RedeemTicketAsync(ticket, ct);
        if (http.Request.Query["token"].ToString() is { Length: > 0 } token)
            return await authentication.AuthenticateTokenAsync(token, ct);

        return await authentication.AuthenticateAsync(http, ct);
    }

    private async Task<Caller?> FromFirstFrameAsync(SocketReader reader, CancellationToken ct)
    {
        if (!await ReadFirstFrameAsync(reader, ct) || FrameHead.Read(reader.Frame) is not { Type: "authenticate", Fault: FrameFault.None })
            return null;

        try
        {
            var frame = JsonSerializer.Deserialize(reader.Frame, WireJson.Wire.Authenticate);
            return frame?.Token is { Length: > 0 } token ? await authentication.AuthenticateTokenAsync(token, ct) : null;
        }
        catch (JsonException)
        {
            return null;   // answered by the close code, like every other failed sign-in
        }
    }

    /// <summary>Whether a first frame came in time, for a socket that showed no credential when it was opened.</summary>
    internal async Task<bool> ReadFirstFrameAsync(SocketReader reader, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(FirstFrameWithin, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token, host.ApplicationStopping);
        return await IsReadAsync(reader, both.Token, patience.Token);
    }

    private static async ValueTask<bool> IsReadAsync(SocketReader reader, CancellationToken either, CancellationToken patience)
    {
        try
        {
            return await reader.ReadAsync(either);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return false;   // who says nothing in time has not signed in
        }
    }
}
