namespace Umul.Evaluation.Segmentation;

/// <summary>An object: its label (in instance maps; else its number in scan order, from 1), its size, and its partner's label or 0.</summary>
public sealed record Lesion(int Label, long Voxels, double SizeMm, int Partner);

/// <summary>A pair of objects that were taken for the same.</summary>
public sealed record LesionMatch(int Reference, int Prediction, long CommonVoxels, double Iou, double Dice);

/// <summary>Objects of a range of sizes: found are the references of that size with a partner, right the predictions of that size with one.</summary>
public sealed record LesionSizeClass(double FromMm, double BelowMm, int References, int Found, int Predictions, int Right)
{
    public MetricValue Recall => MetricValue.Ratio("lesionRecall.bySize", Found, References, UndefinedReason.ReferenceEmpty);

    public MetricValue Precision => MetricValue.Ratio("lesionPrecision.bySize", Right, Predictions, UndefinedReason.PredictionEmpty);
}

/// <summary>Reference and predicted objects of one case, which of them belong together, and the metrics on that.</summary>
public sealed record LesionResult(
    IReadOnlyList<Lesion> References,
    IReadOnlyList<Lesion> Predictions,
    IReadOnlyList<LesionMatch> Matches,
    IReadOnlyList<LesionSizeClass> SizeClasses,
    string Matching)
{
    public int TruePositives => Matches.Count;

    public int FalsePositives => Predictions.Count - Matches.Count;

    public int FalseNegatives => References.Count - Matches.Count;

    /// <summary>Share of the reference objects that were found. No reference object ⇒ NaN.</summary>
    public MetricValue Recall => Ratio("lesionRecall", TruePositives, References.Count);

    /// <summary>Share of the predicted objects that are right. No predicted object ⇒ NaN.</summary>
    public MetricValue Precision => Ratio("lesionPrecision", TruePositives, Predictions.Count);

    /// <summary>2·TP / (2·TP + FP + FN); panoptic quality's recognition part is the same number. No object at all ⇒ NaN.</summary>
    public MetricValue F1 => Ratio("lesionF1", 2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Mean IoU of the matched pairs. No pair ⇒ NaN (panoptica prints 0).</summary>
    public MetricValue SegmentationQuality =>
        MetricValue.Ratio(Name("segmentationQuality"), Matches.Sum(match => match.Iou), TruePositives, UndefinedReason.NoMatches);

    /// <summary>Panoptic quality, Σ IoU / (TP + ½·FP + ½·FN). 1 is best; objects but no pair ⇒ 0; no object at all ⇒ NaN.</summary>
    /// <remarks>Source: Kirillov et al. 2019, doi:10.1109/CVPR.2019.00963.</remarks>
    public MetricValue PanopticQuality =>
        Ratio("panopticQuality", Matches.Sum(match => match.Iou), TruePositives + (0.5 * FalsePositives) + (0.5 * FalseNegatives));

    public IReadOnlyList<MetricValue> Values => [Recall, Precision, F1, SegmentationQuality, PanopticQuality];

    private MetricValue Ratio(string name, double numerator, double denominator) =>
        MetricValue.Ratio(
            Name(name), numerator, denominator,
            (References.Count, Predictions.Count) switch
            {
                (0, 0) => UndefinedReason.BothEmpty,
                (0, _) => UndefinedReason.ReferenceEmpty,
                _ => UndefinedReason.PredictionEmpty,
            });

    private string Name(string metric) => $"{metric}.{Matching}";
}
