using Microsoft.Extensions.Configuration;

namespace Parley.LinkPreviews;

/// <summary>What the owner of the server says about link previews: <c>Parley:LinkPreviews:Enabled</c> (true).</summary>
public sealed record LinkPreviewSettings(bool Enabled)
{
    private const string EnabledKey = "Parley:LinkPreviews:Enabled";

    /// <exception cref="SettingException">Not true or false.</exception>
    public static LinkPreviewSettings From(IConfiguration configuration) => configuration[EnabledKey] switch
    {
        null or "" => new(true),
        var text when bool.TryParse(text, out var enabled) => new(enabled),
        var text => throw new SettingException(EnabledKey, $"must be true or false, not \"{text}\"."),
    };
}
