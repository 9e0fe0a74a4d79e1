using System.Text.Json;
using Parley.Access;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What a person wants to be notified of: everywhere, and in one conversation.</summary>
public sealed class NotificationSettingsHandler(ConversationAccess access, Database database, Watchers watchers)
{
    private const int KeywordCharacters = 64;

    public async Task<NotificationSettings> MineAsync(Caller caller, CancellationToken ct) =>
        await NotificationPreferences.OfAsync(database, caller.UserN, ct);

    /// <summary>Puts these in the place of all that was set; in force for every message from here on.</summary>
    public async Task<NotificationSettings> SetMineAsync(Caller caller, NotificationSettings wanted, CancellationToken ct)
    {
        if (wanted.QuietHours is { } hours && QuietTimes.Zone(hours.TimeZone) is null)
            throw new Refusal(Errors.ValidationFailed, "time_zone is a name of the IANA database, such as Europe/Paris.");
        if (wanted.Keywords.Any(k => k is null || string.IsNullOrWhiteSpace(k) || k.Length > KeywordCharacters || !Validation.IsUnicode(k)))
            throw new Refusal(Errors.ValidationFailed, $"A keyword has 1 to {KeywordCharacters} characters.");

        var settings = wanted with { Keywords = [.. wanted.Keywords.Select(k => k.Trim()).DistinctBy(Names.Key)] };
        await database.WriteAsync(async transaction =>
        {
            var before = await NotificationPreferences.OfAsync(transaction, caller.UserN, CancellationToken.None);
            await transaction.WriteAsync($"""
                insert into notification_settings (user_n, settings)
                values ({caller.UserN}, {JsonSerializer.Serialize(settings, WireJson.Wire.NotificationSettings)})
                on conflict (user_n) do update set settings = excluded.settings
                """);
            if (WatchesAs(before) != WatchesAs(settings))
                await watchers.SetEverywhereAsync(transaction, caller.UserN, settings);
        }, ct);
        return settings;
    }

    public async Task<ConversationNotificationsView> OneAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        return await ViewAsync(database, membership, caller);
    }

    public async Task<ConversationNotificationsView> SetOneAsync(
        Caller caller, ConversationId id, SetConversationNotifications command, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        return await database.WriteAsync(async transaction =>
        {
            if (command.Level is { } level)
                await transaction.WriteAsync($"""
                    insert into conversation_notification_settings (conversation_n, user_n, level)
                    values ({membership.ConversationN}, {caller.UserN}, {level})
                    on conflict (conversation_n, user_n) do update set level = excluded.level
                    """);
            else
                await transaction.WriteAsync($"""
                    delete from conversation_notification_settings where conversation_n = {membership.ConversationN} and user_n = {caller.UserN}
                    """);

            var settings = await NotificationPreferences.OfAsync(transaction, caller.UserN, CancellationToken.None);
            var view = await ViewAsync(transaction, membership, caller);
            await watchers.SetAsync(transaction, membership.ConversationN, membership.Type, caller.UserN, command.Level, settings);
            return view;
        }, ct);
    }

    private static (NotificationLevel, NotificationLevel, NotificationLevel, bool) WatchesAs(NotificationSettings settings) =>
        (settings.Direct, settings.Group, settings.Channel, settings.Keywords.Count > 0);

    // Removed in the same instant: there is nothing to set, and nobody to tell.
    private static async ValueTask<ConversationNotificationsView> ViewAsync(Queries queries, Membership membership, Caller caller)
    {
        var mine = await Recipient.OneAsync(queries, membership.ConversationN, caller.UserN) ?? throw new Refusal(Errors.NotFound);
        return new(
            mine.Level, mine.LevelIn(membership.Type), mine.MutedUntil switch
            {
                null => null,
                long.MaxValue => DateTimeOffset.MaxValue,
                { } until => DateTimeOffset.FromUnixTimeMilliseconds(until),
            });
    }
}
