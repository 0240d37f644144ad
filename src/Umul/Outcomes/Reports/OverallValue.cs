using Umul.Evaluation;
using Umul.Evaluation.Statistics;

namespace Umul.Outcomes.Reports;

/// <summary>A metric over many cases together, with its interval where one is known.</summary>
internal sealed record OverallValue(OutcomeMetric Metric, MetricValue Value, ConfidenceInterval? Interval = null)
{
    public static OverallValue Of(MetricValue value, string region = "") => new(OutcomeMetric.Of(value.Definition, region), value);
}

/// <summary>The metrics of the cases that belong together: a speaker, a category.</summary>
/// <param name="Kind">What the cases share, such as <c>speaker</c>.</param>
/// <param name="Name">Which one it is; "" where nobody said.</param>
/// <param name="Cases">How many cases there are.</param>
/// <param name="Values">Over them together.</param>
internal sealed record ReportGroup(string Kind, string Name, int Cases, IReadOnlyList<OverallValue> Values);
