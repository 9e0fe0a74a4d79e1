using System.Diagnostics;
using Parley.Protocol;
using Parley.Storage;
using Parley.Telemetry;

namespace Parley.Realtime;

/// <summary>The spans of one turn of the publisher: what was told, and the socket writes that followed. Does nothing while nobody traces.</summary>
internal sealed class TracedTurn
{
    private readonly List<Activity> _fanOuts = [];
    private Activity? _fanOut;
    private DateTimeOffset _writing;

    public void Begin(CommittedWrite write)
    {
        if (write.Trace is not null)
            _fanOut = Traces.Source.StartActivity("fan-out", ActivityKind.Producer, write.Trace.Context);
    }

    public void Told(CommittedWrite write)
    {
        if (_fanOut is null)
            return;

        foreach (var announcement in write.News.OfType<Announcement>())
        {
            _fanOut.SetTag("parley.event", announcement.Event.GetType().Name).SetTag("parley.conversation_id", announcement.ConversationId.ToString())
                .SetTag("parley.seq", announcement.Seq);
            if (announcement.Event is MessagePosted posted)
                _fanOut.SetTag("parley.message_id", posted.Message.Id.ToString());
        }

        // Its own thread goes on: nothing of this span may hang on what comes next.
        _fanOut.Stop();
        _fanOuts.Add(_fanOut);
        _fanOut = null;
    }

    public void BeginWriting()
    {
        if (_fanOuts.Count > 0)
            _writing = TimeProvider.System.GetUtcNow();
    }

    public void Written()
    {
        if (_fanOuts.Count == 0)
            return;

        var ended = TimeProvider.System.GetUtcNow();
        foreach (var fanOut in _fanOuts)
            Traces.Past("socket write", fanOut.Context, _writing, ended)?.Dispose();

        _fanOuts.Clear();
    }
}
