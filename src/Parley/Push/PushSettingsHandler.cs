using Parley.Access;
using Parley.Protocol;
using Parley.Push.Mail;
using Parley.Storage;

namespace Parley.Push;

/// <summary>What a person has set about pushes and mails for themselves.</summary>
public sealed class PushSettingsHandler(Database database, MailSettings mail)
{
    public async Task<PushSettingsView> ReadAsync(Caller caller, CancellationToken ct) => await database.FindAsync(
        $"select mail, mail_after_minutes, content from push_settings where user_n = {caller.UserN}",
        row => new PushSettingsView(row.IsNull(0) || row.Bool(0), row.LongOrNull(1) ?? mail.AfterMinutes, row.IsNull(2) || row.Bool(2)), ct)
        ?? new PushSettingsView(Mail: true, mail.AfterMinutes, Content: true);

    public async Task<PushSettingsView> HandleAsync(Caller caller, UpdatePushSettings command, CancellationToken ct)
    {
        var (wantsMail, content) = (command.Mail is { } m ? (m ? 1 : 0) : (int?)null, command.Content is { } c ? (c ? 1 : 0) : (int?)null);
        await database.WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"insert into push_settings (user_n) values ({caller.UserN}) on conflict do nothing");
            await transaction.WriteAsync($"""
                update push_settings set mail = coalesce({wantsMail}, mail), content = coalesce({content}, content),
                    mail_after_minutes = coalesce({command.MailAfterMinutes}, mail_after_minutes)
                where user_n = {caller.UserN}
                """);
        }, ct);
        return await ReadAsync(caller, ct);
    }
}
