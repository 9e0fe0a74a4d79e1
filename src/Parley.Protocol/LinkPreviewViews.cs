namespace Parley.Protocol;

/// <summary>
/// What a link in a message leads to, as plain text. <c>image_url</c> is this server's own: whoever looks at a message calls nobody else.
/// </summary>
public sealed record LinkPreviewView(
    Guid Id, string Url, string? Title, string? Description, string? SiteName, string? ImageUrl, int? ImageWidth, int? ImageHeight);
