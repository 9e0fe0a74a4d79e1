using System.Diagnostics;
using Xunit;

namespace Parley.Tests.Faults;

/// <summary>A real file system of a few megabytes that can be filled to its last byte. Needs the right to mount; without it the test is skipped.</summary>
internal sealed class SmallVolume : IDisposable
{
    private readonly string _ballast;

    private SmallVolume(string path) => (Path, _ballast) = (path, System.IO.Path.Combine(path, "ballast"));

    public string Path { get; }

    public static SmallVolume Mount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("parley-volume-").FullName;
        if (!OperatingSystem.IsLinux() || Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "parley-test", path) != 0)
        {
            Directory.Delete(path);
            Assert.Skip("A small volume can only be mounted by root on Linux.");
        }

        return new(path);
    }

    /// <summary>Fills it, but for this many pages of 4 KB.</summary>
    public void Fill(int butPages = 0)
    {
        using (var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            try
            {
                while (true)
                    file.Write(new byte[4096]);
            }
            catch (IOException)
            {
                file.SetLength(Math.Max(0, (file.Length / 4096 * 4096) - (butPages * 4096)));
            }
        }
    }

    /// <summary>Takes the filling away.</summary>
    public void Free() => File.Delete(_ballast);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
