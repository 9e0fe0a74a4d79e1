using Microsoft.Extensions.DependencyInjection;
using Parley.Upkeep;

namespace Parley.Moderation;

/// <summary>What moderation brings.</summary>
public static class ModerationServices
{
    public static IServiceCollection AddModeration(this IServiceCollection services) => services
        .AddSingleton<Blocks>().AddSingleton<BlockPersonHandler>().AddSingleton<CreateReportHandler>().AddSingleton<ReadReportsHandler>()
        .AddSingleton<ResolveReportHandler>().AddChore<EvidenceRetention>();
}
