namespace Parley.Files.Types;

/// <summary>Finds out what a file is by looking into it.</summary>
internal static class FileTypes
{
    private const int Head = 64 * 1024;

    public static FileType Of(Stream file, string name)
    {
        var head = new byte[(int)Math.Min(Head, file.Length)];
        file.Position = 0;
        var read = head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        return Containers.Find(read, file) ?? Signatures.Find(read) ?? Texts.Find(read, name) ?? FileType.Unknown;
    }
}
