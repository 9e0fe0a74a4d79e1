namespace Parley.Audit;

/// <summary>Every deed that the audit log names. Searched for by prefix (<c>member.</c>), so never renamed.</summary>
public static class AuditActions
{
    public const string UserUpdated = "user.update";
    public const string FileDeleted = "file.delete";
    public const string WorkspaceUpdated = "workspace.update";
}
