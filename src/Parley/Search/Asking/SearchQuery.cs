using Parley.Protocol;

namespace Parley.Search.Asking;

/// <summary>What somebody looks for, read but not yet looked up: people and conversations stand as they were named.</summary>
public sealed record SearchQuery
{
    public List<Clause> Must { get; init; } = [];

    public List<Clause> MustNot { get; init; } = [];

    /// <summary>Any of these wrote it.</summary>
    public List<string> From { get; init; } = [];

    /// <summary>None of these wrote it.</summary>
    public List<string> NotFrom { get; init; } = [];

    /// <summary>It stands in any of these.</summary>
    public List<string> In { get; init; } = [];

    /// <summary>Of any of these types; of all when none is named.</summary>
    public List<MessageType> Types { get; init; } = [];

    public MessageFacts Has { get; set; }

    public MessageFacts HasNot { get; set; }

    /// <summary>Written at this time or later.</summary>
    public DateTimeOffset? Since { get; set; }

    /// <summary>Written before this time.</summary>
    public DateTimeOffset? Until { get; set; }

    public bool HasFilters =>
        From.Count + NotFrom.Count + In.Count + Types.Count > 0 || (Has | HasNot) != MessageFacts.None || Since is not null || Until is not null;

    public bool AsksForNothing => Must.Count == 0 && MustNot.Count == 0 && !HasFilters;
}
