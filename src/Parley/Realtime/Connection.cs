using System.Net.Sockets;
using Parley.Access;
using Parley.Protocol;
using Parley.Telemetry;

namespace Parley.Realtime;

/// <summary>One open socket of a signed-in person. Sending never waits: a client that cannot keep up is closed and comes back.</summary>
public sealed class Connection
{
    private const int BytesAtOnce = 256 * 1024;   // a quarter of what the outbox holds

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    [ThreadStatic]
    private static List<Connection>? _turn;

    [ThreadStatic]
    private static List<Connection>? _spare;

    private readonly Outbox _outbox;
    private readonly TimeProvider _clock;
    private readonly Action _abort;
    private long _lastHeard;
    private int _closeCode;
    private bool _due;
    private Dictionary<long, long>? _told;

    public Connection(Stream stream, Socket? socket, SocketFigures figures, TimeProvider clock, Action abort)
    {
        _clock = clock;
        _abort = abort;
        _outbox = new Outbox(stream, socket, figures, () => Close(CloseCodes.TooSlow, "The reader did not keep up: come back and resume."));
        Heard();
    }

    /// <summary>Whose socket it is; set once, when it has signed in.</summary>
    public Caller Caller { get; set; } = null!;

    /// <summary>What it wants to hear, where it speaks a dialect; set before it is attached.</summary>
    public Ear? Ear { get; internal set; }

    /// <summary>The code it was closed with by us; 0 while it is open.</summary>
    public int CloseCode => _closeCode;

    /// <summary>What the person says of this device; see Presence.</summary>
    public PresenceStatus Presence { get; set; } = PresenceStatus.Online;

    public ConversationId? CurrentConversation { get; set; }

    /// <summary>The conversations it listens to; guarded by the switchboard's lock.</summary>
    internal List<long> Conversations { get; } = [];

    /// <summary>
    /// Up to which number it was told from the log, where a removal and a return are still to be published: the return must not tell
    /// that again. <see cref="Audience.CatchingUp"/> while it is being told. Guarded by the switchboard's lock.
    /// </summary>
    internal Dictionary<long, long> Told => _told ??= [];

    internal bool HasTold => _told is not null;

    /// <summary>While it is being attached: what memberships became meanwhile; guarded by the switchboard's lock.</summary>
    internal Dictionary<long, bool>? Meanwhile { get; set; }

    /// <summary>The last round in which it was told something that is told once; see Switchboard.</summary>
    internal long Round { get; set; }

    /// <summary>Bytes that wait to be written to it.</summary>
    public int BytesWaiting => _outbox.BytesWaiting;

    public TimeSpan SinceHeard => _clock.GetElapsedTime(Interlocked.Read(ref _lastHeard));

    public void Heard() => Interlocked.Exchange(ref _lastHeard, _clock.GetTimestamp());

    /// <summary>From here to <see cref="EndTurn"/>, what this thread sends is gathered and leaves as one write per connection.</summary>
    internal static void BeginTurn() => _turn = _spare ??= [];

    internal static void EndTurn()
    {
        var turn = _turn!;
        foreach (var connection in turn)
        {
            connection._due = false;
            connection._outbox.Flush();
        }

        turn.Clear();
        _turn = null;
    }

    public void Send(byte[] frame)
    {
        if (!_outbox.Add(frame))
            return;

        if (_turn is null)
        {
            _outbox.Flush();
        }
        else if (!_due)
        {
            _due = true;
            _turn.Add(this);
        }
    }

    /// <summary>Sends many, some at a time and only as fast as they are read: its own past must not cut a socket off.</summary>
    public async Task SendAtItsPaceAsync(IEnumerable<ChatEvent> happened)
    {
        var bytes = 0;
        foreach (var one in happened)
        {
            var frame = WireFrame.Of(one);
            _outbox.Add(frame);
            bytes += frame.Length;
            if (bytes < BytesAtOnce)
                continue;

            _outbox.Flush();
            await _outbox.DrainedAsync();
            bytes = 0;
        }

        _outbox.Flush();
        await _outbox.DrainedAsync();
    }

    public void Send(ChatEvent happened) => Send(WireFrame.Of(happened));

    /// <summary>Waits until everything sent so far is on the line: for whoever sends much at once and can wait.</summary>
    public Task DrainedAsync() => _outbox.DrainedAsync();

    /// <summary>Says why, and ends the line when that is out or after 5 s.</summary>
    public void Close(int code, string reason)
    {
        if (Interlocked.CompareExchange(ref _closeCode, code, 0) != 0)
            return;

        _outbox.AddLast(WireFrame.Close(code, reason));
        _ = AbortLaterAsync();
    }

    /// <summary>Ends the line without a word.</summary>
    public void Abort()
    {
        _outbox.Close();
        _abort();
    }

    private async Task AbortLaterAsync()
    {
        await Task.WhenAny(_outbox.DrainedAsync(), Task.Delay(LastWords, _clock));
        await Task.Delay(TimeSpan.FromSeconds(1), _clock);   // time for the peer to answer the close frame
        Abort();
    }
}
