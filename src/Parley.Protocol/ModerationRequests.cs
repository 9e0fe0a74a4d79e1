using System.ComponentModel.DataAnnotations;

namespace Parley.Protocol;

/// <summary>Reports a message or a person to the moderators.</summary>
public sealed record CreateReport(
    ReportReason Reason, [property: MaxLength(Limits.DescriptionCharacters)] string? Comment = null);

/// <summary>Decides on a report. The note is for moderators; with <c>warn</c> it is what the warned person reads.</summary>
public sealed record ResolveReport(
    ReportAction Action, [property: MaxLength(Limits.DescriptionCharacters)] string? Note = null);
