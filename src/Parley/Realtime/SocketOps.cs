using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>What a frame asks: by which connection, and the client's own reference that the answer carries back.</summary>
public sealed record SocketRequest(Connection Connection, string? Ref)
{
    public Caller Caller => Connection.Caller;

    internal FrameBudget? Budget { get; init; }

    /// <summary>What asks for many things at once counts as more than one frame; what follows waits for it.</summary>
    public void CountItems(int items) => Budget?.Charge(items - 1);
}

/// <summary>Every frame type a client may send, and who answers it. Each room adds its own (…Routes.cs).</summary>
public sealed class SocketOps
{
    private readonly Dictionary<string, SocketOp> _ops = [];
    private readonly Dictionary<string, SocketOp>.AlternateLookup<ReadOnlySpan<char>> _byName;

    public SocketOps() => _byName = _ops.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyDictionary<string, SocketOp> All => _ops;

    /// <summary>Answered by <c>ack</c> with the reply's members.</summary>
    public void On<TCommand, TReply>(Func<SocketRequest, TCommand, CancellationToken, Task<TReply>> handle, Scopes needs = Scopes.Write)
        where TCommand : ICommand<TReply>
    {
        var reply = (JsonTypeInfo<TReply>)WireJson.Wire.GetTypeInfo(typeof(TReply))!;
        Add<TCommand>(TCommand.Op, async (request, command, ct) =>
        {
            var answer = await handle(request, command, ct);
            request.Connection.Send(WireFrame.Ack(request.Ref, answer, reply));
        }, needs);
    }

    /// <summary>Answered by nothing, or by whatever the handler itself sends; an error is always told.</summary>
    public void OnSilently<TCommand, TReply>(Func<SocketRequest, TCommand, CancellationToken, Task> handle, Scopes needs = Scopes.Write)
        where TCommand : ICommand<TReply> => Add(TCommand.Op, handle, needs);

    public bool TryFind(ReadOnlySpan<char> name, out SocketOp op) => _byName.TryGetValue(name, out op!);

    private void Add<TCommand>(string name, Func<SocketRequest, TCommand, CancellationToken, Task> handle, Scopes needs)
    {
        var type = (JsonTypeInfo<TCommand>)WireJson.Wire.GetTypeInfo(typeof(TCommand))!;
        _ops.Add(name, new SocketOp(name, (request, frame, ct) =>
        {
            if (!request.Caller.Scopes.HasFlag(needs))
                throw new Refusal(Errors.ScopeMissing);
            var command = JsonSerializer.Deserialize(frame, type);
            Validation.Check(command);
            return handle(request, command!, ct);
        }, needs.HasFlag(Scopes.Write) ? RouteClass.Write : RouteClass.Read));
    }
}

/// <summary>One frame type: reads the frame's bytes before it first waits, so that they may be reused after.</summary>
public sealed record SocketOp(string Name, SocketHandler Run, RouteClass Kind);

/// <summary>Answers one frame.</summary>
public delegate Task SocketHandler(SocketRequest request, ReadOnlySpan<byte> frame, CancellationToken ct);
