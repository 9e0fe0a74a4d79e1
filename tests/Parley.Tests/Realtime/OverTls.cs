using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>A TLS line has no direct sends: everything goes through the stream.</summary>
public sealed class OverTls
{
    [Fact]
    public async Task A_socket_over_tls_hears_everything_in_order()
    {
        var certificate = Path.Combine(Directory.CreateTempSubdirectory("parley-tls-").FullName, "line.pfx");
        string hash;
        using (var key = RSA.Create(2048))
        {
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
            hash = made.GetCertHashString();
            await File.WriteAllBytesAsync(certificate, made.Export(X509ContentType.Pfx), TestContext.Current.CancellationToken);
        }

        await using var parley = await TestParley.StartAsync(
            "--Parley:RateLimits:Enabled=false", "--Kestrel:Endpoints:Plain:Url=http://127.0.0.1:0", "--Kestrel:Endpoints:Tls:Url=https://127.0.0.1:0",
            $"--Kestrel:Endpoints:Tls:Certificate:Path={certificate}");
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var tls = parley.Addresses.Single(a => a.Scheme == "https");
        using var socket = await PersonSocket.OpenAsync(
            tls, $"?token={ada.Token}", options => options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == hash);

        for (var i = 0; i < 300; i++)
            await socket.SendsAsync($$"""{"type":"send_message","ref":"{{i}}","conversation_id":"{{lobby}}","content":"{{i}} {{new string('x', 400)}}"}""");

        for (var i = 0; i < 300; i++)
            Assert.StartsWith($"{i} ", (await socket.HearsAsync<MessagePosted>()).Message.Content, StringComparison.Ordinal);

        Assert.Equal("ack", (await socket.AnswerAsync("299")).GetProperty("type").GetString());
    }
}
