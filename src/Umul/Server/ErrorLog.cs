namespace Umul.Server;

/// <summary>Writes warnings and failures to the standard error, a line each and what was thrown below. (The framework's console log took a twentieth of a cold start.)</summary>
internal sealed class ErrorLog(TimeProvider clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Category(categoryName, clock);

    public void Dispose()
    {
        // nothing is held open
    }

    private sealed class Category(string name, TimeProvider clock) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var thrown = exception is null ? "" : Environment.NewLine + exception;
            Console.Error.WriteLine($"{clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'} {logLevel} {name}: {formatter(state, exception)}{thrown}");
        }
    }
}
