using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Parley.Push.Mail;

/// <summary>How the line to the mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: for a server on this machine.</summary>
    None,

    /// <summary>Made secret after the first words; nothing is sent where the server cannot.</summary>
    StartTls,

    /// <summary>Secret from the first byte.</summary>
    Tls,
}

/// <summary>The mail server and what mails say of us, under <c>Parley:Smtp</c>. Without a host no mail is sent.</summary>
public sealed class MailSettings
{
    private const int LongestWait = 10_080;

    private readonly IConfigurationSection _section;

    /// <exception cref="SettingException">A setting is wrong.</exception>
    public MailSettings(IConfiguration configuration)
    {
        _section = configuration.GetSection("Parley:Smtp");
        Host = _section["Host"] is { Length: > 0 } host ? host : null;
        AfterMinutes = Number("AfterMinutes", 15, 1, LongestWait);
        if (Host is null)
            return;

        Security = (_section["Security"] ?? "starttls") switch
        {
            "none" => MailSecurity.None,
            "starttls" => MailSecurity.StartTls,
            "tls" => MailSecurity.Tls,
            var other => throw Wrong("Security", $"must be none, starttls or tls, not \"{other}\"."),
        };
        Port = Number("Port", Security switch { MailSecurity.None => 25, MailSecurity.StartTls => 587, _ => 465 }, 1, 65_535);
        From = MailAddress.TryCreate(_section["From"], out var from) && MailText.IsPlain(from.Address)
            ? from
            : throw Wrong("From", "must be an address that mails come from, such as Parley <parley@example.org>.");
        PublicUrl = Uri.TryCreate(_section["PublicUrl"], UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw Wrong("PublicUrl", "must be the http or https address at which people find this server, for the links in mails.");
        LogIn = _section["User"] is { Length: > 0 } user ? new NetworkCredential(user, _section["Password"] ?? "") : null;
        if (LogIn is not null && Security == MailSecurity.None)
            throw Wrong("Password", "is sent over a secret line only: set Security to starttls or tls.");
        Trusted = Certificates();
    }

    public bool IsOn => Host is not null;

    public string? Host { get; }

    public int Port { get; }

    public MailSecurity Security { get; }

    public NetworkCredential? LogIn { get; }

    /// <summary>An authority of the owner's own that may have signed the mail server's certificate; none: the system's.</summary>
    public X509Certificate2Collection? Trusted { get; }

    public MailAddress From { get; } = null!;

    public Uri PublicUrl { get; } = null!;

    /// <summary>How long something stays unread before a mail tells of it, where a person has not said otherwise.</summary>
    public int AfterMinutes { get; }

    private X509Certificate2Collection? Certificates()
    {
        if (_section["TrustedCertificate"] is not { Length: > 0 } file)
            return null;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Wrong("TrustedCertificate", $"\"{file}\" cannot be read as PEM.");
        }
    }

    private int Number(string key, int otherwise, int least, int most) => _section[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var text => throw Wrong(key, $"must be a number between {least} and {most}, not \"{text}\"."),
    };

    private static SettingException Wrong(string key, string sentence) => new($"Parley:Smtp:{key}", sentence);
}
