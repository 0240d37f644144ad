namespace Umul.Metrics;

/// <summary>One logged value. NaN and infinities are data.</summary>
/// <param name="Key">The metric's name.</param>
/// <param name="Step">Step as the client counts; may repeat, go back, be negative.</param>
/// <param name="TimeMs">Milliseconds since 1970, UTC, by the client's clock.</param>
/// <param name="Value">The value.</param>
internal readonly record struct MetricPoint(string Key, long Step, long TimeMs, double Value);
