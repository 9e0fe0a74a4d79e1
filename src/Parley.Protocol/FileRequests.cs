using System.ComponentModel.DataAnnotations;

namespace Parley.Protocol;

/// <summary>Asks for an address that works without a credential, for 5 minutes when nothing is said.</summary>
public sealed record MakeFileLink([property: Range(1, Limits.FileLinkSeconds)] int? ExpiresIn = null);

/// <summary>Makes an uploaded image one's picture.</summary>
public sealed record SetAvatar(FileId FileId);
