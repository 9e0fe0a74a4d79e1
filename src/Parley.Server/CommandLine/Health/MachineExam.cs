using Parley.Storage;
using Parley.Telemetry;

namespace Parley.Server.CommandLine.Health;

/// <summary>What the machine brings: SQLite, the programs that read pictures and sound, limits, time zones.</summary>
internal static class MachineExam
{
    private const long EnoughFiles = 10_000;

    private static readonly Version GoodSqlite = new(3, 40);

    private static readonly (string Program, string Package, string Without)[] Programs =
    [
        ("vipsthumbnail", "libvips-tools", "pictures have no thumbnails, and keep where they were taken"),
        ("ffmpeg", "ffmpeg", "videos have no thumbnails and voice messages no waveform"),
        ("ffprobe", "ffmpeg", "sound and video have no duration"),
    ];

    public static void Run(Findings findings)
    {
        LookAtSqlite(findings);
        foreach (var (program, package, without) in Programs)
        {
            if (IsThere(program))
                findings.Ok("program", $"{program} is there");
            else
                findings.Warn("program", $"{program} is missing: {without} (Debian: apt-get install {package})");
        }

        if (ProcessFigures.MaxFiles is > 0 and < EnoughFiles and var files)
            findings.Warn("limits", $"at most {files} files and sockets may be open: ulimit -n {EnoughFiles} or more (systemd: LimitNOFILE), one for each socket");
        else
            findings.Ok("limits", "enough sockets may be open");

        LookAtTime(findings);
    }

    private static void LookAtSqlite(Findings findings)
    {
        SqliteLibrary.Load();
        var version = SqliteLibrary.Version;   // asked first: asking is what loads it
        if (!SqliteLibrary.IsSystem)
            findings.Warn("sqlite", $"the bundled SQLite {version} of 2021 runs: install the system's, which is patched (Debian: apt-get install libsqlite3-0)");
        else if (Version.Parse(version) < GoodSqlite)
            findings.Warn("sqlite", $"the system's SQLite is old: {version}");
        else
            findings.Ok("sqlite", $"{version}, the system's");
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && (File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, $"{program}.exe"))));

    private static void LookAtTime(Findings findings)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out _))
            findings.Ok("time zones", "known");
        else
            findings.Warn("time zones", "unknown: quiet hours are kept in UTC (Debian: apt-get install tzdata)");

        // This program was built before it runs.
        var built = File.GetLastWriteTimeUtc(typeof(MachineExam).Assembly.Location);
        if (TimeProvider.System.GetUtcNow() < built.AddMinutes(-5))
            findings.Error("clock", $"this machine's clock says {TimeProvider.System.GetUtcNow():u}, before this program was built: have it set by NTP");
    }
}
