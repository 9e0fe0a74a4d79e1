using System.Text;

namespace Parley.Tests.Dialects.Transcripts;

/// <summary>The parts of a form: <c>name=value</c>, or a file as <c>name=@cat.png</c> (a real small picture) or <c>name=@note.txt:its text</c>.</summary>
internal static class TranscriptFiles
{
    // 1 by 1, transparent.
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static void Add(MultipartFormDataContent form, string part)
    {
        var (name, value) = (part[..part.IndexOf('=', StringComparison.Ordinal)], part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        if (!value.StartsWith('@'))
        {
            form.Add(new StringContent(value), name);
            return;
        }

        var colon = value.IndexOf(':', StringComparison.Ordinal);
        var content = colon < 0 ? Picture : Encoding.UTF8.GetBytes(value[(colon + 1)..]);
        form.Add(new ByteArrayContent(content), name, colon < 0 ? value[1..] : value[1..colon]);
    }
}
