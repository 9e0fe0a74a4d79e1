using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Access.RateLimits;

/// <summary>
/// Takes each request from its address's budget before anything else is done for it. The budgets of its person follow when that is
/// known (<see cref="Caller.BindAsync"/>).
/// </summary>
public sealed class RequestLimits(RequestDelegate next, Budgets budgets, TrustedProxies proxies, ILogger<RequestLimits> logger)
{
    private bool _saidOfProxy;

    public Task InvokeAsync(HttpContext http)
    {
        if (!budgets.IsOn || http.GetEndpoint()?.Metadata.GetMetadata<Limited>() is not { } limited)
            return next(http);

        if (!_saidOfProxy && proxies.IsEmpty && http.Request.Headers.ContainsKey("X-Forwarded-For"))
            SayOnce(http.Connection.RemoteIpAddress);

        budgets.RequireAddress(http, limited.Kind);
        return next(http);
    }

    // Everybody behind a proxy that is not named shares one address: somebody should know before it is felt.
    private void SayOnce(IPAddress? address)
    {
        _saidOfProxy = true;
        if (address is not null)
            logger.UnnamedProxy(address.ToString());
    }
}
