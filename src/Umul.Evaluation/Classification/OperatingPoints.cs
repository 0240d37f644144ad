using System.Globalization;

namespace Umul.Evaluation.Classification;

/// <summary>A threshold and what it does to the cases.</summary>
public sealed record OperatingPoint(double Threshold, double Sensitivity, double Specificity, long TruePositives, long FalsePositives);

/// <summary>Points of a ROC curve at a fixed sensitivity or specificity, by two rules that are named in the result.</summary>
public static class OperatingPoints
{
    /// <summary>The highest threshold whose sensitivity reaches the target: a point that exists. Null without positive cases.</summary>
    public static OperatingPoint? ReachingSensitivity(RocCurve curve, double target)
    {
        Check(curve, target);
        for (var i = 0; i < curve.Thresholds.Count; i++)
        {
            if (curve.Positives > 0 && curve.Sensitivity(i) >= target)
                return Point(curve, i);
        }

        return null;
    }

    /// <summary>The lowest threshold whose specificity reaches the target; above all scores if none does. Null without negative cases.</summary>
    public static OperatingPoint? ReachingSpecificity(RocCurve curve, double target)
    {
        Check(curve, target);
        if (curve.Negatives == 0)
            return null;
        for (var i = curve.Thresholds.Count - 1; i >= 0; i--)
        {
            if (curve.Specificity(i) >= target)
                return Point(curve, i);
        }

        return Point(curve, -1);
    }

    /// <summary>Highest sensitivity + specificity − 1 (Youden); of equals the highest threshold. Null without both classes.</summary>
    public static OperatingPoint? Youden(RocCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Missing != UndefinedReason.None)
            return null;
        var (best, most) = (0, double.NegativeInfinity);
        for (var i = 0; i < curve.Thresholds.Count; i++)
        {
            if (curve.Sensitivity(i) + curve.Specificity(i) is var sum && sum > most)
                (best, most) = (i, sum);
        }

        return Point(curve, best);
    }

    /// <summary>Specificity at the highest threshold whose sensitivity reaches the target.</summary>
    public static MetricValue SpecificityAtSensitivity(RocCurve curve, double target)
    {
        var name = Name("specificityAtSensitivity", target, "reached");
        var point = ReachingSensitivity(curve, target);
        return curve.Missing != UndefinedReason.None || point is null
            ? MetricValue.Undefined(name, curve.Missing == UndefinedReason.None ? UndefinedReason.NotReached : curve.Missing)
            : MetricValue.Ratio(name, curve.Negatives - point.FalsePositives, curve.Negatives, UndefinedReason.NoNegatives);
    }

    /// <summary>Sensitivity at the lowest threshold whose specificity reaches the target.</summary>
    public static MetricValue SensitivityAtSpecificity(RocCurve curve, double target)
    {
        var name = Name("sensitivityAtSpecificity", target, "reached");
        var point = ReachingSpecificity(curve, target);
        return curve.Missing != UndefinedReason.None || point is null
            ? MetricValue.Undefined(name, curve.Missing == UndefinedReason.None ? UndefinedReason.NotReached : curve.Missing)
            : MetricValue.Ratio(name, point.TruePositives, curve.Positives, UndefinedReason.NoPositives);
    }

    /// <summary>Specificity on the straight line between the two neighbouring points: what choosing between them at random would give.</summary>
    public static MetricValue SpecificityAtSensitivityInterpolated(RocCurve curve, double target)
    {
        Check(curve, target);
        var name = Name("specificityAtSensitivity", target, "interpolated");
        if (curve.Missing != UndefinedReason.None)
            return MetricValue.Undefined(name, curve.Missing);
        var i = 0;
        while (curve.Sensitivity(i) < target)
            i++;
        return MetricValue.Of(
            name, Between(target, curve.Sensitivity(i - 1), curve.Sensitivity(i), curve.Specificity(i - 1), curve.Specificity(i)));
    }

    /// <summary>Sensitivity on the straight line between the two neighbouring points.</summary>
    public static MetricValue SensitivityAtSpecificityInterpolated(RocCurve curve, double target)
    {
        Check(curve, target);
        var name = Name("sensitivityAtSpecificity", target, "interpolated");
        if (curve.Missing != UndefinedReason.None)
            return MetricValue.Undefined(name, curve.Missing);
        var i = curve.Thresholds.Count - 1;
        while (i >= 0 && curve.Specificity(i) < target)
            i--;
        return MetricValue.Of(
            name, Between(target, curve.Specificity(i + 1), curve.Specificity(i), curve.Sensitivity(i + 1), curve.Sensitivity(i)));
    }

    private static double Between(double target, double before, double after, double valueBefore, double valueAfter) =>
        valueBefore + ((target - before) / (after - before) * (valueAfter - valueBefore));

    private static OperatingPoint Point(RocCurve curve, int i) =>
        i < 0
            ? new OperatingPoint(double.PositiveInfinity, 0, 1, 0, 0)
            : new OperatingPoint(
                curve.Thresholds[i], curve.Positives == 0 ? double.NaN : curve.Sensitivity(i),
                curve.Negatives == 0 ? double.NaN : curve.Specificity(i), curve.TruePositives[i], curve.FalsePositives[i]);

    private static string Name(string metric, double target, string rule) =>
        string.Create(CultureInfo.InvariantCulture, $"{metric}@{target:0.####}.{rule}");

    private static void Check(RocCurve curve, double target)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!(target is > 0 and <= 1))
            throw new ArgumentException($"A target lies above 0 and up to 1; found {target}.", nameof(target));
    }
}
