namespace Parley.Audit;

/// <summary>Which settings are never shown nor noted: those whose name says that they are a secret. One list for all who show settings.</summary>
public static class SecretNames
{
    public const string Mask = "•••";

    private static readonly string[] Endings =
    [
        "secret", "secrets", "password", "passphrase", "key", "keys", "token", "tokens", "credential", "credentials", "connectionstring", "pem",
        "code",
    ];

    /// <summary>Whether a setting, named with its sections (<c>a:b:0</c> or <c>a.b</c>), is a secret.</summary>
    public static bool Contain(string name) => name.Split(':', '.').Where(part => part.Length > 0 && !char.IsAsciiDigit(part[0])).Select(Plain)
        .Any(part => Endings.Any(ending => part.EndsWith(ending, StringComparison.Ordinal)));

    /// <summary>A value without a password that stands in an address.</summary>
    public static string WithoutUserInfo(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0
            ? value.Replace(uri.UserInfo, Mask, StringComparison.Ordinal)
            : value;

    private static string Plain(string part) => part.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal);
}
