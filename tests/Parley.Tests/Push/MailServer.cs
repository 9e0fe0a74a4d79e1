using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Tests.Push;

/// <summary>A mail as the server's mailbox holds it, read by Python's parser and not by ours.</summary>
internal sealed partial record ReceivedMail(
    string From, string To, string Subject, IReadOnlyDictionary<string, string> Headers, string Text, string Html, string Raw, IReadOnlyList<string> Defects)
{
    public string Unsubscribe => Link().Match(Headers["list-unsubscribe"]).Value;

    [GeneratedRegex("(?<=<)[^>]+(?=>)")]
    private static partial Regex Link();
}

/// <summary>
/// A real SMTP server, Debian's python3-aiosmtpd, on a free port: with TLS, log-in, a maildir, and as rude as the test wants.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string User = "parley", Password = "a password, ünïcode: ✓";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _directory;

    private MailServer(Process process, string directory) => (_process, _directory) = (process, directory);

    public int Port { get; private set; }

    public string Certificate => Path.Combine(_directory, "server.pem");

    /// <param name="security">none, starttls or tls.</param>
    /// <param name="port">0: a free one.</param>
    public static async Task<MailServer> StartAsync(string security, int port = 0)
    {
        var directory = Directory.CreateTempSubdirectory("parley-mail-").FullName;
        WriteCertificate(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "server.py"), Script);
        var start = new ProcessStartInfo("/usr/bin/python3", ["-u", Path.Combine(directory, "server.py"), directory, security, $"{port}"])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        start.Environment["PASSWORD"] = Password;
        var server = new MailServer(Process.Start(start)!, directory);
        using var patience = new CancellationTokenSource(Patience);
        server.Port = int.Parse((await server._process.StandardOutput.ReadLineAsync(patience.Token))!, null);
        return server;
    }

    /// <summary>The settings with which Parley mails through it.</summary>
    public string[] Settings(string security) =>
    [
        "--Parley:Smtp:Host=localhost", $"--Parley:Smtp:Port={Port}", $"--Parley:Smtp:Security={security}",
        "--Parley:Smtp:From=Parley <parley@example.org>", "--Parley:Smtp:PublicUrl=https://chat.example.org/",
        .. security == "none" ? [] : (string[])[
            $"--Parley:Smtp:User={User}", $"--Parley:Smtp:Password={Password}", $"--Parley:Smtp:TrustedCertificate={Certificate}"],
    ];

    /// <summary>From now on every RCPT is answered so; nothing: taken.</summary>
    public async Task AnswersAsync(string? reply)
    {
        await _process.StandardInput.WriteLineAsync(reply ?? "");
        using var patience = new CancellationTokenSource(Patience);
        await _process.StandardOutput.ReadLineAsync(patience.Token);
    }

    /// <summary>All mails in the mailbox.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> MailsAsync()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(_directory, "server.py"), _directory, "read", "0"]) { RedirectStandardOutput = true };
        using var reader = Process.Start(start)!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        return [.. JsonElement.Parse(text).EnumerateArray().Select(Mail)];
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static ReceivedMail Mail(JsonElement mail) => new(
        Text(mail, "from"), Text(mail, "to"), Text(mail, "subject"),
        mail.GetProperty("headers").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!),
        Text(mail, "text"), Text(mail, "html"), Text(mail, "raw"), [.. mail.GetProperty("defects").EnumerateArray().Select(d => d.GetString()!)]);

    private static string Text(JsonElement mail, string name) => mail.GetProperty(name).GetString()!;

    private static void WriteCertificate(string directory)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), DateTimeOffset.FromUnixTimeSeconds(4_000_000_000));
        File.WriteAllText(Path.Combine(directory, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(directory, "key.pem"), key.ExportPkcs8PrivateKeyPem(), Encoding.ASCII);
    }

    private const string Script = """
        import asyncio, email, email.policy, glob, json, os, ssl, sys, threading
        directory, security, port = sys.argv[1], sys.argv[2], int(sys.argv[3])

        if security == "read":
            mails = []
            for path in sorted(glob.glob(directory + "/box/new/*"), key=os.path.getmtime):
                raw = open(path, "rb").read()
                mail = email.message_from_bytes(raw, policy=email.policy.default)
                part = lambda kind: mail.get_body(preferencelist=(kind,)).get_content()
                defects = [str(d) for p in mail.walk() for d in p.defects] + [str(d) for h in mail.values() for d in getattr(h, "defects", [])]
                mails.append({"from": str(mail["from"]), "to": str(mail["to"]), "subject": str(mail["subject"]), "text": part("plain"), "html": part("html"),
                    "headers": {k.lower(): str(v) for k, v in mail.items()}, "raw": raw.decode("ascii"), "defects": defects})
            print(json.dumps(mails))
            sys.exit()

        from aiosmtpd.handlers import Mailbox
        from aiosmtpd.smtp import AuthResult, LoginPassword, SMTP

        class Handler(Mailbox):
            reply = ""
            async def handle_RCPT(self, server, session, envelope, address, options):
                if self.reply:
                    return self.reply
                envelope.rcpt_tos.append(address)
                return "250 OK"

        def log_in(server, session, envelope, mechanism, data):
            good = isinstance(data, LoginPassword) and data.login == b"parley" and data.password == os.environ["PASSWORD"].encode()
            return AuthResult(success=good, handled=False)

        handler = Handler(directory + "/box")
        context = None
        if security != "none":
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(directory + "/server.pem", directory + "/key.pem")
        options, outer = dict(hostname="localhost"), None
        if security == "starttls":
            options.update(tls_context=context, require_starttls=True, auth_required=True, authenticator=log_in)
        if security == "tls":
            options.update(auth_required=True, auth_require_tls=False, authenticator=log_in)
            outer = context

        def listen():
            for line in sys.stdin:
                handler.reply = line.strip()
                print("ok", flush=True)

        async def serve():
            loop = asyncio.get_running_loop()
            server = await loop.create_server(lambda: SMTP(handler, loop=loop, **options), "127.0.0.1", port, ssl=outer)
            print(server.sockets[0].getsockname()[1], flush=True)
            threading.Thread(target=listen, daemon=True).start()
            await server.serve_forever()

        asyncio.run(serve())
        """;
}
