using Parley.Access;
using Parley.Access.LogIns;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>Changes one's own account. A new password needs the old one and ends all other log-ins.</summary>
public sealed class UpdateMeHandler(Database database, OwnPassword password, EndSessionsHandler sessions, AuditLog audit, UserNews news)
{
    public async Task<UserView> HandleAsync(Caller caller, UpdateMe command, Device device, CancellationToken ct)
    {
        var me = await FindAsync(database, caller, ct);
        var displayName = command.DisplayName is null ? me.DisplayName : Names.Shown(command.DisplayName, "display_name");
        var email = command.Email is null ? me.Email : Names.Email(command.Email);
        var avatar = command.AvatarUrl is null ? me.AvatarUrl : Avatar(command.AvatarUrl);
        var hash = command.NewPassword is null ? me.PasswordHash : await password.NewHashAsync(caller, me, command, device, ct);

        var ended = await database.WriteAsync<IReadOnlyList<SessionId>>(async transaction =>
        {
            var emailKey = email is null ? null : Names.Key(email);
            if (emailKey is not null && await transaction.NumberAsync(
                $"select 1 from users where workspace_n = {caller.WorkspaceN} and email_key = {emailKey} and n <> {caller.UserN}") == 1)
                throw new Refusal(Errors.NameTaken);

            await transaction.WriteAsync($"""
                update users set display_name = {displayName}, display_key = {Names.Key(displayName)}, email = {email}, email_key = {emailKey},
                    avatar_url = {avatar}, password_hash = {hash} where n = {caller.UserN}
                """);
            if (displayName != me.DisplayName || avatar != me.AvatarUrl)
                await news.TellAsync(transaction, caller.UserN);
            if (command.NewPassword is null)
                return [];

            await audit.NoteAsync(transaction, caller, AuditActions.PasswordChanged, $"user:{caller.UserId}");
            return await sessions.EndAllAsync(transaction, caller.UserN, caller.SessionId);
        }, ct);
        sessions.Tell(caller.UserN, ended);
        return (await FindAsync(database, caller, ct)).View(withEmail: true, news.Now);
    }

    public static async ValueTask<AccountRow> FindAsync(Queries queries, Caller caller, CancellationToken ct) =>
        await queries.FindAsync($"select {AccountRow.Columns} from users u where u.n = {caller.UserN}", AccountRow.From, ct)
            ?? throw new Refusal(Errors.NotSignedIn);

    // Shown in other people's browsers: an address of the web or of this server, and no script.
    private static string? Avatar(string url) => url switch
    {
        "" => null,
        ['/', not '/' and not '\\', ..] when Uri.IsWellFormedUriString(url, UriKind.Relative) => url,
        _ when Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => uri.AbsoluteUri,   // quotes and angles escaped
        _ => throw new Refusal(Errors.ValidationFailed, "avatar_url is an http or https address."),
    };
}
