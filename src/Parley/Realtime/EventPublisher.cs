using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Protocol;
using Parley.Storage;
using Parley.Telemetry;
using Parley.Upkeep;

namespace Parley.Realtime;

/// <summary>
/// Tells what commits brought, in commit order, and only then acknowledges them; passing events (typing, presence, receipts) go the
/// same way. One thread, so that everybody hears one order; what it sends in one turn leaves as one write per socket.
/// </summary>
public sealed class EventPublisher : IDisposable
{
    // A commit that finds this many untold ones waits: telling is what limits, and larger commits cost less.
    private const int UntoldCommits = 16;
    private const int PassingLimit = 10_000;

    private readonly Switchboard _switchboard;
    private readonly MembershipCache _memberships;
    private readonly ILogger<EventPublisher> _logger;
    private readonly MessageFigures _figures;
    private readonly Queue<object> _news = new();   // commits and passing events, in the order in which they came
    private readonly object _gate = new();
    private readonly Thread _thread;
    private int _commits;
    private int _passing;
    private bool _stopping;

    public EventPublisher(
        Database database, Switchboard switchboard, MembershipCache memberships, Figures figures, ILogger<EventPublisher> logger)
    {
        (_switchboard, _memberships, _figures, _logger) = (switchboard, memberships, figures.Messages, logger);
        figures.Watch("parley.commits.untold", "{commit}", "Commits on disk that wait to be told.", () => Volatile.Read(ref _commits));
        figures.Watch("parley.events.passing", "{event}", "Passing events (typing, presence, receipts) that wait to be told.", () => Volatile.Read(ref _passing));
        figures.Watch("parley.outboxes.waiting", "By", "Bytes that wait to be written, over all sockets.", () => switchboard.All().Sum(c => c.BytesWaiting));
        _thread = new Thread(Work) { IsBackground = true, Name = "parley publisher" };
        _thread.Start();
        database.Committed = Publish;
    }

    /// <summary>Called in order, on the publishing thread, before the listeners hear and before the change is acknowledged. Must be quick.</summary>
    public event Action<Announcement>? Telling;

    /// <summary>Tells something that is not kept. When the queue is full it is dropped: the next one tells more.</summary>
    public void PublishPassing(object announcement)
    {
        lock (_gate)
        {
            if (_passing >= PassingLimit)
                return;

            _passing++;
            _news.Enqueue(announcement);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Tells what is left, then ends the thread. The database must have stopped committing.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
    }

    private void Publish(IReadOnlyList<CommittedWrite> commit)
    {
        lock (_gate)
        {
            while (_commits >= UntoldCommits && !_stopping)
                Monitor.Wait(_gate);

            _commits++;
            _news.Enqueue(commit);
            Monitor.PulseAll(_gate);
        }
    }

    private void Work()
    {
        var turn = new List<object>();
        var delivered = new List<long>();
        var traced = new TracedTurn();
        while (Take(turn))
        {
            Connection.BeginTurn();
            foreach (var news in turn)
            {
                if (news is IReadOnlyList<CommittedWrite> commit)
                    TellCommit(commit, traced, delivered);
                else
                    Tell(news);
            }

            traced.BeginWriting();
            Connection.EndTurn();
            traced.Written();
            foreach (var accepted in delivered)
                _figures.Delivered(Stopwatch.GetElapsedTime(accepted));

            delivered.Clear();
            turn.Clear();
        }
    }

    private void TellCommit(IReadOnlyList<CommittedWrite> commit, TracedTurn traced, List<long> delivered)
    {
        foreach (var write in commit)
        {
            traced.Begin(write);
            foreach (var news in write.News)
            {
                Tell(news);
                if (news is Announcement { Event: MessagePosted })
                    delivered.Add(write.AcceptedAt);
            }

            traced.Told(write);
            write.Acknowledge();
        }
    }

    private bool Take(List<object> turn)
    {
        lock (_gate)
        {
            while (_news.Count == 0)
            {
                if (_stopping)
                    return false;

                Monitor.Wait(_gate);
            }

            turn.AddRange(_news);
            _news.Clear();
            (_commits, _passing) = (0, 0);
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    private void Tell(object news)
    {
        try
        {
            switch (news)
            {
                case Announcement announcement:
                    Forget(announcement);
                    Telling?.Invoke(announcement);
                    _switchboard.Deliver(announcement);
                    break;
                case PersonalAnnouncement announcement:
                    _switchboard.Deliver(announcement);
                    break;
                case NeighbourAnnouncement announcement:
                    _switchboard.Deliver(announcement);
                    break;
                case Chore chore:
                    chore.Wake();
                    break;
                default:
                    throw new InvalidOperationException($"{news.GetType().Name} is no announcement.");
            }
        }
        catch (Exception exception)
        {
            // A bug in one event must not silence all that follow; it is on disk, and whoever misses it reads it from the log.
            _logger.NotTold(exception, news.GetType().Name);
        }
    }

    private void Forget(Announcement announcement)
    {
        if (announcement.Ends || announcement.Alters)
            _memberships.ForgetConversation(announcement.ConversationId);

        if ((announcement.Leaving ?? announcement.Changed) is { } userN)
            _memberships.Forget(announcement.ConversationId, userN);

        foreach (var joiner in announcement.Joining)
            _memberships.Forget(announcement.ConversationId, joiner);
    }
}
