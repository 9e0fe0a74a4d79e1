using Microsoft.Extensions.Logging;
using Parley.Protocol;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Admin;

/// <summary>
/// Counts what is new since it last looked, day by day in UTC: what a message counted for is never taken back by its deletion. Each piece
/// and the place where it ends are one commit, so nothing is counted twice and nothing left out, whenever the server stops.
/// </summary>
public sealed class CountingChore(Database database, TimeProvider clock, ILogger<CountingChore> logger) : Chore(clock, logger)
{
    private const int Piece = 2_000;
    private const long DayMs = 86_400_000;
    private const string Messages = "messages";
    private const string Accounts = "accounts";

    public override string Name => "counting";

    public override TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <summary>How many messages and accounts are not counted yet.</summary>
    public static ValueTask<long> BehindAsync(Queries queries, CancellationToken ct) => queries.NumberAsync($"""
        select coalesce((select max(n) from messages), 0) - coalesce((select position from counted where what = {Messages}), 0)
            + coalesce((select max(n) from users), 0) - coalesce((select position from counted where what = {Accounts}), 0)
        """, ct);

    protected override async Task RunAsync(CancellationToken ct)
    {
        while (await database.WriteAsync(CountMessagesAsync, ct))
        {
        }

        while (await database.WriteAsync(CountAccountsAsync, ct))
        {
        }
    }

    private static async ValueTask<bool> CountMessagesAsync(Transaction transaction)
    {
        var after = await transaction.NumberAsync($"select position from counted where what = {Messages}");
        var upTo = await transaction.NumberAsync($"select max(n) from (select n from messages where n > {after} order by n limit {Piece}) as piece");
        if (upTo == 0)
            return false;

        await transaction.WriteAsync($"""
            insert into daily_people (workspace_n, day, user_n, messages)
            select workspace_n, created_at / {DayMs}, sender_n, count(*) from messages
            where n > {after} and n <= {upTo} and type <> {MessageType.System} and workspace_n <> 0 group by workspace_n, created_at / {DayMs}, sender_n
            on conflict (workspace_n, day, user_n) do update set messages = daily_people.messages + excluded.messages
            """);
        await transaction.WriteAsync($"""
            insert into daily_conversations (workspace_n, day, conversation_n, messages)
            select workspace_n, created_at / {DayMs}, conversation_n, count(*) from messages
            where n > {after} and n <= {upTo} and type <> {MessageType.System} and workspace_n <> 0 group by workspace_n, created_at / {DayMs}, conversation_n
            on conflict (workspace_n, day, conversation_n) do update set messages = daily_conversations.messages + excluded.messages
            """);
        await transaction.WriteAsync($"""
            insert into people_counts (user_n, messages)
            select sender_n, count(*) from messages
            where n > {after} and n <= {upTo} and type <> {MessageType.System} and workspace_n <> 0 group by sender_n
            on conflict (user_n) do update set messages = people_counts.messages + excluded.messages
            """);
        await transaction.WriteAsync($"""
            insert into daily_counts (workspace_n, day, messages, people, conversations)
            select m.workspace_n, m.created_at / {DayMs}, count(*),
                (select count(*) from daily_people p where p.workspace_n = m.workspace_n and p.day = m.created_at / {DayMs}),
                (select count(*) from daily_conversations c where c.workspace_n = m.workspace_n and c.day = m.created_at / {DayMs})
            from messages m where m.n > {after} and m.n <= {upTo} and m.type <> {MessageType.System} and m.workspace_n <> 0
            group by m.workspace_n, m.created_at / {DayMs}
            on conflict (workspace_n, day) do update set messages = daily_counts.messages + excluded.messages, people = excluded.people,
                conversations = excluded.conversations
            """);
        await MarkAsync(transaction, Messages, upTo);
        return true;
    }

    private static async ValueTask<bool> CountAccountsAsync(Transaction transaction)
    {
        var after = await transaction.NumberAsync($"select position from counted where what = {Accounts}");
        var upTo = await transaction.NumberAsync($"select max(n) from (select n from users where n > {after} order by n limit {Piece}) as piece");
        if (upTo == 0)
            return false;

        await transaction.WriteAsync($"""
            insert into daily_counts (workspace_n, day, accounts)
            select workspace_n, created_at / {DayMs}, count(*) from users where n > {after} and n <= {upTo} group by workspace_n, created_at / {DayMs}
            on conflict (workspace_n, day) do update set accounts = daily_counts.accounts + excluded.accounts
            """);
        await MarkAsync(transaction, Accounts, upTo);
        return true;
    }

    private static async ValueTask MarkAsync(Transaction transaction, string what, long position) => await transaction.WriteAsync($"""
        insert into counted (what, position) values ({what}, {position}) on conflict (what) do update set position = excluded.position
        """);
}
