using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>One's own notifications: the list, the count, reading and removing them, and what stands on badges.</summary>
public sealed class OwnNotificationsHandler(Database database, Reading reading, TimeProvider clock)
{
    /// <summary>Those with the latest news first.</summary>
    public async Task<Listing<NotificationView>> ListAsync(
        Caller caller, bool unreadOnly, NotificationType? type, string? cursor, int? limit, CancellationToken ct) =>
        await NotificationReader.ListAsync(database, caller.UserN, unreadOnly, type, cursor, PageSize.Checked(limit), ct);

    public async Task<UnreadNotificationsView> CountAsync(Caller caller, CancellationToken ct) =>
        await Reading.CountAsync(database, caller.UserN, ct);

    public async Task<BadgesView> BadgesAsync(Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await database.SnapshotAsync(queries => Badges.OfAsync(queries, caller.UserN, now, ct));
    }

    /// <summary>Reads the named ones, or all. Those that are not the caller's, or are gone, are passed over.</summary>
    public Task ReadAsync(Caller caller, IReadOnlyList<NotificationId>? ids, CancellationToken ct) =>
        database.WriteAsync(transaction => reading.ReadAsync(transaction, caller.UserN, ids, clock.GetUtcNow()), ct);

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public Task RemoveAsync(Caller caller, NotificationId id, CancellationToken ct) => database.WriteAsync(async transaction =>
    {
        var found = await transaction.FindAsync(
            $"select n from notifications where id = {id.Value} and user_n = {caller.UserN}", row => new Entry(row.Long(0), id, caller.UserN))
            ?? throw new Refusal(Errors.NotFound);
        await reading.RemoveAsync(transaction, [found], clock.GetUtcNow());
    }, ct);
}
