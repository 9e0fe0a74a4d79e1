namespace Parley.Server;

/// <summary>
/// Addresses stay out of the log: <c>/ws?token=…</c> and <c>?ticket=…</c> are credentials. The framework writes the whole address at
/// Information and the beginning of a broken request at Debug, so these two categories stay silent whatever an operator sets.
/// </summary>
internal static class HiddenAddresses
{
    public static void HideAddresses(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning);
}
