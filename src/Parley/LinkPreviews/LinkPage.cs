namespace Parley.LinkPreviews;

/// <summary>What was found behind an address: plain text of limited length, and where its image is.</summary>
internal sealed record LinkPage(string? Title, string? Description, string? SiteName, string? ImageUrl, int? ImageWidth, int? ImageHeight)
{
    public const int TitleCharacters = 300;
    public const int DescriptionCharacters = 600;
    public const int SiteNameCharacters = 100;

    public bool HasSomething => Title is not null || ImageUrl is not null;
}
