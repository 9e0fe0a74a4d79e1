namespace Parley.Push.Deliveries;

/// <summary>How long the other side asks us to wait (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Nothing where it does not say; never longer than a delivery lives.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var said = response.Headers.RetryAfter;
        if ((said?.Delta ?? said?.Date - now) is not { } wait)
            return null;
        return wait < Shortest ? Shortest : wait > DeliveryBook.Lifetime ? DeliveryBook.Lifetime : wait;
    }
}
