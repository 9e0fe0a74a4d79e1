using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations.Log;
using Parley.Upkeep;

namespace Parley.Search;

/// <summary>What search needs.</summary>
public static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<SearchIndex, SqliteSearchIndex>().AddSingleton<Vocabulary>().AddSingleton<ILogCompanion, IndexCompanion>();
        services.AddChore<IndexMessages>().AddChore<PurgeIndex>();
        return services.AddSingleton<FindMessages>().AddSingleton<FindNames>().AddSingleton<SearchHandler>();
    }
}
