using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.Cast;

/// <summary>Keeps every line that the server logs, down to Trace where the settings let it through.</summary>
internal sealed class HeardLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines.Select(l => l.Line)];

    public IReadOnlyList<string> Errors => [.. _lines.Where(l => l.Level >= LogLevel.Error).Select(l => l.Line)];

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Category(string name, ConcurrentQueue<(LogLevel Level, string Line)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Keep(LogLevel.Trace, "scope", state, null);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Keep(logLevel, formatter(state, exception), state, exception);

        private void Keep(LogLevel level, string text, object? state, Exception? exception)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : state;
            lines.Enqueue((level, $"{level} {name}: {text} [{values}] {exception}"));
        }
    }
}
