using System.ComponentModel.DataAnnotations;

namespace Parley.Protocol;

/// <summary>What a workspace takes as files. The server's own limits stand above these.</summary>
public sealed record FileSettings
{
    /// <summary>Bytes of one file.</summary>
    [Range(1, long.MaxValue)]
    public long? MaxBytes { get; init; }

    /// <summary>Bytes of one file by who uploads it, where that differs.</summary>
    public FileSizesByRole? MaxBytesByRole { get; init; }

    /// <summary>Media types that are taken, such as <c>image/png</c> or <c>audio/*</c>; all when empty.</summary>
    [MaxLength(100), MediaTypes]
    public IReadOnlyList<string>? AllowedTypes { get; init; }

    /// <summary>Bytes of all files together.</summary>
    [Range(1, long.MaxValue)]
    public long? QuotaBytes { get; init; }
}

/// <summary>Bytes of one file by the uploader's role in the workspace.</summary>
public sealed record FileSizesByRole
{
    [Range(1, long.MaxValue)]
    public long? Member { get; init; }

    [Range(1, long.MaxValue)]
    public long? Admin { get; init; }

    [Range(1, long.MaxValue)]
    public long? Owner { get; init; }
}

/// <summary>Media types or <c>…/*</c>, in lower case.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MediaTypesAttribute() : ValidationAttribute("The field {0} holds media types such as image/png or audio/*.")
{
    public override bool IsValid(object? value) => value is not IReadOnlyList<string> types || types.All(IsMediaType);

    private static bool IsMediaType(string? type) =>
        type is { Length: > 2 and <= 127 } && type.Split('/') is [{ Length: > 0 } kind, { Length: > 0 } rest]
        && kind.All(IsLetter) && (rest == "*" || rest.All(IsLetter));

    private static bool IsLetter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '+' or '.' or '_';
}
