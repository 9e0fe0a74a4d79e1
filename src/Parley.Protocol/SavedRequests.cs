using System.ComponentModel.DataAnnotations;

namespace Parley.Protocol;

/// <summary>Saves a message for oneself, with a note to oneself if wanted. Saving again changes the note.</summary>
public sealed record SaveMessageBody([property: MaxLength(Limits.NoteCharacters)] string? Note = null);
