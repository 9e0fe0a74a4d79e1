using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Parley.Storage;

namespace Parley.Server.CommandLine.Control;

/// <summary>Takes commands from the same machine and the same user while the server runs, and does them in its house.</summary>
internal sealed class ControlSocket(DataDirectory data, IServiceProvider services, ILogger<ControlSocket> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan FirstFrameWithin = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _places = new(8);
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(ControlAddress.Make(data.Root)));
            listener.Listen(8);
            _listener = listener;
            _accepting = AcceptAsync(listener);
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            logger.NoControlSocket(exception);   // chat goes on; commands need a stopped server then
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _listener?.Dispose();
        await _accepting;
        try
        {
            ControlAddress.Remove(data.Root);
        }
        catch (IOException)
        {
            // The next start makes it anew.
        }
    }

    public void Dispose()
    {
        _listener?.Dispose();
        _stopping.Dispose();
        _places.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(_stopping.Token);
                var socket = await listener.AcceptAsync(_stopping.Token);
                _ = Task.Run(() => AnswerAsync(socket), CancellationToken.None);
            }
            catch (SocketException) when (!_stopping.IsCancellationRequested)
            {
                _places.Release();   // whoever came has gone; the next one is still heard
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        try
        {
            await using var line = new NetworkStream(socket, ownsSocket: true);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            patience.CancelAfter(FirstFrameWithin);
            var (kind, bytes) = await ControlFrames.ReadAsync(line, patience.Token);
            if (kind != ControlKind.Words)
                return;

            var words = ControlFrames.Words(bytes);
            logger.Commanded(words[0]);
            var (output, errors) = (new StringWriter(), new StringWriter());
            await using var dataFrames = new DataFrames(line);
            await using var data = new BufferedStream(dataFrames, ControlFrames.Limit);
            var code = await Commands.RunAsync(new CommandContext(words, [], new Terminal(output, errors, TextReader.Null) { Data = data }, services), _stopping.Token);
            await Task.Yield();   // a deed ends on the publishing thread, which has others to tell
            await data.FlushAsync(_stopping.Token);
            await SayAsync(line, ControlKind.Output, output.ToString());
            await SayAsync(line, ControlKind.Errors, errors.ToString());
            var exit = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(exit, code);
            await ControlFrames.WriteAsync(line, ControlKind.Exit, exit, _stopping.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
        {
            // Whoever asked has gone.
        }
        catch (Exception exception)
        {
            logger.CommandBroke(exception);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task SayAsync(Stream line, ControlKind kind, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text).AsMemory();
        for (; bytes.Length > 0; bytes = bytes[Math.Min(bytes.Length, ControlFrames.Limit)..])
            await ControlFrames.WriteAsync(line, kind, bytes[..Math.Min(bytes.Length, ControlFrames.Limit)], _stopping.Token);
    }

    /// <summary>Each write becomes a frame of data.</summary>
    private sealed class DataFrames(Stream line) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(WriteFramesAsync(buffer, cancellationToken));

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteFramesAsync(buffer.AsMemory(offset, count), cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) =>
            WriteFramesAsync(buffer.AsMemory(offset, count), CancellationToken.None).GetAwaiter().GetResult();

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private async Task WriteFramesAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            for (; bytes.Length > 0; bytes = bytes[Math.Min(bytes.Length, ControlFrames.Limit)..])
                await ControlFrames.WriteAsync(line, ControlKind.Data, bytes[..Math.Min(bytes.Length, ControlFrames.Limit)], ct);
        }
    }
}
