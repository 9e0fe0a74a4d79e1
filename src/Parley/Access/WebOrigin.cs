namespace Parley.Access;

/// <summary>The origin of a page as browsers write it: scheme, host, and the port where it is not the scheme's own.</summary>
public static class WebOrigin
{
    public static bool IsOne(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase)
        && uri.UserInfo.Length == 0 && uri.IdnHost.Equals(uri.Host, StringComparison.OrdinalIgnoreCase);
}
