using System.Diagnostics.Metrics;
using Parley.Protocol;

namespace Parley.Telemetry;

/// <summary>The ways in.</summary>
public enum Door
{
    Rest,
    Socket,
    Dialect,
}

/// <summary>Messages and files that came in, what was refused, and how long delivery took.</summary>
public sealed class MessageFigures
{
    private readonly Counter<long> _sent;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _rateLimited;
    private readonly Counter<long> _uploads;
    private readonly Counter<long> _uploadedBytes;
    private readonly Histogram<double> _delivery;

    internal MessageFigures(Meter meter)
    {
        _sent = meter.CreateCounter<long>("parley.messages.sent", "{message}", "Messages accepted and on disk.");
        _refused = meter.CreateCounter<long>("parley.refusals", "{refusal}", "Requests and frames refused, by error code.");
        _rateLimited = meter.CreateCounter<long>("parley.rate_limited", "{refusal}", "Requests and frames refused because there were too many.");
        _uploads = meter.CreateCounter<long>("parley.uploads", "{file}", "Files uploaded.");
        _uploadedBytes = meter.CreateCounter<long>("parley.uploaded", "By", "Bytes of the files uploaded.");
        _delivery = meter.CreateHistogram(
            "parley.delivery.duration", "s", "From the moment a message is accepted to the last socket write that told it.", null, Buckets.Seconds);
    }

    /// <summary>How long delivery took of late, for the administrators' page.</summary>
    public DeliveryTimes Delivery { get; } = new();

    public void Sent(MessageType type, Door door) => _sent.Add(1, new("type", Words.Of(type)), new("door", Words.Of(door)));

    /// <summary>Counts a refusal by its code, which is one of <see cref="Errors.All"/>.</summary>
    public void Refused(Error error, Door door)
    {
        _refused.Add(1, new("code", error.Code), new("door", Words.Of(door)));
        if (error == Errors.RateLimited)
            _rateLimited.Add(1, new KeyValuePair<string, object?>("door", Words.Of(door)));
    }

    public void Uploaded(long bytes)
    {
        _uploads.Add(1);
        _uploadedBytes.Add(bytes);
    }

    internal void BeginAtZero()
    {
        _uploads.Add(0);
        _uploadedBytes.Add(0);
    }

    /// <summary>The publisher's alone, once a message.</summary>
    internal void Delivered(TimeSpan after)
    {
        _delivery.Record(after.TotalSeconds);
        Delivery.Add(after);
    }

    // Without allocation: an enum in a label would be boxed and named anew each time.
    private static class Words
    {
        private static readonly string[] Types = [.. Enum.GetNames<MessageType>().Select(name => name.ToLowerInvariant())];
        private static readonly string[] Doors = [.. Enum.GetNames<Door>().Select(name => name.ToLowerInvariant())];

        public static string Of(MessageType type) => Types[(int)type];

        public static string Of(Door door) => Doors[(int)door];
    }
}
