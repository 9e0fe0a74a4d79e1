namespace Parley.Audit;

/// <summary>Every deed that the audit log names. Searched for by prefix (<c>member.</c>), so never renamed.</summary>
public static class AuditActions
{
    public const string UserUpdated = "user.update";
    public const string FileDeleted = "file.delete";
    public const string WorkspaceUpdated = "workspace.update";

    public const string MemberKicked = "member.kick";
    public const string MemberBanned = "member.ban";
    public const string BanLifted = "member.unban";
    public const string MemberSilenced = "member.silence";
    public const string SilenceEnded = "member.unsilence";
    public const string MessageDeleted = "message.delete";
    public const string SlowModeSet = "conversation.slow_mode";
    public const string ReportResolved = "report.resolve";
    public const string PersonWarned = "user.warn";
    public const string AccountDisabled = "user.disable";

    // By the command line, without an actor.
    public const string UserCreated = "user.create";
    public const string PasswordChanged = "user.password";
    public const string TokenCreated = "token.create";
    public const string TokenRevoked = "token.revoke";
    public const string KeysRotated = "keys.rotate";
    public const string BackupMade = "backup.make";
}
