using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Dialects.Shared;

/// <summary>
/// How Django's REST framework says no: <c>{"field":[text]}</c> for fields, <c>{"detail":text}</c> for what the framework itself refuses,
/// <c>{"error":text}</c> for what the system's own code did.
/// </summary>
public abstract class DjangoRefusals : RefusalShape
{
    public override int StatusOf(HttpContext http, Refusal refusal) =>
        refusal.Error == Errors.UserNotFound || refusal.Error == Errors.Banned ? 400
        : refusal.Error == Errors.NameTaken ? 400
        : refusal.Error.Status is 409 or 422 or 423 ? 400
        : refusal.Error.Status;

    public override void Write(Utf8JsonWriter writer, HttpContext http, Refusal refusal)
    {
        writer.WriteStartObject();
        if (refusal.Fields is { Count: > 0 } fields)
        {
            foreach (var (field, sentences) in fields)
            {
                writer.WriteStartArray(field);
                foreach (var sentence in sentences)
                    writer.WriteStringValue(sentence);

                writer.WriteEndArray();
            }
        }
        else
        {
            WriteSentence(writer, http, refusal);
        }

        writer.WriteEndObject();
    }

    /// <summary>The member that holds the sentence.</summary>
    protected virtual string KeyOf(HttpContext http, Refusal refusal) => IsFrameworks(refusal) ? "detail" : "error";

    protected virtual void WriteSentence(Utf8JsonWriter writer, HttpContext http, Refusal refusal) =>
        writer.WriteString(KeyOf(http, refusal), IsFrameworks(refusal) ? FrameworkSentence(http, refusal) : refusal.Message);

    /// <summary>Whether the framework, and not the system's own code, would have refused it.</summary>
    protected static bool IsFrameworks(Refusal refusal) =>
        refusal.Error.Status is 401 or 404 or 405 or 413 or 415 or 429 or >= 500 || refusal.Error == Errors.Forbidden
        || refusal.Error == Errors.InvalidJson || refusal.Error == Errors.BadRequest || refusal.Error == Errors.InvalidText
        || refusal.Error == Errors.ScopeMissing || refusal.Error == Errors.OriginRefused || refusal.Error == Errors.AccountDisabled;

    private static string FrameworkSentence(HttpContext http, Refusal refusal) => refusal.Error switch
    {
        var error when refusal.Message != error.Meaning => refusal.Message,
        var error when error == Errors.NotSignedIn => "Authentication credentials were not provided.",
        var error when error == Errors.Forbidden => "You do not have permission to perform this action.",
        var error when error == Errors.NotFound => "Not found.",
        var error when error == Errors.MethodNotAllowed => $"Method \"{http.Request.Method}\" not allowed.",
        var error when error == Errors.RateLimited && refusal.RetryAfter is { } wait => string.Create(
            CultureInfo.InvariantCulture, $"Request was throttled. Expected available in {Math.Ceiling(wait.TotalSeconds)} seconds."),
        _ => refusal.Message,
    };
}
