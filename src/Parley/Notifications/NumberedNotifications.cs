using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>One's own notifications by number, as dialects ask for them: those with the latest news first.</summary>
public sealed class NumberedNotificationsHandler(Database database)
{
    public async Task<Numbered<NotificationView>> PageAsync(Caller caller, PageNumber page, CancellationToken ct)
    {
        var count = await database.NumberAsync($"select count(*) from notifications where user_n = {caller.UserN}", ct);
        return new(page.Skip >= count ? [] : await database.QueryAsync($"""
            select {NotificationReader.Columns} from notifications x {NotificationReader.Joins}
            where x.user_n = {caller.UserN} order by x.updated_at desc, x.n desc limit {page.Size} offset {page.Skip}
            """, NotificationReader.View, ct), count);
    }

    /// <exception cref="Refusal"><c>not_found</c> where it is not the caller's own.</exception>
    public async Task<NotificationView> OneAsync(Caller caller, long n, CancellationToken ct) => await database.FindAsync(
        $"select {NotificationReader.Columns} from notifications x {NotificationReader.Joins} where x.n = {n} and x.user_n = {caller.UserN}",
        NotificationReader.View, ct) ?? throw new Refusal(Errors.NotFound);
}
