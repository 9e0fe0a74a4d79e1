using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Protocol;
using Parley.Telemetry;

namespace Parley.Realtime;

/// <summary>
/// The conversation with one signed-in socket: reads frames in order and lets each be answered when its commit is on disk, without
/// holding up the next.
/// </summary>
internal sealed class SocketSession(
    Connection connection, SocketReader reader, SocketOps ops, FrameBudget budget, Figures figures, ILogger logger)
{
    // Frames read whose answer is still out; beyond it the line is not read, which slows the sender down.
    private const int Unanswered = 1000;

    // Frames in a row that were no frames: a client that cannot speak is not worth listening to.
    private const int FaultPatience = 20;

    private readonly Lock _lock = new();
    private TaskCompletionSource? _room;
    private int _unanswered;
    private int _faults;

    public async Task RunAsync(CancellationToken ct)
    {
        while (await reader.ReadAsync(ct))
        {
            if (connection.CloseCode != 0)
                continue;   // closed by us, and only waiting for the other side to say so too

            var answering = AnswerAsync(ct);
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

    private Task AnswerAsync(CancellationToken ct)
    {
        var head = FrameHead.Read(reader.Frame);
        if (head.Fault != FrameFault.None)
        {
            Fault(head);
            return Task.CompletedTask;
        }

        _faults = 0;
        var isKnown = ops.TryFind(head.Type, out var op);
        var wait = budget.Take(isKnown ? op!.Kind : null);
        if (wait > TimeSpan.Zero)
        {
            Tell(head.Ref, new Refusal(Errors.RateLimited) { RetryAfter = wait });
            if (budget.Refused > FrameBudget.Patience)
                connection.Close(CloseCodes.Policy, "Too many frames.");

            return Task.CompletedTask;
        }

        if (!isKnown)
        {
            figures.Sockets.Received(null);
            Tell(head.Ref, new Refusal(Errors.UnknownType));
            return Task.CompletedTask;
        }

        figures.Sockets.Received(op!.Name);
        return Traces.Source.HasListeners() ? TracedAsync(op, head.Ref, ct) : RunAsync(op, head.Ref, ct);
    }

    // Each frame is a trace of its own, not a part of the request that opened the socket hours ago.
    private async Task TracedAsync(SocketOp op, string? @ref, CancellationToken ct)
    {
        Activity.Current = null;
        using var span = Traces.Source.StartActivity(op.Name, ActivityKind.Server);
        span?.SetTag("parley.door", "socket").SetTag("parley.user_id", connection.Caller.UserId.ToString());
        await RunAsync(op, @ref, ct);
    }

    private Task RunAsync(SocketOp op, string? @ref, CancellationToken ct)
    {
        try
        {
            var running = op.Run(new SocketRequest(connection, @ref) { Budget = budget }, reader.Frame, ct);
            return running.IsCompletedSuccessfully ? running : SettleAsync(running, op, @ref);
        }
        catch (Exception exception)
        {
            return SettleAsync(Task.FromException(exception), op, @ref);
        }
    }

    private async Task SettleAsync(Task running, SocketOp op, string? @ref)
    {
        try
        {
            await running;
        }
        catch (Refusal refusal)
        {
            Tell(@ref, refusal);
        }
        catch (JsonException exception) when (Validation.IsBadText(exception))
        {
            connection.Close(CloseCodes.BadUtf8, Errors.InvalidText.Meaning);   // a surrogate without its pair
        }
        catch (JsonException exception)
        {
            Tell(@ref, new Refusal(Errors.ValidationFailed, exception.Path is { Length: > 2 } path ? $"{path[2..]} is missing or not what it should be." : null));
        }
        catch (OperationCanceledException)
        {
            // The socket ended while the answer was being made.
        }
        catch (Exception exception)
        {
            logger.FrameBroke(exception, op.Name, connection.Caller.UserId.Value);
            Tell(@ref, new Refusal(Errors.Internal));
        }
    }

    private void Fault(FrameHead head)
    {
        switch (head.Fault)
        {
            case FrameFault.TooDeep:
                connection.Close(CloseCodes.Policy, $"JSON nests at most {Limits.JsonDepth} deep.");
                break;
            case FrameFault.BadText:
                connection.Close(CloseCodes.BadUtf8, Errors.InvalidText.Meaning);
                break;
            default:
                Tell(head.Ref, new Refusal(Errors.InvalidJson));
                if (++_faults >= FaultPatience)
                    connection.Close(CloseCodes.Policy, "Too many frames that are not JSON objects.");

                break;
        }
    }

    private void Tell(string? @ref, Refusal refusal)
    {
        figures.Messages.Refused(refusal.Error, Door.Socket);
        Activity.Current?.SetTag("error.type", refusal.Error.Code);
        connection.Send(WireFrame.Error(@ref, refusal.Error, refusal.Message, refusal.RetryAfter));
    }
}
