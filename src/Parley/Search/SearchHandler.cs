using Parley.Access;
using Parley.Protocol;
using Parley.Search.Asking;
using Parley.Storage;

namespace Parley.Search;

/// <summary>What a search asks, as it came in.</summary>
public sealed record SearchAsked(
    string? Q = null, string? Type = null, string? In = null, string? From = null, string? Before = null, string? After = null, string? Has = null,
    int? Limit = null, string? Cursor = null);

/// <summary>Searches messages, conversations and people in one call.</summary>
public sealed class SearchHandler(Database database, FindMessages messages, FindNames names, TimeProvider clock)
{
    private const int MostNames = 20;

    public async Task<SearchResults> HandleAsync(Caller caller, SearchAsked asked, CancellationToken ct)
    {
        var limit = PageSize.Checked(asked.Limit);
        var cursor = asked.Cursor is null ? null : SearchCursor.Parse(asked.Cursor);
        foreach (var text in (string?[])[asked.Q, asked.In, asked.From])
        {
            if (text is not null && !Validation.IsUnicode(text))
                throw new Refusal(Errors.InvalidText);
            if (text?.Length > Limits.SearchCharacters)
                throw new Refusal(Errors.SearchTooLong);
        }

        var query = QueryReader.Read(asked.Q);
        var only = Only(query, asked.Type);
        Add(query, "in", asked.In);
        Add(query, "from", asked.From);
        Add(query, "before", asked.Before);
        Add(query, "after", asked.After);
        foreach (var fact in asked.Has?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            Add(query, "has", fact);

        return await database.SnapshotAsync(queries => FindAsync(queries, caller, query, only, cursor, limit, ct));
    }

    private async ValueTask<SearchResults> FindAsync(
        Queries queries, Caller caller, SearchQuery query, string? only, SearchCursor? cursor, int limit, CancellationToken ct)
    {
        // A filter is about messages; and names are on the first page only.
        var isForNames = query.Must.Count > 0 && !query.HasFilters && cursor is null;
        var most = Math.Min(limit, MostNames);
        var found = only is null or "messages" ? await messages.FindAsync(queries, caller, query, cursor, limit, clock.GetUtcNow(), ct) : ([], null);
        return new(
            found.Hits,
            isForNames && only is null or "conversations" ? await names.ConversationsAsync(queries, caller, query, most, ct) : [],
            isForNames && only is null or "users" ? await names.PeopleAsync(queries, caller, query, most, ct) : [],
            found.Next?.ToString());
    }

    /// <summary>Which of the three lists is asked for; a type of message is a filter.</summary>
    private static string? Only(SearchQuery query, string? type) => type switch
    {
        null or "messages" or "conversations" or "users" => type,
        _ when QueryReader.Filter(query, "type", type, not: false) => "messages",
        _ => throw new Refusal(Errors.ValidationFailed, "type is messages, conversations, users or a type of message."),
    };

    private static void Add(SearchQuery query, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && !QueryReader.Filter(query, name, value, not: false))
            throw new Refusal(Errors.ValidationFailed, $"{name} is not what it can be.");
    }
}
