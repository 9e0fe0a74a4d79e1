namespace Parley.Access;

/// <summary>One page of a list that is cut by number, with how many there are in all; for dialects that page so.</summary>
public sealed record Numbered<T>(IReadOnlyList<T> Items, long Count);

/// <summary>Which page: the first is 1.</summary>
public readonly record struct PageNumber(long Page, int Size)
{
    /// <summary>How many items stand before it.</summary>
    public long Skip => (Page - 1) * Size;
}
