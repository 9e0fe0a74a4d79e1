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
    private Task _before = Task.CompletedTask;

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
        if (TypeOf(fields) is not { } type)
        {
            Say(Refused("", new Refusal(Errors.UnknownType)));
            return Task.CompletedTask;
        }

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

        // What came while frames wait for each other waits with them.
        var answering = _before.IsCompleted ? SettleAsync(type, fields, ct) : AfterAsync(_before, type, fields, ct);
        if (IsOneByOne || !_before.IsCompleted)
            _before = answering;

        return answering;
    }

    /// <summary>Whether each frame waits just now until the one before it is answered: it may rest on what that begins.</summary>
    protected virtual bool IsOneByOne => false;

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

    private async Task AfterAsync(Task before, string type, Fields frame, CancellationToken ct)
    {
        await before;
        await SettleAsync(type, frame, ct);
    }

    // Nothing where it is a list or an object, which no frame's type is.
    private static string? TypeOf(Fields fields)
    {
        try
        {
            return fields.TextOrNull("type") ?? "";
        }
        catch (Refusal)
        {
            return null;
        }
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
