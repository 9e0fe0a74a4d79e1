using System.Buffers.Text;
using Parley.Access;
using Parley.Outgoing;
using Parley.Protocol;
using Parley.Push.Web;

namespace Parley.Push;

/// <summary>Lets the caller have pushes in a browser or on a phone.</summary>
public sealed class SubscribeHandler(PushTargets targets, PushSettings settings, OutgoingHttp outgoing)
{
    public async Task<PushSubscriptionView> HandleAsync(Caller caller, Subscribe command, CancellationToken ct)
    {
        var endpoint = Endpoint(command.Endpoint);
        var keys = new BrowserKeys(
            Base64Url.DecodeFromChars(command.Keys.P256dh.TrimEnd('=')), Base64Url.DecodeFromChars(command.Keys.Auth.TrimEnd('=')));
        if (!PushEncryption.IsPoint(keys.Key) || keys.Auth.Length != 16)
            throw Wrong("keys", "keys are not those of a browser's subscription.");

        var kept = await targets.KeepAsync(caller, new(PushWay.Web, endpoint.AbsoluteUri, endpoint.IdnHost, Keys: keys), ct);
        return kept.Subscription(caller);
    }

    public async Task<PushDeviceView> HandleAsync(Caller caller, RegisterDevice command, CancellationToken ct)
    {
        if (settings.Gateway is null)
            throw new Refusal(Errors.PushUnavailable);

        // The gateway is one host for all: what is slow there is slow for all phones, and for nobody else.
        var kept = await targets.KeepAsync(caller, new(PushWay.Device, command.Token, "gateway", command.Platform), ct);
        return kept.Device(caller);
    }

    private Uri Endpoint(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0
            || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && settings.AllowsPlainHttp)))
            throw Wrong("endpoint", "endpoint is the https address of a push service.");
        return outgoing.IsForbidden(uri) ? throw Wrong("endpoint", "endpoint leads into a network that may not be called.") : uri;
    }

    private static Refusal Wrong(string field, string sentence) =>
        new(Errors.ValidationFailed, sentence) { Fields = new Dictionary<string, string[]> { [field] = [sentence] } };
}
