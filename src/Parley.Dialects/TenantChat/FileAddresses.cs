using Parley.Access;
using Parley.Files;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>
/// The addresses of uploaded files: <c>/media/chat-files/{tenant}/{file}/{name}?…</c>. A picture's or a link's address carries no header, so
/// its query is signed for the one who is shown it, and ends with their right to the file: it never stands for the uploader.
/// </summary>
internal sealed class FileAddresses(FileLinks links)
{
    private const string Folder = "/media/chat-files/";

    public string Of(Caller reader, Doorway doorway, FileId file, string name) =>
        $"{doorway.Prefix}{Folder}{reader.WorkspaceId}/{file}/{Uri.EscapeDataString(FileNames.ForSaving(name))}?{links.Lasting(reader, file)}";

    /// <summary>The upload that such an address names; nothing where it is the address of something else.</summary>
    public static FileId? Named(Doorway doorway, string url)
    {
        if (!url.StartsWith('/'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var absolute) || !absolute.Authority.Equals(doorway.Host, StringComparison.OrdinalIgnoreCase))
                return null;

            url = absolute.AbsolutePath;
        }

        var path = url.Split('?', '#')[0];
        if (doorway.Prefix.Length > 0 && path.StartsWith(doorway.Prefix, StringComparison.Ordinal))
            path = path[doorway.Prefix.Length..];

        return path.StartsWith(Folder, StringComparison.Ordinal) && path[Folder.Length..].Split('/') is [_, var file, _]
            && FileId.TryParse(file, null, out var id)
            ? id
            : null;
    }
}
