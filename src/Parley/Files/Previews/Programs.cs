using Microsoft.Extensions.Logging;

namespace Parley.Files.Previews;

/// <summary>Which of the programs that look into files are installed. What is missing is said once, when the first file would have needed it.</summary>
internal sealed class Programs
{
    private readonly ILogger<Programs> _logger;
    private bool _saidPictures;
    private bool _saidMedia;

    public Programs(FilesSettings settings, ILogger<Programs> logger)
    {
        _logger = logger;
        IsOn = settings.Previews;
        Prlimit = Find("prlimit");
        Setsid = Find("setsid");
        Vipsthumbnail = Find("vipsthumbnail");
        Ffmpeg = Find("ffmpeg");
        Ffprobe = Find("ffprobe");
    }

    /// <summary>Sets limits on what it then becomes.</summary>
    public string? Prlimit { get; }

    /// <summary>Gives what it then becomes a process group of its own.</summary>
    public string? Setsid { get; }

    public string? Vipsthumbnail { get; }

    public string? Ffmpeg { get; }

    public string? Ffprobe { get; }

    private bool IsOn { get; }

    public bool ForPictures() => IsOn && (Has(Vipsthumbnail) || Say(ref _saidPictures, "vipsthumbnail", "images"));

    public bool ForMedia() => IsOn && ((Has(Ffmpeg) && Has(Ffprobe)) || Say(ref _saidMedia, "ffmpeg and ffprobe", "sound and film"));

    // Without limits nothing is run at all.
    private bool Has(string? program) => program is not null && Prlimit is not null && Setsid is not null;

    private bool Say(ref bool said, string programs, string kinds)
    {
        if (!Interlocked.Exchange(ref said, true))
            _logger.ProgramsMissing(programs, kinds);
        return false;
    }

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
