using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Parley.Outgoing;
using Parley.Protocol;
using Parley.Push.Deliveries;

namespace Parley.Push.Web;

/// <summary>Pushes to browsers through whichever push service they chose (RFC 8030), which sees neither text nor names.</summary>
public sealed class WebPushSender(OutgoingHttp outgoing, Vapid vapid, PushContents contents, TimeProvider clock) : PushSender
{
    // What the push service keeps for a browser that is off. Older news is worth nothing: the badge says it.
    private const int KeptSeconds = 24 * 60 * 60;

    public override PushWay Way => PushWay.Web;

    public override async Task<IReadOnlyList<Tried>> SendAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        var delivery = deliveries[0];
        return await contents.OfAsync(delivery, ct) is { } content ? [await PostAsync(delivery, content, ct)] : [Tried.NothingToSay];
    }

    private async Task<Tried> PostAsync(Delivery delivery, PushContent content, CancellationToken ct)
    {
        var endpoint = new Uri(delivery.Target.Address);
        var body = PushEncryption.Encrypt(delivery.Target.Keys!, PushContents.Json(content, PushEncryption.TextBytes));
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentEncoding = { "aes128gcm" } },
            },
        };
        request.Headers.TryAddWithoutValidation("Authorization", vapid.Authorization(endpoint));
        request.Headers.Add("TTL", KeptSeconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", Urgency(content));

        // A later push with the same topic replaces one that the service still keeps: what was read meanwhile is never shown.
        if (delivery.Purpose != PushPurpose.Test)
            request.Headers.Add("Topic", Base64Url.EncodeToString(delivery.NotificationId.ToByteArray(bigEndian: true)));

        try
        {
            using var response = await outgoing.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return Ended(response, clock.GetUtcNow());
        }
        catch (HttpRequestException failed)
        {
            return new(IsForbidden(failed) ? PushOutcome.Gone : PushOutcome.Later);
        }
        catch (IOException)
        {
            return new(PushOutcome.Later);
        }
    }

    private static Tried Ended(HttpResponseMessage response, DateTimeOffset now) => (int)response.StatusCode switch
    {
        var status and >= 200 and < 300 => new(PushOutcome.Delivered, status),
        var status and (404 or 410) => new(PushOutcome.Gone, status),
        var status and (408 or 425 or 429 or >= 500) => new(PushOutcome.Later, status, RetryAfter.Of(response, now)),
        var status => new(PushOutcome.Refused, status),
    };

    // The name leads into a network that may not be called, now or after it moved: nobody's browser is there.
    private static bool IsForbidden(Exception? failed) =>
        failed is not null && (failed is ForbiddenAddressException || IsForbidden(failed.InnerException));

    private static string Urgency(PushContent content) => content switch
    {
        { Type: PushPurpose.Clear } => "low",
        { Kind: NotificationType.Reaction or NotificationType.Added } => "normal",
        _ => "high",
    };
}
