using System.Globalization;
using Parley.Access;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>A workspace's figures, from what was counted day by day: costs the days that are asked for, not the messages.</summary>
public sealed class ReadStatisticsHandler(
    AdminAccess access, Database database, WorkspaceDirectory workspaces, ServerFigures figures, TimeProvider clock)
{
    private const int LongestSpan = 366;
    private const int Top = 10;

    /// <summary>Both days belong to the span; the last 30 days when none is named.</summary>
    public async Task<StatisticsView> HandleAsync(Caller caller, string? workspace, string? from, string? to, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var last = to is null ? clock.GetUtcNow().ToUnixTimeSeconds() / 86_400 : Number(to);
        var first = from is null ? last - 29 : Number(from);
        if (first > last || last - first >= LongestSpan)
            throw new Refusal(Errors.ValidationFailed, $"from lies before to, and at most {LongestSpan} days with it.");

        await figures.CatchUpAsync(ct);
        var ownsInstall = await workspaces.OwnsInstallAsync(caller, ct);
        return await database.SnapshotAsync(async queries => new StatisticsView(
            await DaysAsync(queries, admin.WorkspaceN, first, last, ct), await TotalsAsync(queries, admin.WorkspaceN, ct),
            await TopConversationsAsync(queries, admin.WorkspaceN, first, last, ct), await TopPeopleAsync(queries, admin.WorkspaceN, first, last, ct),
            figures.LiveConnections(admin.WorkspaceN), await CountingChore.BehindAsync(queries, ct) == 0, ownsInstall ? figures.Delivery : null,
            ownsInstall ? figures.Storage(await queries.NumberAsync($"select coalesce(sum(bytes), 0) from file_usage", ct)) : null));
    }

    private static async ValueTask<List<DayFigures>> DaysAsync(Queries queries, long workspaceN, long first, long last, CancellationToken ct)
    {
        var counted = (await queries.QueryAsync($"""
            select day, messages, people, conversations, uploads, upload_bytes, accounts from daily_counts
            where workspace_n = {workspaceN} and day >= {first} and day <= {last}
            """, row => (Day: row.Long(0), Figures: new DayFigures(
                Name(row.Long(0)), row.Long(1), row.Long(2), row.Long(3), row.Long(4), row.Long(5), row.Long(6))), ct)).ToDictionary(d => d.Day, d => d.Figures);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i =>
            counted.GetValueOrDefault(first + i) ?? new DayFigures(Name(first + i), 0, 0, 0, 0, 0, 0))];
    }

    private static async ValueTask<TotalFigures> TotalsAsync(Queries queries, long workspaceN, CancellationToken ct) => (await queries.FindAsync($"""
        select coalesce(sum(messages), 0), coalesce(sum(accounts), 0),
            (select count(*) from users where workspace_n = {workspaceN} and disabled_at is not null),
            (select count(*) from conversations where workspace_n = {workspaceN} and deleted_at is null),
            (select count(*) from conversations where workspace_n = {workspaceN} and deleted_at is not null), coalesce(sum(uploads), 0)
        from daily_counts where workspace_n = {workspaceN}
        """, row => new TotalFigures(row.Long(0), row.Long(1), row.Long(2), row.Long(3), row.Long(4), row.Long(5)), ct))!;

    private static ValueTask<List<ConversationFigure>> TopConversationsAsync(
        Queries queries, long workspaceN, long first, long last, CancellationToken ct) => queries.QueryAsync($"""
        select c.id, c.title, c.type, t.messages from (
            select conversation_n, sum(messages) as messages from daily_conversations
            where workspace_n = {workspaceN} and day >= {first} and day <= {last} group by conversation_n
            order by sum(messages) desc, conversation_n limit {Top}) t
        join conversations c on c.n = t.conversation_n order by t.messages desc, c.n
        """, row => new ConversationFigure(row.Id<ConversationId>(0), row.TextOrNull(1), row.Enum<ConversationType>(2), row.Long(3)), ct);

    private static ValueTask<List<PersonFigure>> TopPeopleAsync(
        Queries queries, long workspaceN, long first, long last, CancellationToken ct) => queries.QueryAsync($"""
        select u.id, u.display_name, t.messages from (
            select user_n, sum(messages) as messages from daily_people
            where workspace_n = {workspaceN} and day >= {first} and day <= {last} group by user_n order by sum(messages) desc, user_n limit {Top}) t
        join users u on u.n = t.user_n order by t.messages desc, u.n
        """, row => new PersonFigure(row.Id<UserId>(0), row.Text(1), row.Long(2)), ct);

    private static long Number(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber
        : throw new Refusal(Errors.ValidationFailed, "from and to are days such as 2026-11-21.");

    private static string Name(long day) =>
        DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
