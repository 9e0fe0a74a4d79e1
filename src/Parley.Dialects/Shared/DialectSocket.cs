using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Access.RateLimits;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.Shared;

/// <summary>
/// A socket of a dialect, opened by somebody who was let in before the upgrade: reads frames as <see cref="Fields"/>, lets the dialect answer
/// them, and says a refusal in its words.
/// </summary>
internal abstract partial class DialectSocket(Caller? caller, ILogger logger) : Speech
{
    // Frames in a row that were no frames: a client that cannot speak is not worth listening to.
    private const int FaultPatience = 20;

    private int _faults;

    public override Task<Caller?> SignInAsync(HttpContext http, SocketReader reader, CancellationToken ct) =>
        Task.FromResult(caller is null ? null : caller with { Address = Device.AddressOf(http) });

    public override byte[]? Greeting() => null;

    public sealed override Task AnswerAsync(ReadOnlySpan<byte> frame, CancellationToken ct)
    {
        if (Fields.OfFrame(frame) is not { } fields)
        {
            if (++_faults >= FaultPatience)
                Connection.Close(CloseCodes.Policy, "Too many frames that are not JSON objects.");
            else
                Say(Refused("", new Refusal(Errors.InvalidJson)));

            return Task.CompletedTask;
        }

        _faults = 0;
        var type = fields.TextOrNull("type") ?? "";
        if (Take(KindOf(type)) is var wait && wait > TimeSpan.Zero)
        {
            Say(Refused(type, new Refusal(Errors.RateLimited) { RetryAfter = wait }));
            return Task.CompletedTask;
        }

        var needed = KindOf(type) == RouteClass.Write ? Scopes.Write : Scopes.Read;
        if (!Caller.Scopes.HasFlag(needed))
        {
            Say(Refused(type, new Refusal(Errors.ScopeMissing)));
            return Task.CompletedTask;
        }

        return SettleAsync(type, fields, ct);
    }

    /// <summary>Answers one frame; commands are begun before it first waits, so that they keep their order.</summary>
    /// <exception cref="Refusal">Told by <see cref="Refused"/>.</exception>
    protected abstract Task HandleAsync(string type, Fields frame, CancellationToken ct);

    /// <summary>The frame that says no, or nothing where the dialect is silent then.</summary>
    protected abstract byte[]? Refused(string type, Refusal refusal);

    /// <summary>From which budget a frame takes beside that of frames.</summary>
    protected virtual RouteClass? KindOf(string type) => RouteClass.Write;

    protected void Say(byte[]? frame)
    {
        if (frame is not null)
            Connection.Send(frame);
    }

    private async Task SettleAsync(string type, Fields frame, CancellationToken ct)
    {
        try
        {
            await HandleAsync(type, frame, ct);
        }
        catch (Refusal refusal)
        {
            Say(Refused(type, refusal));
        }
        catch (OperationCanceledException)
        {
            // The socket ended while the answer was being made.
        }
        catch (Exception exception)
        {
            Broke(logger, exception, type, GetType().Name, Caller.UserId.Value);
            Say(Refused(type, new Refusal(Errors.Internal)));
        }
    }

    [LoggerMessage(7000, LogLevel.Error, "Frame {Type} of {Socket} broke for {UserId}")]
    private static partial void Broke(ILogger logger, Exception exception, string type, string socket, Guid userId);
}
