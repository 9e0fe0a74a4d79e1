using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Parley.Outgoing;

namespace Parley.LinkPreviews;

/// <summary>
/// Asks an address that somebody wrote for what it is: through the guard that checks every connection, following redirects by itself so
/// that each is checked again, within limits of time and size. Whatever goes wrong on the other side is an answer: nothing.
/// </summary>
public sealed class LinkFetcher(OutgoingHttp outgoing, TimeProvider clock, ILogger<LinkFetcher> logger)
{
    internal const int Redirects = 5;
    internal const int PageBytes = 512 * 1024;
    internal const int ImageBytes = 2 * 1024 * 1024;

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    /// <summary>What stands behind an address; nothing where it has nothing to show.</summary>
    internal async Task<LinkPage?> PageAsync(string url, CancellationToken ct)
    {
        if (await GetAsync(url, "text/html,application/xhtml+xml,image/*;q=0.5", PageBytes, cutting: true, ct) is not { } got)
            return null;

        try
        {
            var page = got.ContentType?.MediaType?.ToLowerInvariant() switch
            {
                "text/html" or "application/xhtml+xml" => PageReader.Read(got.Bytes, got.ContentType.CharSet?.Trim('"'), got.Address),
                { } type when type.StartsWith("image/", StringComparison.Ordinal) && RasterImage.Of(got.Bytes) is { } image =>
                    new LinkPage(null, null, got.Address.IdnHost, got.Address.AbsoluteUri, image.Width, image.Height),
                _ => null,
            };
            return page is { HasSomething: true } ? page : null;
        }
        catch (Exception exception)
        {
            logger.NotRead(exception);   // one page must not keep the others from being read
            return null;
        }
    }

    /// <summary>A picture, whole and of a kind that holds no script; nothing otherwise.</summary>
    internal async Task<(RasterImage Image, byte[] Bytes)?> ImageAsync(string url, CancellationToken ct) =>
        await GetAsync(url, "image/png,image/jpeg,image/gif,image/webp", ImageBytes, cutting: false, ct) is { } got && RasterImage.Of(got.Bytes) is { } image
            ? (image, got.Bytes)
            : null;

    private async Task<Got?> GetAsync(string url, string accept, int bytes, bool cutting, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(Within, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            return await FollowAsync(new Uri(url), accept, bytes, cutting, both.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UriFormatException or OperationCanceledException
            && !ct.IsCancellationRequested)
        {
            logger.NotFetched(exception.InnerException?.GetType().Name ?? exception.GetType().Name);
            return null;
        }
    }

    private async Task<Got?> FollowAsync(Uri address, string accept, int bytes, bool cutting, CancellationToken ct)
    {
        for (var hop = 0; hop <= Redirects; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            request.Headers.TryAddWithoutValidation("User-Agent", "ParleyLinkPreview/1.0");
            using var answer = await outgoing.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            {
                if (Next(address, answer.Headers.Location) is not { } next)
                    return null;

                address = next;
                continue;
            }

            // We ask for no compression: what comes compressed all the same is not unpacked.
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentEncoding.Count > 0)
                return null;

            return await ReadAsync(answer.Content, bytes, cutting, ct) is { } body ? new(address, answer.Content.Headers.ContentType, body) : null;
        }

        return null;
    }

    /// <summary>Where a redirect leads, if we go there: never from https to http, where others could read along.</summary>
    private static Uri? Next(Uri address, Uri? location)
    {
        if (location is null || !Uri.TryCreate(address, location, out var next) || Links.Address(next.AbsoluteUri) is not { } url)
            return null;

        return address.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp ? null : new Uri(url);
    }

    /// <summary>At most so many bytes: of a page its beginning, of a picture nothing when it is larger.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContent content, int bytes, bool cutting, CancellationToken ct)
    {
        if (!cutting && content.Headers.ContentLength > bytes)
            return null;

        await using var stream = await content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (body.Length <= bytes && await stream.ReadAsync(buffer, ct) is > 0 and var read)
            body.Write(buffer, 0, read);

        if (body.Length <= bytes)
            return body.ToArray();
        if (!cutting)
            return null;

        body.SetLength(bytes);
        return body.ToArray();
    }

    private sealed record Got(Uri Address, MediaTypeHeaderValue? ContentType, byte[] Bytes);
}
