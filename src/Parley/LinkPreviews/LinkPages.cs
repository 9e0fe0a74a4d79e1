using System.Security.Cryptography;
using System.Text;
using Parley.Storage;

namespace Parley.LinkPreviews;

/// <summary>What links led to, remembered for a day within a workspace; also that there was nothing.</summary>
internal static class LinkPages
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public static byte[] Hash(string url) => SHA256.HashData(Encoding.UTF8.GetBytes(url));

    /// <summary>Nothing where it is not known; a page that is null where there was nothing to show.</summary>
    public static ValueTask<Known?> FindAsync(Queries queries, long workspaceN, string url, DateTimeOffset now, CancellationToken ct) =>
        queries.FindAsync($"""
            select found, title, description, site_name, image_url, image_width, image_height from link_pages
            where workspace_n = {workspaceN} and url_hash = {Hash(url)} and fetched_at > {now - Kept}
            """, row => new Known(row.Bool(0)
                ? new LinkPage(row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), Size(row, 5), Size(row, 6))
                : null), ct);

    public static async ValueTask KeepAsync(Transaction transaction, long workspaceN, string url, LinkPage? page, DateTimeOffset now) =>
        await transaction.WriteAsync($"""
            insert into link_pages (workspace_n, url, url_hash, found, title, description, site_name, image_url, image_width, image_height, fetched_at)
            values ({workspaceN}, {url}, {Hash(url)}, {page is not null}, {page?.Title}, {page?.Description}, {page?.SiteName}, {page?.ImageUrl},
                {page?.ImageWidth}, {page?.ImageHeight}, {now})
            on conflict (workspace_n, url_hash) do update set found = excluded.found, title = excluded.title,
                description = excluded.description, site_name = excluded.site_name, image_url = excluded.image_url,
                image_width = excluded.image_width, image_height = excluded.image_height, fetched_at = excluded.fetched_at
            """);

    public static Task ForgetOldAsync(Database database, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(async transaction => await transaction.WriteAsync($"delete from link_pages where fetched_at <= {now - Kept}"), ct);

    private static int? Size(Row row, int column) => row.IsNull(column) ? null : row.Int(column);

    internal sealed record Known(LinkPage? Page);
}
