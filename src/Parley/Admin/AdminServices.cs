using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Conversations.Log;
using Parley.Upkeep;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>What the administration brings.</summary>
public static class AdminServices
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services
        .AddSingleton<RestoreTime>().AddSingleton<AuditVerification>().AddSingleton<AdminAccess>()
        .AddSingleton<Accounts>().AddSingleton<AccountDeeds>().AddSingleton<Invites>().AddSingleton<AccountMaking>()
        .AddSingleton<ReadAccountsHandler>().AddSingleton<ChangeAccountsHandler>().AddSingleton<CreateAccountHandler>().AddSingleton<AcceptInviteHandler>()
        .AddSingleton<AdminConversationsHandler>().AddSingleton<ChangeConversationMembersHandler>().AddSingleton<EndConversationHandler>()
        .AddSingleton<BrowseMessagesHandler>().AddSingleton<ChangeMessagesHandler>().AddSingleton<ReadPurgesHandler>()
        .AddSingleton<ReadAuditHandler>().AddSingleton<ServerSettings>().AddSingleton<ReadSettingsHandler>()
        .AddSingleton<ServerFigures>().AddSingleton<ReadStatisticsHandler>()
        .AddChore<CountingChore>().AddChore<PurgeChore>().AddChore<AuditAnchor>().AddSingleton<ILogCompanion, KeptMessages>();

    /// <summary>Makes at start what reads settings, so that a wrong one stops the start.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static void CheckAdmin(this IServiceProvider services) => services.GetRequiredService<RestoreTime>();
}
