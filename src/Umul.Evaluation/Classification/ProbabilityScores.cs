namespace Umul.Evaluation.Classification;

/// <summary>Proper scores of predicted probabilities. Each is a mean over cases, whose single scores feed comparisons.</summary>
public static class ProbabilityScores
{
    /// <summary>What scikit-learn keeps probabilities away from 0 and 1 by, so that the logarithm is finite.</summary>
    internal const double Epsilon = 2.220446049250313e-16;

    /// <summary>(p − y)² of each case. The mean is scikit-learn's Brier score; 0 is best.</summary>
    public static double[] BrierByCase(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positive)
    {
        Check(probabilities, positive.Length, 1);
        var scores = new double[positive.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var gap = probabilities[i] - (positive[i] ? 1 : 0);
            scores[i] = gap * gap;
        }

        return scores;
    }

    /// <summary>Σ over classes (p − y)² of each case: for two classes twice the binary score.</summary>
    public static double[] BrierByCase(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> reference, int classes)
    {
        Check(probabilities, reference.Length, classes);
        var scores = new double[reference.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var sum = 0.0;
            for (var k = 0; k < classes; k++)
            {
                var gap = probabilities[(i * classes) + k] - (reference[i] == k ? 1 : 0);
                sum += gap * gap;
            }

            scores[i] = sum;
        }

        return scores;
    }

    /// <summary>−ln of the probability given to what was true, kept at least 2.2e-16 away from 0 and 1.</summary>
    public static double[] LogLossByCase(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positive)
    {
        Check(probabilities, positive.Length, 1);
        var scores = new double[positive.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var p = Math.Clamp(probabilities[i], Epsilon, 1 - Epsilon);
            scores[i] = -Math.Log(positive[i] ? p : 1 - p);
        }

        return scores;
    }

    /// <summary>−ln of the probability given to the true class; clipped and made to sum to 1 as scikit-learn does.</summary>
    public static double[] LogLossByCase(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> reference, int classes)
    {
        Check(probabilities, reference.Length, classes);
        var scores = new double[reference.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var sum = 0.0;
            for (var k = 0; k < classes; k++)
                sum += Math.Clamp(probabilities[(i * classes) + k], Epsilon, 1 - Epsilon);
            scores[i] = -Math.Log(Math.Clamp(probabilities[(i * classes) + reference[i]], Epsilon, 1 - Epsilon) / sum);
        }

        return scores;
    }

    /// <summary>The mean of single scores under the name of its definition. No case ⇒ NaN.</summary>
    public static MetricValue Mean(string definition, ReadOnlySpan<double> byCase) =>
        MetricValue.Ratio(definition, Kernels.LaneSum.Of(byCase), byCase.Length, UndefinedReason.BothEmpty);

    internal static void Check(ReadOnlySpan<double> probabilities, int cases, int classes)
    {
        if (probabilities.Length != (long)cases * classes)
            throw new ArgumentException($"{probabilities.Length} probabilities for {cases} cases × {classes}.", nameof(probabilities));
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] is >= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"Case {i / classes} has {probabilities[i]} for a probability: it lies in [0, 1]. Scores that are no probabilities have no calibration.",
                    nameof(probabilities));
            }
        }
    }
}
