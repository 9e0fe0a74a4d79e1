using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Parley.Push.Mail;

/// <summary>One mail: text and HTML that say the same, to one person, with the way to have no more of them.</summary>
public sealed record MailDraft(string Subject, string Text, string Html, MailAddress To, string MessageId, Uri Unsubscribe);

/// <summary>
/// Writes a mail as it travels: RFC 5322 with encoded words (RFC 2047) and quoted-printable parts (RFC 2045), all of it 7-bit, so that
/// every server takes it.
/// </summary>
public static class MailText
{
    private const int LineCharacters = 76;

    // An encoded word has at most 75 characters, and the first one stands in a line with the name of its header.
    private const int WordBytes = 39;

    /// <summary>The whole mail, with CRLF, without dot-stuffing.</summary>
    public static string Write(MailDraft draft, MailAddress from, DateTimeOffset now)
    {
        var boundary = $"parley-{draft.MessageId[..Math.Min(40, draft.MessageId.IndexOf('@', StringComparison.Ordinal))]}";
        var mail = new StringBuilder();
        Header(mail, "Date", now.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(mail, "From", Address(from));
        Header(mail, "To", Address(draft.To));
        Header(mail, "Subject", Words(draft.Subject));
        Header(mail, "Message-ID", $"<{draft.MessageId}>");
        Header(mail, "Auto-Submitted", "auto-generated");   // no out-of-office notes back (RFC 3834)
        Header(mail, "List-Unsubscribe", $"<{draft.Unsubscribe.AbsoluteUri}>");
        Header(mail, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        Header(mail, "MIME-Version", "1.0");
        Header(mail, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        mail.Append("\r\n");
        Part(mail, boundary, "text/plain", draft.Text);
        Part(mail, boundary, "text/html", draft.Html);
        return mail.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n").ToString();
    }

    /// <summary>Whether an address can stand in an SMTP command as it is, and is ASCII.</summary>
    public static bool IsPlain(string address) =>
        address.Length is > 2 and <= 254 && address.All(c => c is > ' ' and < '\u007f' && !"<>()[],;:\\\"".Contains(c, StringComparison.Ordinal))
        && address.Count(c => c == '@') == 1 && address[0] != '@' && address[^1] != '@';

    /// <summary>Text of a header: as it is when it is short ASCII, otherwise in encoded words, folded.</summary>
    public static string Words(string text)
    {
        var plain = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        if (plain.Length <= LineCharacters - 16 && plain.All(c => c < '\u007f') && !plain.Contains("=?", StringComparison.Ordinal))
            return plain;

        var words = new List<string>();
        var word = new MemoryStream();
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in plain.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (word.Length + length > WordBytes)
            {
                words.Add(Word(word));
                word.SetLength(0);
            }

            word.Write(bytes[..length]);
        }

        words.Add(Word(word));
        return string.Join("\r\n ", words);
    }

    /// <summary>Lines of at most 76 characters, in which everything but plain ASCII is written as <c>=XX</c>.</summary>
    public static string QuotedPrintable(string text)
    {
        var coded = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var room = LineCharacters - 1;   // for the = of a soft break
            var bytes = Encoding.UTF8.GetBytes(line);
            for (var i = 0; i < bytes.Length; i++)
            {
                var isPlain = bytes[i] is >= 33 and <= 126 and not (byte)'=' || (bytes[i] is (byte)' ' or (byte)'\t' && i < bytes.Length - 1);
                var width = isPlain ? 1 : 3;
                if (width > room)
                {
                    coded.Append("=\r\n");
                    room = LineCharacters - 1;
                }

                room -= width;
                if (isPlain)
                    coded.Append((char)bytes[i]);
                else
                    coded.Append(CultureInfo.InvariantCulture, $"={bytes[i]:X2}");
            }

            coded.Append("\r\n");
        }

        return coded.ToString();
    }

    private static string Address(MailAddress address) => address.DisplayName is { Length: > 0 } name
        ? $"{(name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') && name.Length < 50 ? name : ForcedWords(name))}\r\n <{address.Address}>"
        : address.Address;

    // A name in ASCII may hold what means something in an address, such as a comma: in an encoded word it means nothing.
    private static string ForcedWords(string name) =>
        Words(name) is var words && words.StartsWith("=?", StringComparison.Ordinal) ? words : Word(new MemoryStream(Encoding.UTF8.GetBytes(words)));

    private static string Word(MemoryStream bytes) => $"=?utf-8?B?{Convert.ToBase64String(bytes.ToArray())}?=";

    private static void Header(StringBuilder mail, string name, string value) => mail.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Part(StringBuilder mail, string boundary, string type, string text)
    {
        mail.Append("--").Append(boundary).Append("\r\n");
        Header(mail, "Content-Type", $"{type}; charset=utf-8");
        Header(mail, "Content-Transfer-Encoding", "quoted-printable");
        mail.Append("\r\n").Append(QuotedPrintable(text));
    }
}
