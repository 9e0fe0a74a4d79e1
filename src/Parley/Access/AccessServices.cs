using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access.ApiTokens;
using Parley.Access.LogIns;
using Parley.Access.RateLimits;
using Parley.Access.Tokens;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Access;

/// <summary>What signing in needs.</summary>
public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton(s => new SigningKeys(s.GetRequiredService<Settings>().DataDirectory, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new TrustedIssuers(s.GetRequiredService<IConfiguration>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AccessTokens>().AddSingleton<Passwords>().AddSingleton<LockOut>().AddSingleton<GuessedPasswords>().AddSingleton<Tickets>();
        services.AddSingleton<Revocations>().AddSingleton<CallerCache>().AddSingleton<Callers>().AddSingleton<Authentication>();
        services.AddSingleton<NewSession>().AddSingleton<PasswordCheck>().AddSingleton<LogInHandler>().AddSingleton<LogInForTokenHandler>().AddSingleton<RefreshLogInHandler>().AddSingleton<EndSessionsHandler>()
            .AddSingleton<ListSessionsHandler>().AddSingleton<CreateTokenHandler>().AddSingleton<OwnTokensHandler>();
        services.AddSingleton<TrustedProxies>().AddSingleton<LimitTable>().AddSingleton<Budgets>().AddSingleton<OpenSockets>().AddChore<RestingBuckets>();
        return services;
    }

    /// <summary>Makes at start what reads settings and keys, so that a wrong one stops the start and not a later request.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static void CheckAccess(this IServiceProvider services)
    {
        services.GetRequiredService<DataDirectory>();   // first, because the keys stand in it and only one process may have it
        services.GetRequiredService<SigningKeys>();
        services.GetRequiredService<TrustedIssuers>();
        services.GetRequiredService<Passwords>();
        services.GetRequiredService<LimitTable>();
        services.GetRequiredService<TrustedProxies>();
    }
}
