using System.Globalization;
using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Classification;

/// <summary>Net benefit of acting on a prediction at a threshold, against acting on all and on nobody.</summary>
public sealed record DecisionPoint(double Threshold, MetricValue NetBenefit, double TreatAll);

/// <summary>Decision curve analysis: what a threshold on the probability is worth, in true positives per case.</summary>
/// <remarks>
/// <para>Formula: TP/n − FP/n · t/(1 − t); a case is acted on if its probability is at or above t. Acting on nobody is worth 0.</para>
/// <para>Source: Vickers and Elkin 2006, doi:10.1177/0272989X06295361.</para>
/// </remarks>
public static class DecisionCurve
{
    /// <summary>Net benefit at one threshold in [0, 1). No case ⇒ NaN.</summary>
    public static MetricValue NetBenefit(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positive, double threshold) =>
        ProbabilityScores.Mean(
            string.Create(CultureInfo.InvariantCulture, $"netBenefit@{threshold:0.####}"), ByCase(probabilities, positive, threshold));

    /// <summary>What each case adds: 1 if acted on rightly, −t/(1 − t) if wrongly, 0 if left alone.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a probability or the threshold lies outside.</exception>
    public static double[] ByCase(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positive, double threshold)
    {
        ProbabilityScores.Check(probabilities, positive.Length, 1);
        if (!(threshold is >= 0 and < 1))
            throw new ArgumentException($"A threshold of decision lies in [0, 1); found {threshold}.", nameof(threshold));
        var harm = threshold / (1 - threshold);
        var scores = new double[positive.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = probabilities[i] < threshold ? 0 : positive[i] ? 1 : -harm;
        return scores;
    }

    /// <summary>The curve at the given thresholds.</summary>
    public static IReadOnlyList<DecisionPoint> Of(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positive, IReadOnlyList<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var points = new List<DecisionPoint>();
        foreach (var threshold in thresholds)
        {
            var all = new double[positive.Length];
            for (var i = 0; i < all.Length; i++)
                all[i] = positive[i] ? 1 : -threshold / (1 - threshold);
            points.Add(new DecisionPoint(threshold, NetBenefit(probabilities, positive, threshold), LaneSum.Of(all) / all.Length));
        }

        return points;
    }
}
