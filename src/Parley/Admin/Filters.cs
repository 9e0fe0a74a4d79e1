using Parley.Access;
using Parley.Protocol;

namespace Parley.Admin;

/// <summary>What administrators type into filters.</summary>
internal static class Filters
{
    /// <summary>A text to look for, or nothing where it is empty.</summary>
    /// <exception cref="Refusal"><c>invalid_text</c> or <c>validation_failed</c>.</exception>
    public static string? Checked(string? text)
    {
        if (text is null || text.Trim() is not { Length: > 0 } trimmed)
            return null;
        if (!Validation.IsUnicode(trimmed))
            throw new Refusal(Errors.InvalidText);
        return trimmed.Length <= Limits.NameCharacters
            ? trimmed
            : throw new Refusal(Errors.ValidationFailed, $"A filter has at most {Limits.NameCharacters} characters.");
    }
}
