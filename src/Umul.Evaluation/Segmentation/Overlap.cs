namespace Umul.Evaluation.Segmentation;

/// <summary>Metrics that need only how many voxels agree. All are ratios of sums, so that they pool over cases.</summary>
public static class Overlap
{
    /// <summary>Share of agreement, 2·TP / (2·TP + FP + FN). 1 is best.</summary>
    /// <remarks>
    /// <para>Empty: both empty ⇒ NaN; one empty ⇒ 0.</para>
    /// <para>Source: Dice 1945; the same convention as google-deepmind/surface-distance and nnU-Net.</para>
    /// </remarks>
    public static MetricValue Dice(OverlapCounts counts) =>
        MetricValue.Ratio(
            "dice", 2.0 * counts.TruePositive, (2.0 * counts.TruePositive) + counts.FalsePositive + counts.FalseNegative,
            UndefinedReason.BothEmpty);

    /// <summary><see cref="Dice"/>, but 1 if both are empty, as medpy and MetricsReloaded have it.</summary>
    public static MetricValue DiceBothEmptyIsOne(OverlapCounts counts) =>
        counts.Union == 0 ? MetricValue.Of("dice.bothEmptyIsOne", 1) : Renamed(Dice(counts), "dice.bothEmptyIsOne");

    /// <summary><see cref="Dice"/>, but undefined whenever the reference is empty, as MONAI's <c>ignore_empty</c> has it.</summary>
    public static MetricValue DiceIgnoreEmptyReference(OverlapCounts counts) =>
        counts.Reference == 0
            ? MetricValue.Undefined("dice.ignoreEmptyReference", counts.Emptiness)
            : Renamed(Dice(counts), "dice.ignoreEmptyReference");

    /// <summary>Intersection over union, TP / (TP + FP + FN). 1 is best. Both empty ⇒ NaN.</summary>
    public static MetricValue Iou(OverlapCounts counts) =>
        MetricValue.Ratio("iou", counts.TruePositive, counts.Union, UndefinedReason.BothEmpty);

    /// <summary>Share of the reference that was found, TP / (TP + FN). Reference empty ⇒ NaN.</summary>
    public static MetricValue Sensitivity(OverlapCounts counts) =>
        MetricValue.Ratio("sensitivity", counts.TruePositive, counts.Reference, counts.Emptiness);

    /// <summary>Share of the background that was left alone, TN / (TN + FP). No background ⇒ NaN.</summary>
    /// <remarks>Grows with the size of the image around the object: compare it only between images cut alike.</remarks>
    public static MetricValue Specificity(OverlapCounts counts) =>
        MetricValue.Ratio(
            "specificity", counts.TrueNegative, counts.TrueNegative + counts.FalsePositive, UndefinedReason.NoNegatives);

    /// <summary>Share of the prediction that is right, TP / (TP + FP). Prediction empty ⇒ NaN.</summary>
    public static MetricValue Precision(OverlapCounts counts) =>
        MetricValue.Ratio("precision", counts.TruePositive, counts.Prediction, counts.Emptiness);

    /// <summary>1 − |P − R| / (P + R) with the two volumes. 1 is best; the place plays no part. Both empty ⇒ NaN.</summary>
    /// <remarks>Source: Taha and Hanbury 2015, doi:10.1186/s12880-015-0068-x.</remarks>
    public static MetricValue VolumeSimilarity(OverlapCounts counts) =>
        MetricValue.Ratio(
            "volumeSimilarity", counts.Reference + counts.Prediction - Math.Abs(counts.Prediction - counts.Reference),
            counts.Reference + counts.Prediction, UndefinedReason.BothEmpty);

    /// <summary>2·(P − R) / (P + R): above 0 is too much, below 0 too little. Both empty ⇒ NaN.</summary>
    /// <remarks>Source: SimpleITK's LabelOverlapMeasures and seg_metrics call this volume similarity.</remarks>
    public static MetricValue SignedVolumeSimilarity(OverlapCounts counts) =>
        MetricValue.Ratio(
            "volumeSimilarity.signed", 2.0 * (counts.Prediction - counts.Reference), counts.Reference + counts.Prediction,
            UndefinedReason.BothEmpty);

    /// <summary>(P − R) / R: the volume error as a share of the reference, signed. Reference empty ⇒ NaN.</summary>
    public static MetricValue RelativeVolumeError(OverlapCounts counts) =>
        MetricValue.Ratio(
            "volumeError.relative", counts.Prediction - counts.Reference, counts.Reference, counts.Emptiness);

    /// <summary>P − R in mm³ (plane: mm²), signed; defined for empty masks too.</summary>
    public static MetricValue SignedVolumeError(OverlapCounts counts, Grid grid) =>
        MetricValue.Of("volumeError.signed", (counts.Prediction - counts.Reference) * grid.VoxelSizeMm);

    private static MetricValue Renamed(MetricValue value, string definition) =>
        value.IsDefined
            ? MetricValue.Ratio(definition, value.Numerator, value.Denominator, UndefinedReason.None)
            : MetricValue.Undefined(definition, value.Reason);
}
