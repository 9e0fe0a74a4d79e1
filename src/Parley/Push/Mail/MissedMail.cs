using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;
using Parley.Notifications;
using Parley.Protocol;
using Parley.Push.Deliveries;
using Parley.Storage;

namespace Parley.Push.Mail;

/// <summary>Who is to be told what they missed, and in which words: one mail for all their conversations.</summary>
public sealed class MissedMail(Database database, PushContents contents, PushKeys keys, MailSettings settings)
{
    /// <summary>What the link of a mail is signed for.</summary>
    public const string Unsubscribe = "unsubscribe";

    /// <summary>The delivery of a mailbox is about no single notification.</summary>
    private static readonly Guid All = Guid.Empty;

    private const int MostNotifications = 50;

    /// <summary>The mailbox of somebody who has an address and wants mails, from the first moment on that there is something to tell.</summary>
    public static async ValueTask<bool> OpenAsync(Transaction transaction, long userN, DateTimeOffset now)
    {
        if (await transaction.NumberAsync($"""
            select 1 from users u where u.n = {userN} and u.email is not null and u.disabled_at is null
                and not exists (select 1 from push_settings p where p.user_n = u.n and p.mail = 0)
            """) == 0)
            return false;

        await transaction.WriteAsync($"""
            insert into push_targets (id, user_n, way, address, address_hash, host, created_at)
            values ({PushTargetId.New()}, {userN}, {PushWay.Mail}, '', {Array.Empty<byte>()}, 'mail', {now}) on conflict do nothing
            """);
        return true;
    }

    /// <summary>Something was shown that a mail may have to tell of, should it stay unread.</summary>
    public static async ValueTask ExpectAsync(Transaction transaction, long userN, DateTimeOffset now, int afterMinutes)
    {
        if (!await OpenAsync(transaction, userN, now))
            return;

        var minutes = await transaction.NumberAsync($"select mail_after_minutes from push_settings where user_n = {userN}");
        var due = now.AddMinutes(minutes > 0 ? minutes : afterMinutes);
        await transaction.WriteAsync($"""
            insert into push_deliveries (target_n, notification_id, notification_n, purpose, created_at, due_at)
            select t.n, {All}, 0, {PushPurpose.Notification}, {now}, case when t.not_before > {due} then t.not_before else {due} end
            from push_targets t where t.user_n = {userN} and t.way = {PushWay.Mail}
            on conflict (target_n, notification_id) do update set version = push_deliveries.version + 1, created_at = excluded.created_at
            """);
    }

    /// <summary>What has been shown to somebody since their last mail and is unread: since when, and until when.</summary>
    public async ValueTask<Missed?> FindAsync(PushTarget target, CancellationToken ct)
    {
        var person = await database.FindAsync($"""
            select u.id, u.email, u.display_name, p.mail, p.mail_after_minutes from users u left join push_settings p on p.user_n = u.n
            where u.n = {target.UserN} and u.email is not null
            """, row => new
        {
            Id = row.Id<UserId>(0), Email = row.Text(1), Name = row.Text(2), WantsNone = !row.IsNull(3) && !row.Bool(3), After = row.LongOrNull(4),
        }, ct);
        if (person is null || person.WantsNone || !MailText.IsPlain(person.Email))
            return null;

        var shown = await database.QueryAsync($"""
            select notification_n, due_at from notification_deliveries
            where user_n = {target.UserN} and state = {DeliveryState.Shown} and due_at > {target.MailedAt} order by due_at limit {MostNotifications}
            """, row => (N: row.Long(0), At: row.Time(1)), ct);
        return shown.Count == 0 ? null : new(
            person.Id, new MailAddress(person.Email, Visible(person.Name)), [.. shown.Select(s => s.N)], shown[0].At, shown[^1].At,
            TimeSpan.FromMinutes(person.After ?? settings.AfterMinutes));
    }

    /// <summary>The mail; nothing when all of it has been read or deleted meanwhile.</summary>
    public async ValueTask<MailDraft?> WriteAsync(Delivery delivery, Missed missed, CancellationToken ct)
    {
        var unread = (await NotificationReader.ReadAsync(database, missed.Notifications, ct)).Where(notification => notification.ReadAt is null).ToList();
        if (unread.Count == 0)
            return null;

        var withText = delivery.Purpose == PushPurpose.Test || await contents.MayShowAsync(delivery.Target, ct);
        var places = unread.GroupBy(notification => notification.ConversationId).ToList();
        var first = Place(places[0].First());
        var subject = places.Count == 1 ? $"You missed something from {first}"
            : string.Create(CultureInfo.InvariantCulture, $"You missed something from {first} and {places.Count - 1} more");

        var (text, html) = (new StringBuilder(), new StringBuilder());
        foreach (var place in places)
        {
            Heading(text, html, Place(place.First()));
            foreach (var notification in place)
                Line(text, html, $"{notification.ActorName}: {(withText ? PushContents.Body(notification) : Kind(notification))}");
        }

        return Draft(subject, text, html, delivery, missed.UserId, missed.To);
    }

    /// <summary>A mail that only shows that mails arrive.</summary>
    public MailDraft WriteTest(Delivery delivery, UserId user, MailAddress to)
    {
        var (text, html) = (new StringBuilder(), new StringBuilder());
        Line(text, html, "This is a test. Mails about missed messages arrive here.");
        return Draft("A test from Parley", text, html, delivery, user, to);
    }

    private MailDraft Draft(string subject, StringBuilder text, StringBuilder html, Delivery delivery, UserId user, MailAddress to)
    {
        var home = settings.PublicUrl.AbsoluteUri;
        var unsubscribe = new Uri(settings.PublicUrl, $"/unsubscribe/{keys.Sign(Unsubscribe, user.Value)}");
        var page = $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{Html(subject)}</title></head>
            <body style="font-family:sans-serif">
            {html}<p><a href="{Html(home)}">Open Parley</a></p>
            <p style="color:#666;font-size:small">You get this because it stayed unread.
            <a href="{Html(unsubscribe.AbsoluteUri)}">No more such mails</a></p>
            </body></html>
            """;
        var plain = $"{text}\nOpen Parley: {home}\n\nYou get this because it stayed unread. No more such mails: {unsubscribe.AbsoluteUri}\n";

        // The same mail sent twice, after a crash, has the same id: mailboxes fold it.
        var id = string.Create(CultureInfo.InvariantCulture, $"{delivery.Target.Id.Value:N}.{delivery.Version}.{delivery.CreatedAt.ToUnixTimeMilliseconds()}");
        return new(subject, plain, page, to, $"{id}@{settings.From.Host}", unsubscribe);
    }

    private static void Heading(StringBuilder text, StringBuilder html, string place)
    {
        text.Append(CultureInfo.InvariantCulture, $"{OneLine(place)}\n");
        html.Append(CultureInfo.InvariantCulture, $"<h3>{Html(place)}</h3>\n");
    }

    private static void Line(StringBuilder text, StringBuilder html, string line)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {OneLine(line)}\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Html(line)}</p>\n");
    }

    private static string Place(NotificationView notification) =>
        notification.ConversationType == ConversationType.Direct || notification.ConversationTitle is not { Length: > 0 } title
            ? notification.ActorName
            : title;

    private static string Kind(NotificationView notification) => notification.Count > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{notification.Count} unread") : "unread";

    private static string Html(string text) => WebUtility.HtmlEncode(Visible(text));

    private static string OneLine(string text) => Visible(text);

    private static string Visible(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}

/// <summary>What somebody has not read: which notifications, shown from when to when, and how long they may lie before a mail goes.</summary>
public sealed record Missed(
    UserId UserId, MailAddress To, IReadOnlyList<long> Notifications, DateTimeOffset Since, DateTimeOffset Until, TimeSpan After);
