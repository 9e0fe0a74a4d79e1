using System.Diagnostics;

namespace Parley.Tests.Files;

/// <summary>Real pictures, sounds and films, made by ffmpeg.</summary>
internal static class MadeMedia
{
    public static Task<byte[]> PngAsync(string size = "600x300") => MakeAsync("png", "-f", "lavfi", "-i", $"testsrc=s={size}", "-frames:v", "1");

    public static Task<byte[]> JpegAsync(string size = "600x300") => MakeAsync("jpg", "-f", "lavfi", "-i", $"testsrc=s={size}", "-frames:v", "1");

    public static Task<byte[]> FilmAsync() => MakeAsync("mp4", "-f", "lavfi", "-i", "testsrc=s=320x180:d=2:r=10", "-pix_fmt", "yuv420p");

    /// <summary>A second of silence, then a second of a tone.</summary>
    public static Task<byte[]> VoiceAsync(string format) => MakeAsync(
        format, "-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-af", "adelay=1000", "-ar", "48000", "-ac", "1");

    public static async Task<byte[]> MakeAsync(string format, params string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.{format}");
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", .. arguments, "-y", path]))!;
        await ffmpeg.WaitForExitAsync();
        var made = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        return made;
    }
}
