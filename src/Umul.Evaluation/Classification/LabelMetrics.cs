namespace Umul.Evaluation.Classification;

/// <summary>Metrics of predicted classes. Each names its definition; what scikit-learn would print instead of "undefined" is said.</summary>
public static class LabelMetrics
{
    /// <summary>Share of cases whose class is right. No case ⇒ NaN.</summary>
    public static MetricValue Accuracy(ConfusionMatrix matrix) =>
        MetricValue.Ratio("accuracy", Checked(matrix).Hits, matrix.Total, UndefinedReason.BothEmpty);

    /// <summary>Mean sensitivity over the classes that occur in the reference. 1 is best, 1/classes is chance.</summary>
    /// <remarks>Source: Brodersen et al. 2010, doi:10.1109/ICPR.2010.764; equals scikit-learn's <c>balanced_accuracy_score</c>.</remarks>
    public static MetricValue BalancedAccuracy(ConfusionMatrix matrix) =>
        MeanOverClasses("balancedAccuracy", matrix, k => Sensitivity(matrix, k));

    /// <summary>TP / (TP + FN) of one class. Not in the reference ⇒ NaN.</summary>
    public static MetricValue Sensitivity(ConfusionMatrix matrix, int k) =>
        MetricValue.Ratio($"sensitivity.class{k}", Checked(matrix)[k, k], matrix.ReferenceCount(k), UndefinedReason.NoPositives);

    /// <summary>TN / (TN + FP) of one class. All cases are of the class ⇒ NaN.</summary>
    public static MetricValue Specificity(ConfusionMatrix matrix, int k)
    {
        var counts = Checked(matrix).OneVersusRest(k);
        return MetricValue.Ratio(
            $"specificity.class{k}", counts.TrueNegative, counts.TrueNegative + counts.FalsePositive, UndefinedReason.NoNegatives);
    }

    /// <summary>TP / (TP + FP) of one class. Never predicted ⇒ NaN (scikit-learn: 0).</summary>
    public static MetricValue Precision(ConfusionMatrix matrix, int k) =>
        MetricValue.Ratio($"precision.class{k}", Checked(matrix)[k, k], matrix.PredictionCount(k), UndefinedReason.PredictionEmpty);

    /// <summary>2·TP / (2·TP + FP + FN) of one class. On neither side ⇒ NaN; on one side only ⇒ 0.</summary>
    public static MetricValue F1(ConfusionMatrix matrix, int k) =>
        MetricValue.Ratio(
            $"f1.class{k}", 2.0 * Checked(matrix)[k, k], matrix.ReferenceCount(k) + matrix.PredictionCount(k), UndefinedReason.BothEmpty);

    /// <summary>F1 of the counts summed over the classes. With one class a case it is the accuracy.</summary>
    public static MetricValue F1Micro(ConfusionMatrix matrix) =>
        MetricValue.Ratio("f1.micro", 2.0 * Checked(matrix).Hits, 2.0 * matrix.Total, UndefinedReason.BothEmpty);

    /// <summary>Mean F1 over the classes that occur on either side.</summary>
    /// <remarks>Mean of the F1s, not F1 of the means: Opitz and Burst 2019, arXiv:1911.03347. Equals scikit-learn's default labels.</remarks>
    public static MetricValue F1Macro(ConfusionMatrix matrix) => MeanOverClasses("f1.macro", matrix, k => F1(matrix, k));

    /// <summary>Mean F1 weighted by how often a class occurs in the reference.</summary>
    public static MetricValue F1Weighted(ConfusionMatrix matrix)
    {
        var sum = 0.0;
        for (var k = 0; k < Checked(matrix).Classes; k++)
        {
            if (matrix.ReferenceCount(k) > 0)
                sum += matrix.ReferenceCount(k) * F1(matrix, k).Value;
        }

        return matrix.Total == 0
            ? MetricValue.Undefined("f1.weighted", UndefinedReason.BothEmpty)
            : MetricValue.Of("f1.weighted", sum / matrix.Total);
    }

    /// <summary>Matthews' correlation of reference and prediction, any number of classes. 1 is best, 0 is chance.</summary>
    /// <remarks>
    /// <para>Formula: (c·s − Σ p·t) / √((s² − Σ p²)(s² − Σ t²)), with s cases, c right, p and t how often each class is predicted and true.</para>
    /// <para>Empty: only one class on a side ⇒ NaN (scikit-learn: 0).</para>
    /// <para>Source: Gorodkin 2004, doi:10.1016/j.compbiolchem.2004.09.006.</para>
    /// </remarks>
    public static MetricValue Matthews(ConfusionMatrix matrix)
    {
        double total = Checked(matrix).Total;
        var (both, predicted, true_) = (0.0, 0.0, 0.0);
        for (var k = 0; k < matrix.Classes; k++)
        {
            double p = matrix.PredictionCount(k);
            double t = matrix.ReferenceCount(k);
            (both, predicted, true_) = (both + (p * t), predicted + (p * p), true_ + (t * t));
        }

        var (a, b) = ((total * total) - predicted, (total * total) - true_);
        return a <= 0 || b <= 0
            ? MetricValue.Undefined("matthewsCorrelation", UndefinedReason.OneClassOnly)
            : MetricValue.Of("matthewsCorrelation", ((matrix.Hits * total) - both) / Math.Sqrt(a * b));
    }

    /// <summary>Cohen's kappa: agreement beyond what the class frequencies would give by chance. 1 is best, 0 is chance.</summary>
    /// <remarks>
    /// <para>Formula: 1 − Σ w·observed / Σ w·expected; w is 1 off the diagonal, |i − j| (linear) or (i − j)² (quadratic).</para>
    /// <para>Empty: no disagreement is expected ⇒ NaN.</para>
    /// <para>Source: Cohen 1960 and 1968; equals scikit-learn's <c>cohen_kappa_score</c>.</para>
    /// </remarks>
    public static MetricValue Kappa(ConfusionMatrix matrix, KappaWeights weights = KappaWeights.None)
    {
        var name = weights switch
        {
            KappaWeights.None => "kappa.unweighted",
            KappaWeights.Linear => "kappa.linear",
            KappaWeights.Quadratic => "kappa.quadratic",
            _ => throw new ArgumentOutOfRangeException(nameof(weights), weights, "None, Linear or Quadratic."),
        };
        var (observed, expected) = (0.0, 0.0);
        for (var i = 0; i < Checked(matrix).Classes; i++)
        {
            for (var j = 0; j < matrix.Classes; j++)
            {
                double gap = Math.Abs(i - j);
                var weight = weights == KappaWeights.None ? Math.Sign(gap) : weights == KappaWeights.Linear ? gap : gap * gap;
                observed += weight * matrix[i, j];
                expected += weight * matrix.ReferenceCount(i) * matrix.PredictionCount(j);
            }
        }

        return expected == 0
            ? MetricValue.Undefined(name, matrix.Total == 0 ? UndefinedReason.BothEmpty : UndefinedReason.OneClassOnly)
            : MetricValue.Of(name, 1 - (observed * matrix.Total / expected));
    }

    private static MetricValue MeanOverClasses(string name, ConfusionMatrix matrix, Func<int, MetricValue> ofClass)
    {
        var (sum, classes) = (0.0, 0);
        for (var k = 0; k < Checked(matrix).Classes; k++)
        {
            if (ofClass(k) is { IsDefined: true } value)
                (sum, classes) = (sum + value.Value, classes + 1);
        }

        return classes == 0 ? MetricValue.Undefined(name, UndefinedReason.BothEmpty) : MetricValue.Of(name, sum / classes);
    }

    private static ConfusionMatrix Checked(ConfusionMatrix matrix) => matrix ?? throw new ArgumentNullException(nameof(matrix));
}

/// <summary>How much a disagreement between two classes counts.</summary>
public enum KappaWeights
{
    /// <summary>Every disagreement alike.</summary>
    None,

    /// <summary>By the distance of the classes, for ordered classes.</summary>
    Linear,

    /// <summary>By the distance squared.</summary>
    Quadratic,
}
