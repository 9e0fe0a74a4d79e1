using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations.Log;
using Parley.Notifications.Mentions;
using Parley.Upkeep;

namespace Parley.Notifications;

/// <summary>What mentions and notifications need.</summary>
public static class NotificationsServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<MentionFinder>().AddSingleton<Watchers>().AddSingleton<Deliveries>().AddSingleton<Reading>().AddSingleton<Notifier>();
        services.AddSingleton<MessageNotices>().AddSingleton<ErasedNotices>().AddSingleton<ReactionNotices>().AddSingleton<MemberNotices>();
        services.AddSingleton<ILogCompanion, NotificationCompanion>();
        services.AddChore<ForgetOldNotifications>();
        return services.AddSingleton<OwnNotificationsHandler>().AddSingleton<NotificationSettingsHandler>().AddSingleton<ExplainNotificationHandler>()
            .AddSingleton<NumberedNotificationsHandler>();
    }
}
