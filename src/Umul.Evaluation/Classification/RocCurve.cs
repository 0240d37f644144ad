using Umul.Evaluation.Kernels;
using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Classification;

/// <summary>
/// Scores of positive and negative cases in falling order, equal scores together: what areas, average precision and operating points are
/// read from. Counts are integers, so that ties are exact.
/// </summary>
public sealed class RocCurve
{
    private readonly double[] _thresholds;
    private readonly long[] _truePositives;
    private readonly long[] _falsePositives;

    private RocCurve(double[] thresholds, long[] truePositives, long[] falsePositives)
    {
        (_thresholds, _truePositives, _falsePositives) = (thresholds, truePositives, falsePositives);
        Positives = truePositives.Length == 0 ? 0 : truePositives[^1];
        Negatives = falsePositives.Length == 0 ? 0 : falsePositives[^1];
    }

    public long Positives { get; }

    public long Negatives { get; }

    /// <summary>Distinct scores, falling: a case is called positive if its score is at or above the threshold.</summary>
    public IReadOnlyList<double> Thresholds => _thresholds;

    /// <summary>Positive cases at or above each threshold.</summary>
    public IReadOnlyList<long> TruePositives => _truePositives;

    /// <summary>Negative cases at or above each threshold.</summary>
    public IReadOnlyList<long> FalsePositives => _falsePositives;

    /// <summary>Which reason there is for having no area under the curve, or none.</summary>
    internal UndefinedReason Missing =>
        Positives == 0 ? UndefinedReason.NoPositives : Negatives == 0 ? UndefinedReason.NoNegatives : UndefinedReason.None;

    /// <summary>Sorts once, O(n log n).</summary>
    /// <exception cref="ArgumentException">Lengths differ or a score is NaN.</exception>
    public static RocCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        if (scores.Length != positive.Length)
            throw new ArgumentException($"{scores.Length} scores for {positive.Length} reference labels.", nameof(scores));
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
                throw new ArgumentException($"The score of case {i} is NaN: cases cannot be ordered.", nameof(scores));
        }

        var order = DescendingOrder.Of(scores);
        var (thresholds, hits, alarms) = (new List<double>(), new List<long>(), new List<long>());
        var (hit, alarm) = (0L, 0L);
        for (var i = 0; i < order.Length; i++)
        {
            hit += positive[order[i]] ? 1 : 0;
            alarm += positive[order[i]] ? 0 : 1;
            if (i + 1 < order.Length && scores[order[i + 1]] == scores[order[i]])
                continue;
            thresholds.Add(scores[order[i]]);
            hits.Add(hit);
            alarms.Add(alarm);
        }

        return new RocCurve([.. thresholds], [.. hits], [.. alarms]);
    }

    /// <summary>Probability that a positive case scores above a negative one, ties counting half. 1 is best, ½ is chance.</summary>
    /// <remarks>
    /// <para>Formula: U / (n₁·n₀), U in integers; equals the trapezoids under the curve, scikit-learn and DeLong.</para>
    /// <para>Empty: no positive or no negative case ⇒ NaN.</para>
    /// </remarks>
    public MetricValue Auc
    {
        get
        {
            var (twice, below) = (0.0, 0L);
            for (var i = _thresholds.Length - 1; i >= 0; i--)
            {
                var (hits, alarms) = At(i);
                twice += hits * (double)((2 * below) + alarms);
                below += alarms;
            }

            return Missing == UndefinedReason.None
                ? MetricValue.Of("auc.mannWhitney", twice / (2.0 * Positives * Negatives))
                : MetricValue.Undefined("auc.mannWhitney", Missing);
        }
    }

    /// <summary>DeLong's variance of the area, s10/n₁ + s01/n₀. Fewer than two cases of a class ⇒ NaN.</summary>
    /// <remarks>Source: DeLong, DeLong and Clarke-Pearson 1988; placements by midranks, Sun and Xu 2014, doi:10.1109/LSP.2014.2337313.</remarks>
    public MetricValue AucVariance
    {
        get
        {
            const string name = "auc.variance.deLong";
            if (Missing != UndefinedReason.None)
                return MetricValue.Undefined(name, Missing);
            if (Positives < 2 || Negatives < 2)
                return MetricValue.Undefined(name, UndefinedReason.TooFewCases);
            var auc = Auc.Value;
            var (ofPositives, ofNegatives, above, below) = (0.0, 0.0, 0L, Negatives);
            for (var i = 0; i < _thresholds.Length; i++)
            {
                var (hits, alarms) = At(i);
                below -= alarms;
                ofPositives += hits * Square(((below + (0.5 * alarms)) / Negatives) - auc);
                ofNegatives += alarms * Square(((above + (0.5 * hits)) / Positives) - auc);
                above += hits;
            }

            return MetricValue.Of(
                name, (ofPositives / (Positives - 1) / Positives) + (ofNegatives / (Negatives - 1) / Negatives));
        }
    }

    /// <summary>DeLong's normal interval of the area, cut at 0 and 1; null where the variance is undefined.</summary>
    public ConfidenceInterval? AucInterval(double level = 0.95)
    {
        if (AucVariance is not { IsDefined: true } variance)
            return null;
        var reach = NormalDistribution.Quantile(0.5 + (level / 2)) * Math.Sqrt(variance.Value);
        return new ConfidenceInterval(Math.Max(0, Auc.Value - reach), Math.Min(1, Auc.Value + reach), level);
    }

    /// <summary>The same on the logit scale, which keeps inside (0, 1); null where the area is 0 or 1 or has no variance.</summary>
    public ConfidenceInterval? AucLogitInterval(double level = 0.95)
    {
        var auc = Auc.Value;
        if (AucVariance is not { IsDefined: true } variance || auc is <= 0 or >= 1)
            return null;
        var (logit, reach) = (
            Math.Log(auc / (1 - auc)), NormalDistribution.Quantile(0.5 + (level / 2)) * Math.Sqrt(variance.Value) / (auc * (1 - auc)));
        return new ConfidenceInterval(Logistic(logit - reach), Logistic(logit + reach), level);
    }

    /// <summary>Σ (recall step)·precision over the distinct scores. 1 is best, the share of positives is chance.</summary>
    /// <remarks>Equals scikit-learn's <c>average_precision_score</c>; equal scores make one step. No positive case ⇒ NaN.</remarks>
    public MetricValue AveragePrecision
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < _thresholds.Length; i++)
                sum += At(i).Hits / (double)Positives * Precision(i);
            return Positives == 0
                ? MetricValue.Undefined("averagePrecision.step", UndefinedReason.NoPositives)
                : MetricValue.Of("averagePrecision.step", sum);
        }
    }

    /// <summary>Trapezoids under the precision-recall curve, from recall 0 with precision 1, as MetricsReloaded has it. Too high with ties.</summary>
    public MetricValue AveragePrecisionTrapezoid
    {
        get
        {
            var (sum, before) = (0.0, 1.0);
            for (var i = 0; i < _thresholds.Length; i++)
            {
                sum += At(i).Hits / (double)Positives * (Precision(i) + before) / 2;
                before = Precision(i);
            }

            return Positives == 0
                ? MetricValue.Undefined("averagePrecision.trapezoid", UndefinedReason.NoPositives)
                : MetricValue.Of("averagePrecision.trapezoid", sum);
        }
    }

    internal double Sensitivity(int i) => i < 0 ? 0 : _truePositives[i] / (double)Positives;

    internal double Specificity(int i) => i < 0 ? 1 : (Negatives - _falsePositives[i]) / (double)Negatives;

    private (long Hits, long Alarms) At(int i) =>
        i == 0
            ? (_truePositives[0], _falsePositives[0])
            : (_truePositives[i] - _truePositives[i - 1], _falsePositives[i] - _falsePositives[i - 1]);

    private double Precision(int i) => _truePositives[i] / (double)(_truePositives[i] + _falsePositives[i]);

    private static double Square(double value) => value * value;

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));
}
