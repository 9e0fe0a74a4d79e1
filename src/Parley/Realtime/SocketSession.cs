namespace Parley.Realtime;

/// <summary>
/// The conversation with one signed-in socket: reads frames in order and lets each be answered when its commit is on disk, without
/// holding up the next.
/// </summary>
internal sealed class SocketSession(Connection connection, SocketReader reader, Speech speech)
{
    // Frames read whose answer is still out; beyond it the line is not read, which slows the sender down.
    private const int Unanswered = 1000;

    private readonly Lock _lock = new();
    private TaskCompletionSource? _room;
    private int _unanswered;

    public async Task RunAsync(CancellationToken ct)
    {
        while (await reader.ReadAsync(ct))
        {
            if (connection.CloseCode != 0)
                continue;   // closed by us, and only waiting for the other side to say so too

            var answering = speech.AnswerAsync(reader.Frame, ct);
            if (!answering.IsCompleted)
                await CountAsync(answering);
        }
    }

    /// <summary>Waits only when as many answers are out as may be.</summary>
    private Task CountAsync(Task answering)
    {
        lock (_lock)
        {
            _ = ForgetAfterAsync(answering);
            return ++_unanswered < Unanswered ? Task.CompletedTask : (_room = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private async Task ForgetAfterAsync(Task answering)
    {
        await answering;
        lock (_lock)
        {
            _unanswered--;
            _room?.TrySetResult();
            _room = null;
        }
    }
}
