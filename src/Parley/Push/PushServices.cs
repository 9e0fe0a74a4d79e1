using Microsoft.Extensions.DependencyInjection;
using Parley.Notifications;
using Parley.Push.Deliveries;
using Parley.Push.Gateway;
using Parley.Push.Mail;
using Parley.Push.Web;
using Parley.Upkeep;

namespace Parley.Push;

/// <summary>What telling people on browsers, phones and by mail needs.</summary>
public static class PushServices
{
    public static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddSingleton(s => new PushKeys(s.GetRequiredService<Settings>().DataDirectory));
        services.AddSingleton<PushSettings>().AddSingleton<MailSettings>().AddSingleton<Vapid>().AddSingleton<PushContents>();
        services.AddSingleton<MissedMail>().AddSingleton<PushAttempts>().AddSingleton<DeliveryBook>().AddSingleton<PushIntake>();
        services.AddSingleton<PushSender, WebPushSender>().AddSingleton<PushSender, GatewaySender>().AddSingleton<PushSender, MailSender>();
        services.AddSingleton<PushWays>().AddSingleton<PushTargets>().AddSingleton<SubscribeHandler>().AddSingleton<PushSettingsHandler>().AddSingleton<TestPushHandler>();
        services.AddDeliveryChore<DeliveryRounds>().AddChore<PushUpkeep>();
        return services;
    }

    /// <summary>Makes at start what reads settings and keys, so that a wrong one stops the start.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static void CheckPush(this IServiceProvider services)
    {
        services.GetRequiredService<PushKeys>();
        services.GetRequiredService<PushSettings>();
        services.GetRequiredService<MailSettings>();
    }
}
