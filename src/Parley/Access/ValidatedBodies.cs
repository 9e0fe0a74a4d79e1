using Microsoft.AspNetCore.Http;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>Checks every record of the protocol that an endpoint takes, before the endpoint runs.</summary>
public sealed class ValidatedBodies : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument?.GetType() is { IsClass: true } type && type.Assembly == typeof(Limits).Assembly)
                Validation.Check(argument);
        }

        return next(context);
    }
}
