using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Access.RateLimits;

namespace Parley.Realtime;

/// <summary>
/// How one socket talks: who may open it, what greets it, what its frames mean. The own protocol is one (<see cref="OwnSpeech"/>); each
/// dialect brings its own. One instance a socket.
/// </summary>
public abstract class Speech
{
    /// <summary>The socket that it belongs to, once that is open.</summary>
    public Connection Connection { get; private set; } = null!;

    public Caller Caller => Connection.Caller;

    internal FrameBudget Budget { get; set; } = null!;

    /// <summary>What of the person's events the socket hears, and how they look; nothing for the own protocol.</summary>
    public virtual Ear? Ear => null;

    /// <summary>Who it is; nobody closes the socket, with a code that was set here or <c>4501</c>.</summary>
    public abstract Task<Caller?> SignInAsync(HttpContext http, SocketReader reader, CancellationToken ct);

    /// <summary>The first frame to a socket that is signed in, if there is one.</summary>
    public abstract byte[]? Greeting();

    /// <summary>
    /// Answers one frame. The bytes are read before it first waits; what is awaited does not hold up the next frame. Tells its own refusals:
    /// what it throws is a bug.
    /// </summary>
    public abstract Task AnswerAsync(ReadOnlySpan<byte> frame, CancellationToken ct);

    /// <summary>Takes a frame from the person's budgets; says how long to wait where there is none left, and ends the line of who does not listen.</summary>
    protected TimeSpan Take(RouteClass? kind)
    {
        var wait = Budget.Take(kind);
        if (wait > TimeSpan.Zero && Budget.Refused > FrameBudget.Patience)
            Connection.Close(Protocol.CloseCodes.Policy, "Too many frames.");

        return wait;
    }

    internal void BelongTo(Connection connection)
    {
        Connection = connection;
        connection.Ear = Ear;
    }
}
