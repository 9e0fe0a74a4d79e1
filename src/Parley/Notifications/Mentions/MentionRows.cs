using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications.Mentions;

/// <summary>Whom each message names, as stored beside it.</summary>
public static class MentionRows
{
    private const long All = -1;
    private const long Here = -2;

    /// <summary>The view with whom the message names, in the order in which they came to be known to the server.</summary>
    public static async ValueTask<MessageView> AddAsync(Queries queries, long messageN, MessageView view, CancellationToken ct)
    {
        var people = await queries.QueryAsync($"""
            select u.id from mentions x join users u on u.n = x.user_n where x.message_n = {messageN} order by x.user_n
            """, row => row.Id<UserId>(0), ct);
        return view with { Mentions = people, MentionsAll = await CrowdAsync(queries, messageN, ct) };
    }

    public static async ValueTask<Mentioned> ReadAsync(Queries queries, long messageN, CancellationToken ct = default)
    {
        var people = await queries.QueryAsync($"""
            select u.n, u.id from mentions x join users u on u.n = x.user_n where x.message_n = {messageN} order by x.user_n
            """, row => new MentionedPerson(row.Long(0), row.Id<UserId>(1)), ct);
        return new(people, await CrowdAsync(queries, messageN, ct));
    }

    /// <summary>Puts these in the place of what was stored, and marks the message.</summary>
    public static async ValueTask StoreAsync(Transaction transaction, long messageN, Mentioned mentioned, bool isNew)
    {
        if (!isNew)
            await DeleteAsync(transaction, messageN);
        foreach (var person in mentioned.People)
            await transaction.WriteAsync($"insert into mentions (message_n, user_n) values ({messageN}, {person.N})");
        if (mentioned.Crowd is { } crowd)
            await transaction.WriteAsync($"insert into mentions (message_n, user_n) values ({messageN}, {(crowd == CrowdMention.All ? All : Here)})");

        if (mentioned.IsAny)
            await transaction.WriteAsync($"update messages set extras = extras | {MessageExtras.Mentions} where n = {messageN}");
        else if (!isNew)
            await transaction.WriteAsync($"update messages set extras = extras & {(long)~MessageExtras.Mentions} where n = {messageN}");
    }

    public static async ValueTask DeleteAsync(Transaction transaction, long messageN) =>
        await transaction.WriteAsync($"delete from mentions where message_n = {messageN}");

    private static async ValueTask<CrowdMention?> CrowdAsync(Queries queries, long messageN, CancellationToken ct) =>
        await queries.NumberAsync($"select max(user_n) from mentions where message_n = {messageN} and user_n < 0", ct) switch
        {
            All => CrowdMention.All,
            Here => CrowdMention.Here,
            _ => null,
        };
}

/// <summary>Whom a message names: single people, and perhaps everybody.</summary>
public sealed record Mentioned(IReadOnlyList<MentionedPerson> People, CrowdMention? Crowd)
{
    public static Mentioned Nobody { get; } = new([], null);

    public bool IsAny => People.Count > 0 || Crowd is not null;

    public bool Names(long userN) => People.Any(p => p.N == userN);
}

/// <summary>A member whom a message names.</summary>
public sealed record MentionedPerson(long N, UserId Id);
