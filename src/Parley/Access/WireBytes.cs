using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Parley.Access;

/// <summary>An answer whose JSON was made before: 200 with exactly these bytes.</summary>
public sealed class WireBytes(byte[] json) : IResult, IEndpointMetadataProvider
{
    // It is always the twin of an Ok<…> that says what it is.
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}
