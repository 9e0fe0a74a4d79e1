using System.Runtime.InteropServices;

namespace Parley.Files.Store;

/// <summary>Makes what was written survive a power cut: a file by its bytes, a new name by the directory that holds it.</summary>
internal static class DurableFiles
{
    public static void Flush(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>.NET opens no directories, so this asks the system. Where that is no Unix, the file system keeps names by itself.</summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Open(path, 0);
        if (descriptor < 0)
            throw new IOException($"The directory cannot be opened: error {Marshal.GetLastPInvokeError()}.", Marshal.GetLastPInvokeError());

        try
        {
            if (Sync(descriptor) != 0)
                throw new IOException($"The directory cannot be made durable: error {Marshal.GetLastPInvokeError()}.", Marshal.GetLastPInvokeError());
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Makes a directory below <paramref name="root"/>, durable with all those above it.</summary>
    public static void MakeDirectory(string root, string path)
    {
        if (Directory.Exists(path))
            return;

        var parent = Path.GetDirectoryName(path)!;
        if (path != root)
            MakeDirectory(root, parent);
        Directory.CreateDirectory(path);
        FlushDirectory(parent);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
