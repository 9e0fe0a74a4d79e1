using Parley.Protocol;

namespace Parley.Access;

/// <summary>
/// An answer the client is meant to understand. REST turns it into problem+json, the socket into an error frame, each in one place.
/// Anything else that is thrown is a bug.
/// </summary>
public sealed class Refusal(Error error, string? detail = null) : Exception(detail ?? error.Meaning)
{
    public Error Error { get; } = error;

    /// <summary>What is wrong with which field, by its wire name.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>How long to wait before trying again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
