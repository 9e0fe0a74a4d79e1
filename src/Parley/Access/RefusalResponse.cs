using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Protocol;
using Parley.Telemetry;

namespace Parley.Access;

/// <summary>The one place where a refusal becomes <c>application/problem+json</c> (RFC 9457); any other exception becomes internal_error.</summary>
public sealed partial class RefusalResponse(RequestDelegate next, ILogger<RefusalResponse> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";   // text leaves unescaped: no answer of ours is ever guessed to be a page
        try
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response.ContentLength is null && Unanswered(http) is { } error)
                await WriteAsync(http, new Refusal(error));
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            if (http.RequestAborted.IsCancellationRequested)
                return;

            await WriteAsync(http, Understand(http, exception));
        }
    }

    /// <summary>Writes the problem; also for doors that answer before the endpoint runs.</summary>
    public static async Task WriteAsync(HttpContext http, Refusal refusal)
    {
        http.RequestServices.GetRequiredService<Figures>().Messages.Refused(refusal.Error, Door.Rest);
        Activity.Current?.SetTag("error.type", refusal.Error.Code);
        var said = http.Response.Headers;
        var (allowed, limit, policy) = (said.Allow, said["RateLimit"], said["RateLimit-Policy"]);   // of a 405 and of the budgets: set before
        var shape = http.RequestServices.GetService<RefusalShapes>()?.Of(http);
        http.Response.Clear();
        (said.Allow, said["RateLimit"], said["RateLimit-Policy"]) = (allowed, limit, policy);
        said.XContentTypeOptions = "nosniff";
        http.Response.StatusCode = shape?.StatusOf(http, refusal) ?? refusal.Error.Status;
        http.Response.ContentType = shape is null ? "application/problem+json" : "application/json";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Parley-Error"] = refusal.Error.Code;   // an answer to HEAD has no body
        if (refusal.RetryAfter is { } wait)
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (http.Response.StatusCode == 401)
            http.Response.Headers.WWWAuthenticate = shape?.Challenge ?? "Bearer";

        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { Encoder = WireJson.Wire.Options.Encoder });
        if (shape is not null)
        {
            shape.Write(writer, http, refusal);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type"u8, $"/reference#errors/{refusal.Error.Code}");
        writer.WriteString("title"u8, refusal.Error.Meaning);
        writer.WriteNumber("status"u8, refusal.Error.Status);
        writer.WriteString("code"u8, refusal.Error.Code);
        writer.WriteString("detail"u8, refusal.Message);
        writer.WriteString("trace_id"u8, Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
        if (refusal.Fields is { } fields)
        {
            writer.WriteStartObject("errors"u8);
            foreach (var (field, sentences) in fields)
            {
                writer.WriteStartArray(field);
                foreach (var sentence in sentences)
                    writer.WriteStringValue(sentence);

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    // What routing answers by itself has no body: give it ours.
    private static Error? Unanswered(HttpContext http) => http.Response.StatusCode switch
    {
        400 => Errors.BadRequest,
        401 => Errors.NotSignedIn,
        404 => Errors.NotFound,
        405 => Errors.MethodNotAllowed,
        413 => Errors.TooLarge,
        415 => Errors.UnsupportedMediaType,
        _ => null,
    };

    private Refusal Understand(HttpContext http, Exception exception)
    {
        switch (exception)
        {
            case Refusal refusal:
                return refusal;
            case BadHttpRequestException { StatusCode: 413 }:
                return new(Errors.TooLarge);
            case BadHttpRequestException { StatusCode: 415 }:
                return new(Errors.UnsupportedMediaType);
            case BadHttpRequestException { InnerException: JsonException json } when Validation.IsBadText(json):
                return new(Errors.InvalidText);
            case BadHttpRequestException { InnerException: JsonException or InvalidOperationException }:
                return new(Errors.InvalidJson);
            case JsonException:
                return new(Errors.InvalidJson);
            case BadHttpRequestException bad when http.Request.RouteValues.Values.OfType<string>().Any(v => bad.Message.Contains($"\"{v}\"", StringComparison.Ordinal)):
                return new(Errors.NotFound);   // an id in the address that is none names nothing
            case BadHttpRequestException bad when LacksBody(http, bad):
                return new(Errors.InvalidJson);
            case BadHttpRequestException:
                return new(Errors.BadRequest);
            default:
                Broke(logger, exception, http.Request.Method, http.GetEndpoint()?.DisplayName ?? "?");
                return new(Errors.Internal);
        }
    }

    // An empty body, or null: anything else about a request that takes one is a parameter that could not be read.
    private static bool LacksBody(HttpContext http, BadHttpRequestException bad) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is { IsOptional: false }
        && !bad.Message.StartsWith("Failed to bind parameter", StringComparison.Ordinal);

    [LoggerMessage(1200, LogLevel.Error, "{Method} {Endpoint} broke")]
    private static partial void Broke(ILogger logger, Exception exception, string method, string endpoint);
}
