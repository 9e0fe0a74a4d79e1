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

    public const string WorkspaceCreated = "workspace.create";

    public const string LoggedIn = "login.success";
    public const string LogInFailed = "login.failure";
    public const string LogInLocked = "login.locked_out";
    public const string LogInReplayed = "login.refresh_replayed";
    public const string LoggedOutEverywhere = "login.log_out_all";
    public const string PasswordChanged = "user.password";
    public const string UserRegistered = "user.register";
    public const string UserCreated = "user.create";
    public const string UserInvited = "user.invite";
    public const string InviteAccepted = "user.accept_invite";
    public const string UserSignedOut = "user.sign_out";
    public const string TokenCreated = "token.create";
    public const string TokenRevoked = "token.revoke";

    public const string MembersAdded = "member.add";
    public const string MemberRole = "member.role";
    public const string OwnershipTransferred = "member.transfer";
    public const string ConversationUpdated = "conversation.update";
    public const string ConversationDeleted = "conversation.delete";
    public const string ConversationRestored = "conversation.restore";
    public const string ConversationPurged = "conversation.purge";

    public const string MessageRestored = "message.restore";
    public const string MessagesPurged = "messages.purge";
    public const string MessagesRead = "messages.read";
    public const string AuditExported = "audit.export";

    public const string KeysRotated = "keys.rotate";
    public const string BackupMade = "backup.make";
    public const string ImportMade = "import.make";
}
