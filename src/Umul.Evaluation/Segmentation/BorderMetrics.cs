namespace Umul.Evaluation.Segmentation;

/// <summary>Metrics on the distances between border voxels, by every definition in use. One or both masks empty ⇒ NaN with the reason.</summary>
public static class BorderMetrics
{
    public const string Hausdorff = "hausdorffDistance";
    public const string Hausdorff95MaxOfDirected = "hausdorffDistance95.maxOfDirected";
    public const string Hausdorff95Pooled = "hausdorffDistance95.pooled";
    public const string Assd = "averageSymmetricSurfaceDistance";
    public const string Masd = "meanAverageSurfaceDistance";
    public const string AsdReferenceToPrediction = "averageSurfaceDistance.referenceToPrediction";
    public const string AsdPredictionToReference = "averageSurfaceDistance.predictionToReference";

    public static IReadOnlyList<string> Definitions { get; } =
    [
        Hausdorff, Hausdorff95MaxOfDirected, Hausdorff95Pooled, Assd, Masd, AsdReferenceToPrediction, AsdPredictionToReference,
    ];

    /// <summary>Largest distance from any border voxel of either mask to the other border, mm. 0 is best.</summary>
    public static MetricValue HausdorffDistance(SurfacePair<DirectedDistances> d) =>
        MetricValue.Of(Hausdorff, Math.Max(d.ReferenceToPrediction.MaxMm, d.PredictionToReference.MaxMm));

    /// <summary>The larger of the two directions' 95th percentiles (MONAI, MetricsReloaded). The default HD95.</summary>
    public static MetricValue HausdorffDistance95(SurfacePair<DirectedDistances> d) =>
        MetricValue.Of(
            Hausdorff95MaxOfDirected,
            Math.Max(d.ReferenceToPrediction.PercentileMm(95), d.PredictionToReference.PercentileMm(95)));

    /// <summary>95th percentile of both directions put in one list (medpy, panoptica, seg_metrics).</summary>
    public static MetricValue HausdorffDistance95Pooled(SurfacePair<DirectedDistances> d) =>
        MetricValue.Of(
            Hausdorff95Pooled, DirectedDistances.PooledPercentileMm(d.ReferenceToPrediction, d.PredictionToReference, 95));

    /// <summary>ASSD: mean over the border voxels of both masks (medpy, MONAI symmetric, MetricsReloaded).</summary>
    public static MetricValue AverageSymmetric(SurfacePair<DirectedDistances> d) =>
        MetricValue.Ratio(
            Assd, d.ReferenceToPrediction.SumMm + d.PredictionToReference.SumMm,
            d.ReferenceToPrediction.Count + d.PredictionToReference.Count, UndefinedReason.BothEmpty);

    /// <summary>MASD: mean of the two directions' means. panoptica calls this one ASSD.</summary>
    public static MetricValue MeanAverage(SurfacePair<DirectedDistances> d) =>
        MetricValue.Of(Masd, (d.ReferenceToPrediction.MeanMm + d.PredictionToReference.MeanMm) / 2);

    public static MetricValue FromReference(SurfacePair<DirectedDistances> d) => Directed(AsdReferenceToPrediction, d.ReferenceToPrediction);

    /// <summary>What MONAI's and medpy's asd give by default.</summary>
    public static MetricValue FromPrediction(SurfacePair<DirectedDistances> d) => Directed(AsdPredictionToReference, d.PredictionToReference);

    /// <summary>Share of the border voxels of both masks within the limit (MONAI, MetricsReloaded). Not the published NSD.</summary>
    public static MetricValue VoxelSurfaceDice(SurfacePair<DirectedDistances> d, double limitMm, string definition) =>
        MetricValue.Ratio(
            definition, d.ReferenceToPrediction.CountWithin(limitMm) + d.PredictionToReference.CountWithin(limitMm),
            d.ReferenceToPrediction.Count + d.PredictionToReference.Count, UndefinedReason.BothEmpty);

    /// <summary>Mean of the two directions' shares within the limit (panoptica, GaNDLF).</summary>
    public static MetricValue PanopticaSurfaceDice(SurfacePair<DirectedDistances> d, double limitMm, string definition) =>
        MetricValue.Of(definition, (Share(d.ReferenceToPrediction, limitMm) + Share(d.PredictionToReference, limitMm)) / 2);

    private static double Share(DirectedDistances distances, double limitMm) =>
        (double)distances.CountWithin(limitMm) / distances.Count;

    private static MetricValue Directed(string definition, DirectedDistances distances) =>
        MetricValue.Ratio(definition, distances.SumMm, distances.Count, UndefinedReason.BothEmpty);
}
