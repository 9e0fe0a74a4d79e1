using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Protocol;
using Parley.Push.Deliveries;

namespace Parley.Push.Gateway;

/// <summary>
/// Pushes to phones: signed calls to a gateway of the owner's choice, which holds the keys for FCM or APNs. Up to 100 phones a call.
/// </summary>
public sealed class GatewaySender(PushSettings settings, PushContents contents, TimeProvider clock, ILogger<GatewaySender> logger)
    : PushSender, IDisposable
{
    /// <summary>Signs the time and the body: <c>t=1763716800,v1=hex</c>.</summary>
    public const string SignatureHeader = "Parley-Signature";

    private const int AnswerBytes = 256 * 1024;

    // Not the guarded way out: the owner chose this address, and it is often on this very machine.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = AnswerBytes };

    public override PushWay Way => PushWay.Device;

    public override int Together => 100;

    public override async Task<IReadOnlyList<Tried>> SendAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        if (settings.Gateway is not { } gateway)
            return [.. deliveries.Select(_ => Tried.NothingToSay)];   // it was taken out of the settings

        var pushes = new List<GatewayPush>();
        foreach (var delivery in deliveries)
        {
            if (await contents.OfAsync(delivery, ct) is { } content)
                pushes.Add(new(
                    delivery.Target.Id, delivery.Target.Platform!, delivery.Target.Address,
                    delivery.Purpose == PushPurpose.Test ? "test" : delivery.NotificationId.ToString(), content));
        }

        if (pushes.Count == 0)
            return [.. deliveries.Select(_ => Tried.NothingToSay)];

        var (tried, answer) = await PostAsync(gateway, pushes, ct);
        return
        [
            .. deliveries.Select(delivery => !pushes.Any(push => push.DeviceId == delivery.Target.Id) ? Tried.NothingToSay
                : answer?.Gone?.Contains(delivery.Target.Id) is true ? tried with { Outcome = PushOutcome.Gone }
                : answer?.Later?.Contains(delivery.Target.Id) is true ? tried with { Outcome = PushOutcome.Later }
                : tried),
        ];
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What the header says for this body: <c>v1</c> is the HMAC-SHA256 of the seconds, a dot and the body.</summary>
    internal static string Signature(string secret, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"{seconds}."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }

    private async Task<(Tried Tried, GatewayAnswer? Answer)> PostAsync(GatewaySettings gateway, List<GatewayPush> pushes, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new GatewayCall(pushes), WireJson.Wire.GatewayCall);
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add(SignatureHeader, Signature(gateway.Secret, clock.GetUtcNow(), body));
        try
        {
            using var response = await _http.SendAsync(request, ct);
            var status = (int)response.StatusCode;
            if (response.IsSuccessStatusCode)
                return (new(PushOutcome.Delivered, status), await AnswerAsync(response, ct));

            // A gateway that is not set up yet, or knows another secret, is mended by its owner: that is worth waiting for.
            logger.GatewayFailed(status);
            return (status is 401 or 403 or 404 or 408 or 429 or >= 500
                ? new(PushOutcome.Later, status, RetryAfter.Of(response, clock.GetUtcNow()))
                : new(PushOutcome.Refused, status), null);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            logger.GatewayFailed(0);
            return (new(PushOutcome.Later), null);
        }
    }

    // An empty answer, or one in other words, is as good as none: the status has said that the pushes were taken.
    private static async Task<GatewayAnswer?> AnswerAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(ct), WireJson.Wire.GatewayAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
