using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Configuration;
using Parley.Push.Mail;
using Xunit;

namespace Parley.Tests.Push;

/// <summary>What the mail server takes from us, read back by somebody else's parser.</summary>
public sealed class WritingMails
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("none")]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task A_mail_arrives_as_it_was_meant_over_every_kind_of_line(string security)
    {
        await using var server = await MailServer.StartAsync(security);
        var draft = Draft(
            "Grüße von Zoë 👩‍👩‍👧‍👦, die ein sehr langes Thema hat, das niemals in eine Zeile passt, wirklich nicht, 日本語も",
            ".\n..two dots\nthe end is a blank \nthe end is a tab\t\n= equals =3D\n" + new string('x', 300) + "\n" + string.Concat(Enumerable.Repeat("Ж👍", 80)),
            "<p>&lt;b&gt; ✓</p>", new MailAddress("ada@example.org", "Ada, \"Countess\" <Löwe>"));

        await SmtpLine.SendAsync(Settings(server, security), draft.To.Address, MailText.Write(draft, new("parley@example.org", "Parley"), Now), Patience);

        var mail = Assert.Single(await server.MailsAsync());
        Assert.Empty(mail.Defects);
        Assert.Equal(draft.Subject, mail.Subject);
        Assert.Equal(draft.Text, mail.Text.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal(draft.Html, mail.Html.TrimEnd());
        Assert.Equal("Parley <parley@example.org>", mail.From);
        Assert.Equal("\"Ada, \\\"Countess\\\" <Löwe>\" <ada@example.org>", mail.To);
        Assert.Equal("<1.2@example.org>", mail.Headers["message-id"]);
        Assert.Equal("auto-generated", mail.Headers["auto-submitted"]);
        Assert.Equal("Sat, 21 Nov 2026 09:00:00 +0000", mail.Headers["date"]);
        Assert.Equal("https://chat.example.org/unsubscribe/x", mail.Unsubscribe);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["list-unsubscribe-post"]);
        Assert.All(mail.Raw.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith("List-Unsub", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 78));
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_trusts_gets_neither_password_nor_mail()
    {
        await using var server = await MailServer.StartAsync("tls");
        await using var other = await MailServer.StartAsync("tls");
        string[] settings = [.. server.Settings("tls"), $"--Parley:Smtp:TrustedCertificate={other.Certificate}"];

        await Assert.ThrowsAsync<System.Security.Authentication.AuthenticationException>(
            () => SmtpLine.SendAsync(Settings(settings), "ada@example.org", "Subject: x\r\n\r\n", Patience));

        Assert.Empty(await server.MailsAsync());
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_nothing_when_it_is_asked_for()
    {
        await using var server = await MailServer.StartAsync("none");

        var refusal = await Assert.ThrowsAsync<SmtpRefusal>(
            () => SmtpLine.SendAsync(Settings(server, "starttls"), "ada@example.org", "Subject: x\r\n\r\n", Patience));

        Assert.True(refusal.IsOfTheServer);
        Assert.Empty(await server.MailsAsync());
    }

    [Fact]
    public async Task A_wrong_password_is_the_servers_affair_and_not_the_mails()
    {
        await using var server = await MailServer.StartAsync("starttls");
        string[] settings = [.. server.Settings("starttls"), "--Parley:Smtp:Password=wrong"];

        var refusal = await Assert.ThrowsAsync<SmtpRefusal>(
            () => SmtpLine.SendAsync(Settings(settings), "ada@example.org", "Subject: x\r\n\r\n", Patience));

        Assert.Equal((535, true), (refusal.Code, refusal.IsOfTheServer));
    }

    [Theory]
    [InlineData("ada@example.org", true)]
    [InlineData("a+b.c_d@example.org", true)]
    [InlineData("ada>@example.org", false)]
    [InlineData("ada@example.org>\r\nRCPT TO:<eve@example.org", false)]
    [InlineData("ada@exa mple.org", false)]
    [InlineData("ädа@example.org", false)]
    [InlineData("\"ada\"@example.org", false)]
    [InlineData("@", false)]
    public void An_address_stands_in_a_command_as_it_is_or_not_at_all(string address, bool isPlain) =>
        Assert.Equal(isPlain, MailText.IsPlain(address));

    [Fact]
    public void No_header_can_be_smuggled_in()
    {
        var draft = Draft("x\r\nBcc: eve@example.org", "text", "html", new MailAddress("ada@example.org", "Ada\u0085Bcc: eve"));

        var mail = MailText.Write(draft, new("parley@example.org"), Now);

        Assert.DoesNotContain(mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n"), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.All(Encoding.UTF8.GetBytes(mail), b => Assert.InRange(b, 9, 126));
    }

    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    private static MailDraft Draft(string subject, string text, string html, MailAddress to) =>
        new(subject, text, html, to, "1.2@example.org", new("https://chat.example.org/unsubscribe/x"));

    private static MailSettings Settings(MailServer server, string security) =>
        Settings([.. server.Settings(security)]);

    private static MailSettings Settings(string[] settings) =>
        new(new ConfigurationBuilder().AddCommandLine(settings).Build());
}
