using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>
/// Notices dead lines within 60 s: a socket that was not heard for 25 s is pinged, one not heard for 50 s is ended. Also ends sockets
/// whose credential ran out.
/// </summary>
public sealed class Heartbeats : IDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(50);

    private readonly Switchboard _switchboard;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;

    public Heartbeats(Switchboard switchboard, TimeProvider clock)
    {
        (_switchboard, _clock) = (switchboard, clock);
        _timer = clock.CreateTimer(_ => Beat(), null, Round, Round);
    }

    public void Dispose() => _timer.Dispose();

    private void Beat()
    {
        var now = _clock.GetUtcNow();
        foreach (var connection in _switchboard.All())
        {
            if (connection.SinceHeard >= Dead)
                connection.Abort();
            else if (connection.Caller.ExpiresAt <= now)
                connection.Close(CloseCodes.CredentialExpired, "The credential has run out: come back with a new one.");
            else if (connection.SinceHeard >= Quiet)
                connection.Send(WireFrame.Ping);
        }
    }
}
