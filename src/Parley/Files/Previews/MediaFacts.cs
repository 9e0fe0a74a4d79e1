using System.Globalization;

namespace Parley.Files.Previews;

/// <summary>What <c>ffprobe</c> says of a file, in its plain form: sections of <c>key=value</c> lines.</summary>
internal sealed record MediaFacts(long? Width, long? Height, long? DurationMs)
{
    public static MediaFacts Parse(string text)
    {
        var (width, height, duration) = ((long?)null, (long?)null, (long?)null);
        var stream = new Dictionary<string, string>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line == "[STREAM]")
                stream.Clear();
            else if (line.Split('=', 2) is [var key, var value])
                stream[key] = value;
            else if (line == "[/STREAM]" && width is null && IsFilm(stream))
                (width, height) = Upright(stream);
            else if (line == "[/FORMAT]" && double.TryParse(stream.GetValueOrDefault("duration"), CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e9)
                duration = (long)(seconds * 1000);
        }

        return new(width, height, duration);
    }

    // The cover of an album is a stream with a picture too.
    private static bool IsFilm(Dictionary<string, string> stream) =>
        stream.GetValueOrDefault("codec_type") == "video" && stream.GetValueOrDefault("DISPOSITION:attached_pic") != "1";

    private static (long? Width, long? Height) Upright(Dictionary<string, string> stream)
    {
        if (!long.TryParse(stream.GetValueOrDefault("width"), out var width) || !long.TryParse(stream.GetValueOrDefault("height"), out var height)
            || width is <= 0 or > 65_536 || height is <= 0 or > 65_536)
            return (null, null);

        var isOnItsSide = double.TryParse(stream.GetValueOrDefault("rotation"), CultureInfo.InvariantCulture, out var turned)
            && Math.Abs(Math.Abs(turned) % 180) is > 45 and < 135;
        return isOnItsSide ? (height, width) : (width, height);
    }
}
