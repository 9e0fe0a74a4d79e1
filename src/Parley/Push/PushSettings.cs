using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Parley.Push;

/// <summary>Where phones' pushes go: the owner's gateway, and the secret that signs the calls to it.</summary>
public sealed record GatewaySettings(Uri Url, string Secret);

/// <summary>What an operator sets about pushes, under <c>Parley:Push</c>.</summary>
public sealed class PushSettings
{
    private const int ShortestSecret = 32;

    /// <exception cref="SettingException">A setting is wrong.</exception>
    public PushSettings(IConfiguration configuration)
    {
        var section = configuration.GetSection("Parley:Push");
        Contact = ContactOf(section["Contact"]);
        Gateway = GatewayOf(section.GetSection("Gateway"));
        AllowsPlainHttp = configuration.GetSection("Parley:Outgoing:AllowedNetworks").GetChildren().Any();
        Parallel = section["Parallel"] is not { } text ? 64
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000 ? number
            : throw new SettingException("Parley:Push:Parallel", $"is how many pushes are under way at once, between 1 and 1000, not \"{text}\".");
    }

    /// <summary>Whom a push service can write to about this server: a mailto: or https: address. Apple's refuses those without.</summary>
    public string? Contact { get; }

    /// <summary>Nothing where no gateway is set: then phones cannot be registered.</summary>
    public GatewaySettings? Gateway { get; }

    /// <summary>
    /// Whether a push service may be called without TLS: only by an owner who has one in a network of their own. The address is checked
    /// at connecting all the same.
    /// </summary>
    public bool AllowsPlainHttp { get; }

    /// <summary>How many deliveries are under way at once.</summary>
    public int Parallel { get; }

    private static string? ContactOf(string? text) => text switch
    {
        null or "" => null,
        _ when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "mailto" or "https" => text,
        _ => throw new SettingException("Parley:Push:Contact", $"must be a mailto: or https: address, not \"{text}\"."),
    };

    private static GatewaySettings? GatewayOf(IConfigurationSection section)
    {
        if (section["Url"] is not { Length: > 0 } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new SettingException("Parley:Push:Gateway:Url", $"must be an http or https address, not \"{text}\".");
        return section["Secret"] is { Length: >= ShortestSecret } secret
            ? new GatewaySettings(url, secret)
            : throw new SettingException("Parley:Push:Gateway:Secret", $"must have at least {ShortestSecret} characters.");
    }
}
