using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Protocol;
using Parley.Telemetry;

namespace Parley.Realtime;

/// <summary>Parley's own protocol over one socket: reads a frame's head, runs its command, tells ack or error.</summary>
internal sealed class OwnSpeech(SocketSignIn signIn, SocketOps ops, Figures figures, TimeProvider clock, ILogger logger) : Speech
{
    // Frames in a row that were no frames: a client that cannot speak is not worth listening to.
    private const int FaultPatience = 20;

    private int _faults;

    public override Task<Caller?> SignInAsync(HttpContext http, SocketReader reader, CancellationToken ct) =>
        signIn.SignInAsync(http, reader, Connection, ct);

    public override byte[] Greeting() =>
        WireFrame.Of(new ConnectionEstablished(Caller.UserId, Caller.WorkspaceId, Caller.SessionId, clock.GetUtcNow()));

    public override Task AnswerAsync(ReadOnlySpan<byte> frame, CancellationToken ct)
    {
        var head = FrameHead.Read(frame);
        if (head.Fault != FrameFault.None)
        {
            Fault(head);
            return Task.CompletedTask;
        }

        _faults = 0;
        var isKnown = ops.TryFind(head.Type, out var op);
        var wait = Take(isKnown ? op!.Kind : null);
        if (wait > TimeSpan.Zero)
        {
            Tell(head.Ref, new Refusal(Errors.RateLimited) { RetryAfter = wait });
            return Task.CompletedTask;
        }

        if (!isKnown)
        {
            figures.Sockets.Received(null);
            Tell(head.Ref, new Refusal(Errors.UnknownType));
            return Task.CompletedTask;
        }

        figures.Sockets.Received(op!.Name);
        return Traces.Source.HasListeners() ? TracedAsync(op, head.Ref, frame, ct) : RunAsync(op, head.Ref, frame, ct);
    }

    // Each frame is a trace of its own, not a part of the request that opened the socket hours ago.
    private Task TracedAsync(SocketOp op, string? @ref, ReadOnlySpan<byte> frame, CancellationToken ct)
    {
        var bytes = frame.ToArray();
        return RunTracedAsync();

        async Task RunTracedAsync()
        {
            Activity.Current = null;
            using var span = Traces.Source.StartActivity(op.Name, ActivityKind.Server);
            span?.SetTag("parley.door", "socket").SetTag("parley.user_id", Caller.UserId.ToString());
            await RunAsync(op, @ref, bytes, ct);
        }
    }

    private Task RunAsync(SocketOp op, string? @ref, ReadOnlySpan<byte> frame, CancellationToken ct)
    {
        try
        {
            var running = op.Run(new SocketRequest(Connection, @ref) { Budget = Budget }, frame, ct);
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
            Connection.Close(CloseCodes.BadUtf8, Errors.InvalidText.Meaning);   // a surrogate without its pair
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
            logger.FrameBroke(exception, op.Name, Caller.UserId.Value);
            Tell(@ref, new Refusal(Errors.Internal));
        }
    }

    private void Fault(FrameHead head)
    {
        switch (head.Fault)
        {
            case FrameFault.TooDeep:
                Connection.Close(CloseCodes.Policy, $"JSON nests at most {Limits.JsonDepth} deep.");
                break;
            case FrameFault.BadText:
                Connection.Close(CloseCodes.BadUtf8, Errors.InvalidText.Meaning);
                break;
            default:
                Tell(head.Ref, new Refusal(Errors.InvalidJson));
                if (++_faults >= FaultPatience)
                    Connection.Close(CloseCodes.Policy, "Too many frames that are not JSON objects.");

                break;
        }
    }

    private void Tell(string? @ref, Refusal refusal)
    {
        figures.Messages.Refused(refusal.Error, Door.Socket);
        Activity.Current?.SetTag("error.type", refusal.Error.Code);
        Connection.Send(WireFrame.Error(@ref, refusal.Error, refusal.Message, refusal.RetryAfter));
    }
}
