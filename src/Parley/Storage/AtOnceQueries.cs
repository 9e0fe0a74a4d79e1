namespace Parley.Storage;

/// <summary>For the publisher's thread, which tells events in order and does not wait: an answer that is there now, as SQLite's are.</summary>
internal static class AtOnceQueries
{
    /// <summary>The answer; where it is not there yet the thread stands still until it is.</summary>
    public static T AtOnce<T>(this ValueTask<T> asked) => asked.IsCompleted ? asked.GetAwaiter().GetResult() : asked.AsTask().GetAwaiter().GetResult();
}
