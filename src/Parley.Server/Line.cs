using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Parley.Server;

/// <summary>How the web server treats its connections.</summary>
internal static class Line
{
    public static void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentUpgradedConnections = null;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }

    /// <summary>
    /// With a write buffer of one byte a write to a connection ends when its bytes are on the line. The outbox sends on the socket
    /// itself and falls back to the stream; were the stream to buffer, a later direct send would overtake it.
    /// </summary>
    public static void Configure(SocketTransportOptions sockets)
    {
        sockets.MaxWriteBufferSize = 1;
        sockets.NoDelay = true;
    }
}
