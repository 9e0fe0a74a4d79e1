using Parley.Access;
using Parley.Files.Types;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Files;

/// <summary>What one person may upload: the workspace's word, below the server's.</summary>
public sealed record UploadRules(long MaxBytes, long? QuotaBytes, IReadOnlyList<string> AllowedTypes)
{
    /// <exception cref="Refusal"><c>file_type_refused</c>.</exception>
    public void RequireType(FileType type)
    {
        if (!Takes(type))
            throw new Refusal(Errors.FileTypeRefused, $"{type.MediaType} is not taken here.");
    }

    public bool Takes(FileType type) => AllowedTypes.Count == 0 || AllowedTypes.Any(allowed => Covers(allowed, type.MediaType));

    private static bool Covers(string allowed, string mediaType) => allowed.EndsWith("/*", StringComparison.Ordinal)
        ? mediaType.StartsWith(allowed[..^1], StringComparison.Ordinal)
        : mediaType == allowed;
}

/// <summary>Finds the rules that hold for somebody.</summary>
public sealed class FileRules(WorkspaceDirectory workspaces, FilesSettings server)
{
    public async ValueTask<UploadRules> ForAsync(Caller caller, CancellationToken ct)
    {
        var own = (await workspaces.SettingsAsync(caller.WorkspaceN, ct)).Files ?? new();
        var byRole = caller.Role switch
        {
            WorkspaceRole.Owner => own.MaxBytesByRole?.Owner,
            WorkspaceRole.Admin => own.MaxBytesByRole?.Admin,
            _ => own.MaxBytesByRole?.Member,
        };
        return new(Math.Min(byRole ?? own.MaxBytes ?? server.MaxBytes, server.MaxBytes), Least(own.QuotaBytes, server.QuotaBytes), own.AllowedTypes ?? []);
    }

    private static long? Least(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}
