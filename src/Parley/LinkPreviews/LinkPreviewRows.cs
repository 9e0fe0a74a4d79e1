using Parley.Protocol;
using Parley.Storage;

namespace Parley.LinkPreviews;

/// <summary>The cards under a message.</summary>
public static class LinkPreviewRows
{
    public static async ValueTask<IReadOnlyList<LinkPreviewView>?> OfAsync(Queries queries, long messageN, MessageId id, CancellationToken ct)
    {
        var cards = await queries.QueryAsync($"""
            select id, url, title, description, site_name, image_url, image_width, image_height from link_previews
            where message_n = {messageN} and removed = 0 order by n
            """, row => new LinkPreviewView(
                row.Guid(0), row.Text(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4),
                row.IsNull(5) ? null : $"/api/v1/messages/{id}/link-previews/{row.Guid(0)}/image", Size(row, 6), Size(row, 7)), ct);
        return cards.Count == 0 ? null : cards;
    }

    private static int? Size(Row row, int column) => row.IsNull(column) ? null : row.Int(column);
}
