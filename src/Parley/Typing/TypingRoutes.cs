using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Typing;

/// <summary>The socket's door to typing; over REST there is none.</summary>
public static class TypingRoutes
{
    public static void MapTyping(this SocketOps ops, TypingHandler handler)
    {
        ops.OnSilently<StartTyping, Done>((request, command, ct) => handler.HandleAsync(request.Caller, command, ct));
        ops.OnSilently<StopTyping, Done>((request, command, ct) => handler.HandleAsync(request.Caller, command, ct));
    }
}
