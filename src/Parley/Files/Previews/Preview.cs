namespace Parley.Files.Previews;

/// <summary>What a program found out about a file.</summary>
internal sealed record Preview(string? ThumbnailPath, string? ThumbnailType, long? Width, long? Height, long? DurationMs, byte[]? Waveform);
