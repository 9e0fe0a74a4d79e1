namespace Parley.Storage;

/// <summary>Patterns for <c>like … escape '!'</c> in which what somebody typed means itself only.</summary>
internal static class LikePattern
{
    /// <summary>Whatever holds the text, in small letters; everything where there is none.</summary>
    public static string Holding(string? text) =>
        $"%{text?.ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
}
