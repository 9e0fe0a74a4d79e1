using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Parley.Push.Mail;

/// <summary>
/// Hands one mail to the mail server (RFC 5321). Written here because the framework's client knows no implicit TLS and hides what the
/// server answers, and no maintained library restores.
/// </summary>
public sealed class SmtpLine : IAsyncDisposable
{
    private const int LongestLine = 4_096;
    private const int MostLines = 100;

    private readonly MailSettings _settings;
    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[LongestLine];
    private Stream _stream = Stream.Null;
    private int _begin;
    private int _end;
    private string[] _offers = [];

    private SmtpLine(MailSettings settings) => _settings = settings;

    /// <summary>Sends a mail as <see cref="MailText"/> writes it.</summary>
    /// <exception cref="SmtpRefusal">The server said no.</exception>
    /// <exception cref="IOException">The line broke.</exception>
    public static async Task SendAsync(MailSettings settings, string recipient, string mail, CancellationToken ct)
    {
        await using var line = new SmtpLine(settings);
        try
        {
            await line.OpenAsync(ct);
        }
        catch (SmtpRefusal refusal)
        {
            throw new SmtpRefusal(refusal.Code, refusal.Message) { IsOfTheServer = true };
        }

        await line.SayAsync($"MAIL FROM:<{settings.From.Address}>", 250, ct);
        await line.SayAsync($"RCPT TO:<{recipient}>", 250, ct);
        await line.SayAsync("DATA", 354, ct);
        await line.WriteAsync(Stuffed(mail), ct);
        await line.SayAsync(".", 250, ct);
        await line.WriteAsync("QUIT\r\n", ct);   // the mail is taken; how the server says good-bye does not matter
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        await _tcp.ConnectAsync(_settings.Host!, _settings.Port, ct);
        _stream = _tcp.GetStream();
        if (_settings.Security == MailSecurity.Tls)
            await SecureAsync(ct);
        await ExpectAsync(220, ct);
        await GreetAsync(ct);
        if (_settings.Security == MailSecurity.StartTls)
        {
            if (!_offers.Contains("STARTTLS"))
                throw new SmtpRefusal(0, "the server offers no STARTTLS");
            await SayAsync("STARTTLS", 220, ct);
            if (_begin < _end)
                throw new SmtpRefusal(0, "somebody spoke before the line was secret");   // CVE-2011-0411
            await SecureAsync(ct);
            await GreetAsync(ct);
        }

        if (_settings.LogIn is not null)
            await LogInAsync(_settings.LogIn.UserName, _settings.LogIn.Password, ct);
    }

    private async Task SecureAsync(CancellationToken ct)
    {
        var secure = new SslStream(_stream);
        _stream = secure;
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = _settings.Host,
            CertificateChainPolicy = _settings.Trusted is { } trusted ? PolicyOf(trusted) : null,
        }, ct);
    }

    private static X509ChainPolicy PolicyOf(X509Certificate2Collection trusted)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }

    private async Task GreetAsync(CancellationToken ct) =>
        _offers = (await SayAsync($"EHLO {_settings.PublicUrl.IdnHost}", 250, ct)).ToUpperInvariant().Split('\n');

    private async Task LogInAsync(string user, string password, CancellationToken ct)
    {
        var ways = _offers.FirstOrDefault(offer => offer.StartsWith("AUTH ", StringComparison.Ordinal))?.Split(' ') ?? [];
        if (ways.Contains("PLAIN"))
        {
            await SayAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", 235, ct);
        }
        else if (ways.Contains("LOGIN"))
        {
            await SayAsync("AUTH LOGIN", 334, ct);
            await SayAsync(Base64(user), 334, ct);
            await SayAsync(Base64(password), 235, ct);
        }
        else
        {
            throw new SmtpRefusal(0, "the server takes neither AUTH PLAIN nor AUTH LOGIN");
        }
    }

    private async Task<string> SayAsync(string command, int expected, CancellationToken ct)
    {
        await WriteAsync(command + "\r\n", ct);
        return await ExpectAsync(expected, ct);
    }

    private async Task WriteAsync(string text, CancellationToken ct)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(text), ct);
        await _stream.FlushAsync(ct);
    }

    // What the server says is not put into the log: some repeat the address. The number is enough.
    private async Task<string> ExpectAsync(int expected, CancellationToken ct)
    {
        var said = new List<string>();
        while (said.Count < MostLines)
        {
            var line = await ReadLineAsync(ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code))
                throw new IOException("The mail server speaks no SMTP.");
            said.Add(line.Length > 4 ? line[4..].Trim() : "");
            if (line.Length > 3 && line[3] == '-')
                continue;
            return code / 10 == expected / 10 ? string.Join('\n', said) : throw new SmtpRefusal(code, $"the server answered {code}");
        }

        throw new IOException("The mail server speaks without end.");
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_begin, _end - _begin).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _begin, length).TrimEnd('\r');
                _begin += length + 1;
                return line;
            }

            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
            if (_end == _buffer.Length)
                throw new IOException("The mail server's line is too long.");
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), ct);
            if (read == 0)
                throw new IOException("The mail server closed the line.");
            _end += read;
        }
    }

    // A line that begins with a dot gets another one (RFC 5321, section 4.5.2): a dot alone would end the mail.
    private static string Stuffed(string mail) =>
        (mail.StartsWith('.') ? "." : "") + mail.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

/// <summary>The mail server said no, with its number; 0 where it cannot do what the settings ask for.</summary>
public sealed class SmtpRefusal(int code, string reason) : Exception(reason)
{
    public int Code => code;

    /// <summary>It concerns the line and the log-in, and not this mail: the owner mends it, and the mail can go then.</summary>
    public bool IsOfTheServer { get; init; }
}
