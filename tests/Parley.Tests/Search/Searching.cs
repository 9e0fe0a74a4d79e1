using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Search;
using Parley.Storage;
using Parley.Tests.Cast;

namespace Parley.Tests.Search;

/// <summary>What people and tests do with search, in one word each.</summary>
internal static class Searching
{
    public static Task<SearchResults> FindsAsync(this Person person, string query, string more = "") =>
        person.GetAsync<SearchResults>($"search?q={Uri.EscapeDataString(query)}{more}");

    /// <summary>The texts of the messages found, the best first.</summary>
    public static async Task<string[]> FindsTextsAsync(this Person person, string query, string more = "") =>
        [.. (await person.FindsAsync(query, more)).Messages.Select(hit => hit.Message.Content)];

    public static Task IndexesAsync(this TestParley parley) =>
        parley.Services.GetRequiredService<IndexMessages>().RunNowAsync(CancellationToken.None);

    public static Task PurgesAsync(this TestParley parley) =>
        parley.Services.GetRequiredService<PurgeIndex>().RunNowAsync(CancellationToken.None);

    /// <summary>As if no message had been indexed yet; the vocabulary stays.</summary>
    public static Task ForgetsTheIndexAsync(this TestParley parley) =>
        parley.Services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"delete from message_words");
            await transaction.WriteAsync($"update search_position set indexed_to = 0 where n = 1");
        }, CancellationToken.None);
}
