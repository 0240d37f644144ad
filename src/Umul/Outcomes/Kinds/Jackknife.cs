using Umul.Evaluation;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>
/// A metric over all cases as one number for each case, so that comparisons by case can judge it: the pseudo-value N·θ − (N − 1)·θ without
/// the case. Their mean is the jackknife estimate of the metric; single ones may lie outside its range.
/// </summary>
internal static class Jackknife
{
    /// <summary>Before the name of the metric.</summary>
    public const string Prefix = "jackknife.";

    /// <summary>A column of pseudo-values; null, and why, if the metric is undefined with all cases or without one of them.</summary>
    public static (OutcomeMetric Metric, double[] Values)? Of(string definition, Func<double[]> pseudovalues, List<Sentence> notes)
    {
        try
        {
            return (OutcomeMetric.Of(Prefix + definition), pseudovalues());
        }
        catch (Exception degenerate) when (degenerate is ArgumentException or InvalidOperationException)
        {
            var why = degenerate is ArgumentException { ParamName: { } name } ? degenerate.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : degenerate.Message;
            notes.Add(new Sentence(
                $"No values by case for comparing {definition}: {why}", $"{definition}은(는) 케이스별 비교값을 만들 수 없습니다: {why}"));
            return null;
        }
    }

    /// <summary>The values of one case, of all columns that there are.</summary>
    public static IEnumerable<(OutcomeMetric, MetricValue)> OfCase(IEnumerable<(OutcomeMetric Metric, double[] Values)?> columns, int at) =>
        columns.OfType<(OutcomeMetric Metric, double[] Values)>().Select(c => (c.Metric, MetricValue.Of(c.Metric.Definition, c.Values[at])));
}
