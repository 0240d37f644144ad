namespace Umul.Evaluation.Classification;

/// <summary>More than two classes as that many binary questions, each class against all others together.</summary>
internal static class OneVersusRest
{
    public static IReadOnlyList<RocCurve> Curves(ReadOnlySpan<int> reference, ReadOnlySpan<double> scores, int classes)
    {
        var curves = new RocCurve[classes];
        var (column, positive) = (new double[reference.Length], new bool[reference.Length]);
        for (var k = 0; k < classes; k++)
        {
            Split(reference, scores, k, column, positive);
            curves[k] = RocCurve.Of(column, positive);
        }

        return curves;
    }

    public static IEnumerable<MetricValue> Values(IReadOnlyList<RocCurve> curves)
    {
        yield return Mean("auc.oneVersusRest.macro", curves, curve => curve.Auc, _ => 1);
        yield return Mean("auc.oneVersusRest.weighted", curves, curve => curve.Auc, curve => curve.Positives);
        yield return Mean("averagePrecision.oneVersusRest.macro", curves, curve => curve.AveragePrecision, _ => 1);
        for (var k = 0; k < curves.Count; k++)
        {
            yield return Renamed($"auc.class{k}", curves[k].Auc);
            yield return Renamed($"auc.variance.deLong.class{k}", curves[k].AucVariance);
            yield return Renamed($"averagePrecision.step.class{k}", curves[k].AveragePrecision);
        }
    }

    /// <summary>Mean over the classes of the calibration error of that class's probability.</summary>
    /// <remarks>Source: Kull et al. 2019, arXiv:1910.12656; Nixon et al. 2019, arXiv:1904.01685, with bins of equal width.</remarks>
    public static MetricValue ClasswiseError(ReadOnlySpan<int> reference, ReadOnlySpan<double> probabilities, int classes, int bins)
    {
        var name = $"expectedCalibrationError.classwise.equalWidth@{bins}bins";
        var (column, positive, sum) = (new double[reference.Length], new bool[reference.Length], 0.0);
        for (var k = 0; k < classes; k++)
        {
            Split(reference, probabilities, k, column, positive);
            sum += Calibration.Of(column, positive, bins).ExpectedError.Value;
        }

        return reference.IsEmpty ? MetricValue.Undefined(name, UndefinedReason.BothEmpty) : MetricValue.Of(name, sum / classes);
    }

    private static void Split(ReadOnlySpan<int> reference, ReadOnlySpan<double> scores, int k, double[] column, bool[] positive)
    {
        var classes = reference.IsEmpty ? 1 : scores.Length / reference.Length;
        for (var i = 0; i < column.Length; i++)
            (column[i], positive[i]) = (scores[(i * classes) + k], reference[i] == k);
    }

    /// <summary>Undefined as soon as one class is: a mean over other classes would be another number.</summary>
    private static MetricValue Mean(
        string name, IReadOnlyList<RocCurve> curves, Func<RocCurve, MetricValue> of, Func<RocCurve, double> weight)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var curve in curves)
        {
            var value = of(curve);
            if (!value.IsDefined)
                return MetricValue.Undefined(name, value.Reason);
            (sum, weights) = (sum + (weight(curve) * value.Value), weights + weight(curve));
        }

        return MetricValue.Of(name, sum / weights);
    }

    private static MetricValue Renamed(string name, MetricValue value) =>
        value.IsDefined ? MetricValue.Of(name, value.Value) : MetricValue.Undefined(name, value.Reason);
}
