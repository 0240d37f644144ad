namespace Umul.Evaluation.Segmentation;

/// <summary>Metrics on surface elements with areas, as google-deepmind/surface-distance defines them (Nikolov et al. 2021).</summary>
public static class SurfelMetrics
{
    public const string Hausdorff95 = "hausdorffDistance95.areaWeighted";
    public const string Hausdorff = "hausdorffDistance.surfel";
    public const string AsdReferenceToPrediction = "averageSurfaceDistance.areaWeighted.referenceToPrediction";
    public const string AsdPredictionToReference = "averageSurfaceDistance.areaWeighted.predictionToReference";

    public static IReadOnlyList<string> Definitions { get; } =
        [Hausdorff95, Hausdorff, AsdReferenceToPrediction, AsdPredictionToReference];

    /// <summary>Surface Dice: share of both surfaces lying within a tolerance of the other. 1 is best.</summary>
    /// <remarks>
    /// <para>Formula: (area of the reference within + area of the prediction within) / (both areas). Not the volumetric Dice.</para>
    /// <para>Empty: both empty ⇒ NaN; one empty ⇒ 0.</para>
    /// <para>Source: Nikolov et al. 2021, doi:10.2196/26151.</para>
    /// </remarks>
    public static MetricValue SurfaceDice(SurfacePair<SurfelDistances> d, double limitMm, string definition) =>
        MetricValue.Ratio(
            definition, d.ReferenceToPrediction.AreaWithin(limitMm) + d.PredictionToReference.AreaWithin(limitMm),
            d.ReferenceToPrediction.Area + d.PredictionToReference.Area, UndefinedReason.BothEmpty);

    /// <summary>Larger of the two distances within which 95 % of a surface's area lies; no interpolation.</summary>
    public static MetricValue HausdorffDistance95(SurfacePair<SurfelDistances> d) => Robust(Hausdorff95, d, 95);

    public static MetricValue HausdorffDistance(SurfacePair<SurfelDistances> d) => Robust(Hausdorff, d, 100);

    public static MetricValue FromReference(SurfacePair<SurfelDistances> d) => Directed(AsdReferenceToPrediction, d.ReferenceToPrediction);

    public static MetricValue FromPrediction(SurfacePair<SurfelDistances> d) => Directed(AsdPredictionToReference, d.PredictionToReference);

    private static MetricValue Robust(string definition, SurfacePair<SurfelDistances> d, double percent) =>
        MetricValue.Of(
            definition, Math.Max(d.ReferenceToPrediction.PercentileMm(percent), d.PredictionToReference.PercentileMm(percent)));

    private static MetricValue Directed(string definition, SurfelDistances distances) =>
        MetricValue.Ratio(definition, distances.WeightedSum(), distances.Area, UndefinedReason.BothEmpty);
}
