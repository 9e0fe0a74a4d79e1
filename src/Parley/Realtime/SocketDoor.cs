using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Protocol;
using Parley.Storage;
using Parley.Telemetry;

namespace Parley.Realtime;

/// <summary>
/// Opens sockets, of the own protocol (<c>GET /ws</c>) and of the dialects: upgrades, signs in, attaches the socket to its conversations
/// and lets it talk until it ends.
/// </summary>
public sealed class SocketDoor(
    SocketSignIn signIn, EndedCredentials ended, Switchboard switchboard, Database database, SocketOps ops, SocketLife life,
    Budgets budgets, OpenSockets sockets, Figures figures, TimeProvider clock, ILogger<SocketDoor> logger)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private volatile bool _stopping;

    public Task OpenAsync(HttpContext http)
    {
        SocketSignIn.RefuseForeignOrigin(http);
        return OpenAsync(http, new OwnSpeech(signIn, ops, figures, clock, logger));
    }

    /// <summary>Returns when the socket has ended. Whoever may not open it is refused before.</summary>
    /// <exception cref="Refusal"><c>bad_request</c> when it is no WebSocket handshake; too many sockets from its address.</exception>
    public async Task OpenAsync(HttpContext http, Speech speech)
    {
        if (http.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade || AcceptKey(http) is not { } accept)
            throw new Refusal(Errors.BadRequest, "This address is opened as a WebSocket (RFC 6455).");

        var address = AddressKey.Of(http);
        sockets.EnterFrom(address);
        try
        {
            await OpenAsync(http, upgrade, accept, speech);
        }
        finally
        {
            sockets.Leave(LimitedBy.Address, address);
        }
    }

    private async Task OpenAsync(HttpContext http, IHttpUpgradeFeature upgrade, string accept, Speech speech)
    {
        http.Response.Headers.Upgrade = "websocket";
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers["Sec-WebSocket-Accept"] = accept;
        var line = await upgrade.UpgradeAsync();
        var connection = new Connection(line, PlainSocket(http), figures.Sockets, clock, http.Abort);
        using var socket = WebSocket.CreateFromStream(
            new SocketStream(line, connection), new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        var reader = new SocketReader(socket, connection);
        speech.BelongTo(connection);
        try
        {
            if (await speech.SignInAsync(http, reader, http.RequestAborted) is { } caller)
                await EnterAsync(http, connection, caller, reader, speech);
            else
                connection.Close(CloseCodes.NotAuthenticated, Errors.NotSignedIn.Meaning);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The line ended, or broke the rules and was told so by the framework's WebSocket: an ending, not an error.
        }
        finally
        {
            reader.Release();
            await Task.WhenAny(connection.DrainedAsync(), Task.Delay(LastWords, clock, CancellationToken.None));
        }
    }

    /// <summary>Tells every socket that the server stops.</summary>
    public void EndAll()
    {
        _stopping = true;
        foreach (var connection in switchboard.All())
            connection.Close(CloseCodes.GoingAway, "The server is stopping: come back.");
    }

    /// <summary>Lets a person in who has not too many sockets, and has not opened too many just now.</summary>
    private async Task EnterAsync(HttpContext http, Connection connection, Caller caller, SocketReader reader, Speech speech)
    {
        var payer = Payer.Of(caller);
        if (budgets.TakePerson(payer, RouteClass.Handshake) is var wait && wait > TimeSpan.Zero)
        {
            connection.Close(CloseCodes.TooMany, $"Too many sockets were opened just now: come back in {Math.Ceiling(wait.TotalSeconds)} s.");
            return;
        }

        if (!sockets.TryEnter(LimitedBy.Person, (ulong)caller.UserN))
        {
            connection.Close(CloseCodes.TooMany, "Too many sockets are open: close another one first.");
            return;
        }

        try
        {
            await TalkAsync(http, connection, caller, reader, speech);
        }
        finally
        {
            sockets.Leave(LimitedBy.Person, (ulong)caller.UserN);
        }
    }

    private async Task TalkAsync(HttpContext http, Connection connection, Caller caller, SocketReader reader, Speech speech)
    {
        var ct = http.RequestAborted;
        connection.Caller = caller;
        speech.Budget = new FrameBudget(budgets, Payer.Of(caller));
        Forget(http);
        switchboard.Register(connection);
        if (_stopping)
            connection.Close(CloseCodes.GoingAway, "The server is stopping: come back.");

        var opened = false;
        try
        {
            var memberships = await database.QueryAsync($"""
                select m.conversation_n from members m join conversations c on c.n = m.conversation_n and c.deleted_at is null
                where m.user_n = {caller.UserN} and m.status = {MemberStatus.Active}
                """, row => row.Long(0), ct);
            switchboard.Attach(connection, memberships, speech.Greeting());
            figures.Sockets.SocketOpened();
            opened = true;
            life.SayOpened(connection);
            await ended.CheckAsync(connection, ct);
            logger.SocketOpened(caller.UserId.Value);
            await new SocketSession(connection, reader, speech).RunAsync(ct);
        }
        finally
        {
            if (opened)
                figures.Sockets.SocketClosed(connection.CloseCode);
            life.SayClosed(connection, switchboard.Remove(connection));
            logger.SocketClosed(caller.UserId.Value, connection.CloseCode);
        }
    }

    // The request lives as long as the socket: let go of its token and headers, some 2 KB.
    private static void Forget(HttpContext http)
    {
        http.Request.QueryString = QueryString.Empty;
        http.Features.Set<IQueryFeature>(null);
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "";
        http.Request.Headers.Clear();
    }

    // Direct sends go past TLS, so only a plain line has them. Non-blocking: a full socket says so instead of waiting.
    private static Socket? PlainSocket(HttpContext http)
    {
        if (http.Features.Get<ITlsHandshakeFeature>() is not null || http.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            return null;

        socket.Blocking = false;
        return socket;
    }

    private static string? AcceptKey(HttpContext http)
    {
        string? key = http.Request.Headers.SecWebSocketKey;
        var isHandshake = HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.SecWebSocketVersion == "13"
            && http.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase)
            && key is { Length: 24 };
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1 here; it protects nothing.
        return isHandshake
            ? Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")))
            : null;
#pragma warning restore CA5350
    }
}
