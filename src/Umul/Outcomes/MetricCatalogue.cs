using Umul.Runs;

namespace Umul.Outcomes;

/// <summary>What is known of a definition: which way is better, its unit, and the values that it can take.</summary>
/// <param name="Definition">Name of the definition, without a parameter such as <c>@2mm</c>.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Unit">mm, mm³; "" for ratios and counts.</param>
/// <param name="Low">The least value possible.</param>
/// <param name="High">The largest value possible; infinite where there is no bound.</param>
internal sealed record KnownMetric(string Definition, MetricDirection Direction, string Unit, double Low, double High);

/// <summary>Every definition that Umul itself computes. A parameter after <c>@</c> and a matching rule after the metric do not change it.</summary>
internal static class MetricCatalogue
{
    private const double Unbounded = double.PositiveInfinity;

    private static readonly KnownMetric[] s_all =
    [
        Share("dice"), Share("dice.bothEmptyIsOne"), Share("dice.ignoreEmptyReference"), Share("iou"), Share("sensitivity"), Share("specificity"),
        Share("precision"), Share("volumeSimilarity"),
        new("volumeSimilarity.signed", MetricDirection.Unknown, "", -2, 2),
        new("volumeError.signed", MetricDirection.Unknown, "mm³", -Unbounded, Unbounded),
        new("volumeError.relative", MetricDirection.Unknown, "", -1, Unbounded),
        Distance("hausdorffDistance"), Distance("hausdorffDistance.surfel"), Distance("hausdorffDistance95.maxOfDirected"),
        Distance("hausdorffDistance95.pooled"), Distance("hausdorffDistance95.areaWeighted"), Distance("averageSymmetricSurfaceDistance"),
        Distance("meanAverageSurfaceDistance"), Distance("averageSurfaceDistance.referenceToPrediction"),
        Distance("averageSurfaceDistance.predictionToReference"), Distance("averageSurfaceDistance.surfel.referenceToPrediction"),
        Distance("averageSurfaceDistance.areaWeighted.referenceToPrediction"), Distance("averageSurfaceDistance.areaWeighted.predictionToReference"),
        Distance("averageSurfaceDistance.surfel.predictionToReference"), Distance("centroidDistance"),
        Share("normalizedSurfaceDistance.surfel"), Share("normalizedSurfaceDistance.voxel"), Share("normalizedSurfaceDistance.panoptica"),
        Share("boundaryIou"), Share("clDice.zhangSuen"), Share("clDice.lee"),
        Share("lesionRecall"), Share("lesionPrecision"), Share("lesionF1"), Share("segmentationQuality"), Share("panopticQuality"),
        Error("wer"), Error("cer"), Share("mer", MetricDirection.Lower), Share("wil", MetricDirection.Lower), Share("ser", MetricDirection.Lower),
        Share("accuracy"), Share("balancedAccuracy"), Share("f1"), Share("auc"), Share("averagePrecision"), Share("specificityAtSensitivity"), Share("sensitivityAtSpecificity"),
        new("auc.variance", MetricDirection.Lower, "", 0, Unbounded),
        new("matthewsCorrelation", MetricDirection.Higher, "", -1, 1), new("kappa", MetricDirection.Higher, "", -1, 1),
        Share("brier.binary", MetricDirection.Lower), new("brier.sumOverClasses", MetricDirection.Lower, "", 0, 2), Error("logLoss"),
        Share("expectedCalibrationError", MetricDirection.Lower), Share("maximumCalibrationError", MetricDirection.Lower), Share("calibrationError.l2Debiased", MetricDirection.Lower),
        new("calibrationError.signed", MetricDirection.Unknown, "", -1, 1), new("netBenefit", MetricDirection.Higher, "", -Unbounded, 1),
        Share("coco.averagePrecision"), Share("coco.averageRecall"), Share("froc"), Share("tide.averagePrecision"),
        Share("objectRecall"), Share("objectPrecision"), Share("objectF1"), Error("falseAlarms"), Error("objectErrors"),
        Share("picai.averagePrecision"), Share("picai.score"), new("caseConfidence", MetricDirection.Unknown, "", 0, Unbounded),
        Share("diceGain", MetricDirection.Lower), new("errorVoxels", MetricDirection.Lower, "", 0, Unbounded),
    ];

    /// <summary>All definitions, in the order in which a page lists them.</summary>
    public static IReadOnlyList<KnownMetric> All => s_all;

    /// <summary>The entry of a definition: its own, or that of its longest part; null if Umul does not compute it.</summary>
    public static KnownMetric? Find(string definition)
    {
        // Pseudo-values point the same way as their metric and lie anywhere.
        if (definition.StartsWith(Kinds.Jackknife.Prefix, StringComparison.Ordinal))
            return Find(definition[Kinds.Jackknife.Prefix.Length..]) is { } own ? own with { Low = -Unbounded, High = Unbounded } : null;
        var at = definition.IndexOf('@', StringComparison.Ordinal);
        for (var name = at < 0 ? definition : definition[..at]; ; name = name[..name.LastIndexOf('.')])
        {
            if (Array.Find(s_all, m => m.Definition == name) is { } known) return known;
            if (!name.Contains('.', StringComparison.Ordinal)) return null;
        }
    }

    private static KnownMetric Share(string definition, MetricDirection direction = MetricDirection.Higher) => new(definition, direction, "", 0, 1);

    private static KnownMetric Distance(string definition) => new(definition, MetricDirection.Lower, "mm", 0, Unbounded);

    private static KnownMetric Error(string definition) => new(definition, MetricDirection.Lower, "", 0, Unbounded);
}
