using System.Globalization;
using System.Text;
using Parley.Protocol;

namespace Parley.Files.Previews;

/// <summary>Asks <c>ffprobe</c> how long and how large, and <c>ffmpeg</c> for a picture of a film or the shape of a sound.</summary>
internal sealed class Media(Programs programs, LimitedProcess process)
{
    private const int SamplesPerSecond = 8000;
    private const int HeardSeconds = 2 * 60 * 60;
    private const long Mebibyte = 1024 * 1024;

    private static readonly ProcessLimits Looking = new(1024 * Mebibyte, 10, TimeSpan.FromSeconds(20));
    private static readonly ProcessLimits Making = new(2048 * Mebibyte, 60, TimeSpan.FromSeconds(90));

    // The reader is named, so that a file that is two things at once is not read as the one that we did not see.
    private static readonly Dictionary<string, string> Readers = new()
    {
        ["audio/mpeg"] = "mp3", ["audio/aac"] = "aac", ["audio/flac"] = "flac", ["audio/wav"] = "wav", ["audio/ogg"] = "ogg", ["audio/amr"] = "amr",
        ["audio/mp4"] = "mov", ["audio/webm"] = "matroska", ["audio/x-matroska"] = "matroska",
        ["video/mp4"] = "mov", ["video/quicktime"] = "mov", ["video/3gpp"] = "mov", ["video/webm"] = "matroska", ["video/x-matroska"] = "matroska",
        ["video/x-msvideo"] = "avi", ["video/ogg"] = "ogg", ["video/mpeg"] = "mpeg", ["video/x-flv"] = "flv", ["video/x-ms-wmv"] = "asf",
    };

    public bool Makes(string mediaType) => Readers.ContainsKey(mediaType) && programs.ForMedia();

    public async Task<Preview?> MakeAsync(string path, string mediaType, FileKind kind, string draft, CancellationToken ct)
    {
        string[] input = ["-protocol_whitelist", "file", "-f", Readers[mediaType], "-i", "file:" + path];
        var facts = await process.RunAsync(
            programs.Ffprobe!,
            ["-v", "error", .. input, "-show_entries", "stream=codec_type,width,height:stream_disposition=attached_pic:stream_side_data=rotation:format=duration"],
            Looking, ReadAsync, ct);
        if (facts is null)
            return null;

        var found = MediaFacts.Parse(facts);
        return kind == FileKind.Audio || found.Width is null
            ? await HearAsync(input, found, ct)
            : await LookAsync(input, found, draft + ".jpg", ct);
    }

    private async Task<Preview?> HearAsync(string[] input, MediaFacts found, CancellationToken ct)
    {
        var shape = await process.RunAsync(
            programs.Ffmpeg!,
            [
                "-nostdin", "-v", "error", "-threads", "1", .. input, "-map", "0:a:0", "-t", Number(HeardSeconds), "-ac", "1", "-ar", Number(SamplesPerSecond),
                "-f", "s16le", "pipe:1",
            ],
            Making, ListenAsync, ct);
        return shape is null ? null : new(null, null, null, null, found.DurationMs ?? shape.DurationMs, shape.Peaks());
    }

    private async Task<Preview?> LookAsync(string[] input, MediaFacts found, string poster, CancellationToken ct)
    {
        var at = Math.Min(1000, (found.DurationMs ?? 0) / 2) / 1000.0;
        await process.RunAsync<object>(
            programs.Ffmpeg!,
            [
                "-nostdin", "-v", "error", "-threads", "1", "-ss", at.ToString("0.000", CultureInfo.InvariantCulture), .. input, "-map", "0:v:0", "-frames:v", "1",
                "-vf", "scale=w='min(480,iw)':h='min(480,ih)':force_original_aspect_ratio=decrease,format=yuvj420p", "-map_metadata", "-1",
                "-threads", "1", "-f", "image2", "-c:v", "mjpeg", "-update", "1", "-y", "file:" + poster,
            ],
            Making, (_, _) => Task.FromResult(new object()), ct);
        var isMade = File.Exists(poster) && new FileInfo(poster).Length > 0;
        return new(isMade ? poster : null, isMade ? "image/jpeg" : null, found.Width, found.Height, found.DurationMs, null);
    }

    private static async Task<string> ReadAsync(Stream output, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];   // facts of a hundred streams fit in; more is not asked for
        return Encoding.ASCII.GetString(buffer, 0, await output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct));
    }

    private static async Task<Waveform> ListenAsync(Stream output, CancellationToken ct)
    {
        var shape = new Waveform(SamplesPerSecond);
        var buffer = new byte[16 * 1024];
        for (int read; (read = await output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0;)
            shape.Add(buffer.AsSpan(0, read));

        return shape;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
