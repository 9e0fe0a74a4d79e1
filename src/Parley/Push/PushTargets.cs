using System.Security.Cryptography;
using System.Text;
using Parley.Access;
using Parley.Protocol;
using Parley.Push.Deliveries;
using Parley.Push.Web;
using Parley.Storage;

namespace Parley.Push;

/// <summary>One's own browsers and phones: kept for as long as the log-in that named them.</summary>
public sealed class PushTargets(Database database, TimeProvider clock)
{
    /// <summary>Remembers a place, or renews one that is known.</summary>
    /// <exception cref="Refusal"><c>too_many_push_targets</c>.</exception>
    public Task<TargetRow> KeepAsync(Caller caller, NewTarget target, CancellationToken ct) => database.WriteAsync(async transaction =>
    {
        var (now, hash) = (clock.GetUtcNow(), SHA256.HashData(Encoding.UTF8.GetBytes($"{target.Platform} {target.Address}")));

        // A browser or phone shows what its last user may see: the one before is not told there any more. Of a browser the key
        // proves that it is the same one, and not somebody who heard of its address.
        var others = await transaction.QueryAsync($"""
            select n from push_targets
            where address_hash = {hash} and way = {target.Way} and user_n <> {caller.UserN} and (key is null or key = {target.Keys?.Key})
            """, row => row.Long(0));
        foreach (var other in others)
            await DeliveryBook.RemoveTargetAsync(transaction, other);

        var known = await transaction.NumberAsync(
            $"select n from push_targets where user_n = {caller.UserN} and way = {target.Way} and address_hash = {hash}");
        if (known == 0)
        {
            if (await transaction.NumberAsync($"select count(*) from push_targets where user_n = {caller.UserN} and way = {target.Way}")
                >= Limits.PushTargetsPerPerson)
                throw new Refusal(Errors.TooManyPushTargets);

            await transaction.WriteAsync($"""
                insert into push_targets (id, user_n, way, address, address_hash, host, platform, created_at)
                values ({PushTargetId.New()}, {caller.UserN}, {target.Way}, {target.Address}, {hash}, {target.Host}, {target.Platform}, {now})
                """);
            known = transaction.LastRow;
        }

        await transaction.WriteAsync($"""
            update push_targets set key = {target.Keys?.Key}, auth = {target.Keys?.Auth}, session_id = {caller.SessionId?.Value},
                token_id = {caller.TokenId?.Value}, failures = 0, not_before = 0
            where n = {known}
            """);
        return (await transaction.FindAsync(
            $"select id, host, platform, created_at, delivered_at, session_id, token_id from push_targets where n = {known}", From))!;
    }, ct);

    /// <summary>One's own, the newest first.</summary>
    public ValueTask<List<TargetRow>> ListAsync(Caller caller, PushWay way, CancellationToken ct) => database.QueryAsync($"""
        select id, host, platform, created_at, delivered_at, session_id, token_id from push_targets
        where user_n = {caller.UserN} and way = {way} order by n desc
        """, From, ct);

    /// <exception cref="Refusal"><c>not_found</c> where it is not the caller's own.</exception>
    public Task RemoveAsync(Caller caller, PushWay way, PushTargetId id, CancellationToken ct) => database.WriteAsync(async transaction =>
    {
        var n = await transaction.NumberAsync($"select n from push_targets where id = {id} and user_n = {caller.UserN} and way = {way}");
        if (n == 0)
            throw new Refusal(Errors.NotFound);
        await DeliveryBook.RemoveTargetAsync(transaction, n);
    }, ct);

    private static TargetRow From(Row row) => new(
        row.Id<PushTargetId>(0), row.Text(1), row.TextOrNull(2), row.Time(3), row.TimeOrNull(4), row.IdOrNull<SessionId>(5), row.IdOrNull<TokenId>(6));
}

/// <summary>A place that somebody names.</summary>
public sealed record NewTarget(PushWay Way, string Address, string Host, string? Platform = null, BrowserKeys? Keys = null);

/// <summary>A row of <c>push_targets</c> as its person may see it.</summary>
public sealed record TargetRow(
    PushTargetId Id, string Host, string? Platform, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt, SessionId? Session, TokenId? Token)
{
    public PushSubscriptionView Subscription(Caller caller) => new(Id, Host, CreatedAt, DeliveredAt, IsOf(caller));

    public PushDeviceView Device(Caller caller) => new(Id, Platform!, CreatedAt, DeliveredAt, IsOf(caller));

    private bool IsOf(Caller caller) => (Session ?? (object?)Token) is not null && Session == caller.SessionId && Token == caller.TokenId;
}
