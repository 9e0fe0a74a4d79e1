using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Parley.Server.CommandLine.Control;

/// <summary>Has a command done by the server that runs on a data directory.</summary>
internal static class ControlClient
{
    /// <summary>How it ended; nothing when no server runs there.</summary>
    public static async Task<int?> TryAskAsync(string dataDirectory, string[] words, Terminal terminal, CancellationToken ct)
    {
        if (await ConnectAsync(dataDirectory, ct) is not { } socket)
            return null;

        await using var line = new NetworkStream(socket, ownsSocket: true);
        await ControlFrames.WriteAsync(line, ControlKind.Words, ControlFrames.Of(words), ct);
        while (true)
        {
            var (kind, bytes) = await NextAsync(line, ct);
            switch (kind)
            {
                case ControlKind.Output:
                    await terminal.Output.WriteAsync(Encoding.UTF8.GetString(bytes));
                    break;
                case ControlKind.Errors:
                    await terminal.Errors.WriteAsync(Encoding.UTF8.GetString(bytes));
                    break;
                case ControlKind.Data:
                    await terminal.Data.WriteAsync(bytes, ct);
                    break;
                case ControlKind.Exit:
                    return BinaryPrimitives.ReadInt32BigEndian(bytes);
                default:
                    throw new CommandFailedException("The server answered something unknown: is it of another version?");
            }
        }
    }

    /// <summary>Whether a server runs there.</summary>
    public static async Task<bool> IsThereAsync(string dataDirectory, CancellationToken ct)
    {
        using var socket = await ConnectAsync(dataDirectory, ct);
        return socket is not null;
    }

    private static async Task<(ControlKind Kind, byte[] Bytes)> NextAsync(Stream line, CancellationToken ct)
    {
        try
        {
            return await ControlFrames.ReadAsync(line, ct);
        }
        catch (IOException exception)
        {
            throw new CommandFailedException($"The server ended before the command was done: {exception.Message}");
        }
    }

    private static async Task<Socket?> ConnectAsync(string dataDirectory, CancellationToken ct)
    {
        if (ControlAddress.Find(dataDirectory) is not { } path)
            return null;

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return socket;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
        {
            socket.Dispose();
            throw new CommandFailedException($"The server's control socket in \"{dataDirectory}\" is for its own user: run this as that user.");
        }
        catch (SocketException)
        {
            socket.Dispose();   // left behind by a server that was killed
            return null;
        }
    }
}
