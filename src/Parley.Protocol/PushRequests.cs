using System.ComponentModel.DataAnnotations;

namespace Parley.Protocol;

/// <summary>Lets a browser have pushes: what its <c>PushSubscription</c> says as JSON.</summary>
public sealed record Subscribe([property: Required, MaxLength(Limits.PushEndpointCharacters)] string Endpoint, [property: Required] SubscriptionKeys Keys);

/// <summary>A browser's public key and secret, in base64url.</summary>
public sealed record SubscriptionKeys(
    [property: Required, RegularExpression("[A-Za-z0-9_-]{87}=?")] string P256dh,
    [property: Required, RegularExpression("[A-Za-z0-9_-]{22}={0,2}")] string Auth);

/// <summary>Lets a phone have pushes through the owner's gateway. The platform is a word that the gateway knows, such as <c>fcm</c> or <c>apns</c>.</summary>
public sealed record RegisterDevice(
    [property: Required, RegularExpression("[a-z][a-z0-9_-]{0,31}")] string Platform,
    [property: Required, StringLength(Limits.PushTokenCharacters, MinimumLength = 1)] string Token);

/// <summary>Changes what a person has set about pushes and mails; what is not named stays.</summary>
public sealed record UpdatePushSettings(bool? Mail = null, [property: Range(1, 10_080)] long? MailAfterMinutes = null, bool? Content = null);
