using Microsoft.Extensions.Logging;
using Xunit;

namespace Parley.Tests.Cast;

/// <summary>Shows what the server logs as warnings and errors in the output of the test that runs.</summary>
internal sealed class BrokenLog : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            TestContext.Current.SendDiagnosticMessage($"{logLevel} {eventId.Id}: {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
