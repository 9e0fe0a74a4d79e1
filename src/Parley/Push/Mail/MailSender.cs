using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Parley.Protocol;
using Parley.Push.Deliveries;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Push.Mail;

/// <summary>Mails what somebody missed: when it has stayed unread and they are away, once an hour at most.</summary>
public sealed class MailSender(
    MailSettings settings, MissedMail missedMail, Database database, Switchboard switchboard, TimeProvider clock, ILogger<MailSender> logger)
    : PushSender
{
    /// <summary>The time between two mails to one person.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromHours(1);

    // Who is here now may go without reading: then they are looked at again.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);

    public override PushWay Way => PushWay.Mail;

    public override TimeSpan Patience => TimeSpan.FromSeconds(60);

    public override async Task<IReadOnlyList<Tried>> SendAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct) =>
        [!settings.IsOn ? Tried.NothingToSay : await SendAsync(deliveries[0], ct)];

    private async Task<Tried> SendAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Purpose == PushPurpose.Test)
            return await TestAsync(delivery, ct);
        if (await missedMail.FindAsync(delivery.Target, ct) is not { } missed)
            return Tried.NothingToSay;
        if (missed.Since + missed.After - clock.GetUtcNow() is var early && early > TimeSpan.Zero)
            return new(null, Wait: early);
        if (IsHere(delivery.Target.UserN))
            return new(null, Wait: LookAgain);
        if (await missedMail.WriteAsync(delivery, missed, ct) is not { } draft)
            return Tried.NothingToSay;

        var tried = await PostAsync(delivery, draft, ct);
        return tried.Outcome is PushOutcome.Delivered or PushOutcome.Refused ? tried with { Wait = Between, MailedAt = missed.Until } : tried;
    }

    private async Task<Tried> TestAsync(Delivery delivery, CancellationToken ct)
    {
        var person = await database.FindAsync($"select id, email, display_name from users where n = {delivery.Target.UserN} and email is not null",
            row => new { Id = row.Id<UserId>(0), Email = row.Text(1), Name = row.Text(2) }, ct);
        return person is null || !MailText.IsPlain(person.Email)
            ? new(PushOutcome.Refused)
            : await PostAsync(delivery, missedMail.WriteTest(delivery, person.Id, new MailAddress(person.Email)), ct);
    }

    private async Task<Tried> PostAsync(Delivery delivery, MailDraft draft, CancellationToken ct)
    {
        try
        {
            await SmtpLine.SendAsync(settings, draft.To.Address, MailText.Write(draft, settings.From, clock.GetUtcNow()), ct);
            return new(PushOutcome.Delivered, 250);
        }
        catch (SmtpRefusal refusal) when (refusal.IsOfTheServer || refusal.Code is >= 400 and < 500)
        {
            logger.MailServerFailed(refusal.Message);
            return new(PushOutcome.Later, refusal.Code);
        }
        catch (SmtpRefusal refusal)
        {
            logger.MailRefused(refusal.Code, delivery.Target.Id);
            return new(PushOutcome.Refused, refusal.Code);
        }
        catch (Exception failed) when (failed is IOException or SocketException or AuthenticationException)
        {
            logger.MailServerFailed(failed.Message);
            return new(PushOutcome.Later);
        }
    }

    private bool IsHere(long userN) => switchboard.Of(userN).Any(connection => connection.Presence is PresenceStatus.Online or PresenceStatus.Busy);
}
