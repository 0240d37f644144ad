using Umul.Outcomes.Kinds;
using Umul.Web;

namespace Umul.Outcomes.Pages;

/// <summary>What a number means: how it is computed, and which tools print this variant under the usual name.</summary>
/// <param name="Definition">Name of the definition, without a parameter.</param>
/// <param name="Family">Definitions of one family go by one name elsewhere.</param>
/// <param name="Meaning">How it is computed.</param>
/// <param name="Tools">Who prints it; "" if it is Umul's own or nobody's default.</param>
internal sealed record MetricCard(string Definition, string Family, Sentence Meaning, string Tools);

/// <summary>The cards of all definitions that Umul computes.</summary>
internal static partial class MetricCards
{
    private const string Dice = "Dice", Distance95 = "HD95", Distance100 = "HD", Assd = "ASSD", Nsd = "NSD", FromReference = "ASD (R→P)", FromPrediction = "ASD (P→R)";

    private static readonly MetricCard[] s_all =
    [
        new("dice", Dice, new("2·TP / (2·TP + FP + FN). Undefined if both masks are empty, 0 if one is.", "2·TP / (2·TP + FP + FN). 두 마스크가 모두 비면 정의되지 않고, 한쪽만 비면 0입니다."), "nnU-Net, DeepMind surface-distance"),
        new("dice.bothEmptyIsOne", Dice, new("Dice, with 1 where both masks are empty.", "Dice이지만 두 마스크가 모두 비면 1입니다."), "MedPy, MetricsReloaded"),
        new("dice.ignoreEmptyReference", Dice, new("Dice, left undefined wherever the reference is empty: false alarms on healthy images do not count.", "Dice이지만 기준이 비면 정의하지 않습니다. 정상 영상의 오검출은 세지 않습니다."), "MONAI (ignore_empty=True)"),
        new("iou", "IoU", new("TP / (TP + FP + FN). Undefined if both masks are empty.", "TP / (TP + FP + FN). 두 마스크가 모두 비면 정의되지 않습니다."), "nnU-Net, MONAI, MetricsReloaded"),
        new("sensitivity", "Recall", new("TP / (TP + FN): the share of the reference that was found.", "TP / (TP + FN). 기준 가운데 찾아낸 비율입니다."), "MedPy, MetricsReloaded"),
        new("specificity", "Specificity", new("TN / (TN + FP): the share of the background that was left alone. It grows with the size of the image.", "TN / (TN + FP). 배경을 배경으로 둔 비율이며 영상이 클수록 커집니다."), "MedPy, MetricsReloaded"),
        new("precision", "Precision", new("TP / (TP + FP): the share of the prediction that is right.", "TP / (TP + FP). 예측 가운데 맞은 비율입니다."), "MedPy, MetricsReloaded"),
        new("volumeSimilarity", "VS", new("1 − |P − R| / (P + R), of the sizes only: a mask in the wrong place may score 1.", "1 − |P − R| / (P + R). 크기만 보므로 위치가 틀려도 1일 수 있습니다."), ""),
        new("volumeSimilarity.signed", "VS", new("2·(P − R) / (P + R): above 0 if the prediction is larger.", "2·(P − R) / (P + R). 예측이 더 크면 0보다 큽니다."), "seg_metrics"),
        new("volumeError.signed", "Volume error", new("Size of the prediction minus that of the reference.", "예측의 크기에서 기준의 크기를 뺀 값입니다."), ""),
        new("volumeError.relative", "Volume error", new("(P − R) / R. Undefined if the reference is empty.", "(P − R) / R. 기준이 비면 정의되지 않습니다."), "MedPy (ravd)"),
        new("hausdorffDistance", Distance100, new("The largest distance from any border voxel of one mask to the border of the other, both ways.", "한쪽 경계 화소에서 다른 쪽 경계까지 거리 가운데 양방향 최댓값입니다."), "MedPy, MONAI, MetricsReloaded"),
        new("hausdorffDistance.surfel", Distance100, new("The same between surface elements.", "표면 조각 사이에서 잰 같은 값입니다."), "DeepMind surface-distance"),
        new("hausdorffDistance95.maxOfDirected", Distance95, new("95th percentile of the border distances in each direction; the larger of the two.", "방향마다 경계 거리의 95백분위수를 구해 둘 중 큰 값을 씁니다."), "MONAI, MetricsReloaded"),
        new("hausdorffDistance95.pooled", Distance95, new("95th percentile of both directions' distances put together.", "두 방향의 거리를 합친 뒤 구한 95백분위수입니다."), "MedPy, panoptica, seg_metrics"),
        new("hausdorffDistance95.areaWeighted", Distance95, new("Each distance weighs as much as its surface element; 95 % in each direction, the larger of the two.", "거리마다 표면 조각의 넓이로 가중해 방향마다 95 % 값을 구하고 둘 중 큰 값을 씁니다."), "DeepMind surface-distance"),
        new("averageSymmetricSurfaceDistance", Assd, new("Mean of all border distances of both directions together.", "두 방향의 경계 거리를 모두 합친 평균입니다."), "MedPy, MONAI (symmetric), MetricsReloaded"),
        new("meanAverageSurfaceDistance", Assd, new("Mean of the two directions' means.", "두 방향 평균의 평균입니다."), "panoptica (ASSD), MetricsReloaded (MASD)"),
        new("averageSurfaceDistance.referenceToPrediction", FromReference, new("Mean distance from the reference's border to the prediction's.", "기준 경계에서 예측 경계까지 거리의 평균입니다."), ""),
        new("averageSurfaceDistance.predictionToReference", FromPrediction, new("Mean distance from the prediction's border to the reference's.", "예측 경계에서 기준 경계까지 거리의 평균입니다."), "MONAI, MedPy (asd)"),
        new("averageSurfaceDistance.surfel.referenceToPrediction", FromReference, new("Mean distance from the reference's surface elements, each counting once.", "기준 표면 조각마다 한 번씩 센 거리의 평균입니다."), ""),
        new("averageSurfaceDistance.surfel.predictionToReference", FromPrediction, new("Mean distance from the prediction's surface elements, each counting once.", "예측 표면 조각마다 한 번씩 센 거리의 평균입니다."), ""),
        new("averageSurfaceDistance.areaWeighted.referenceToPrediction", FromReference, new("Mean distance from the reference's surface, each element weighing as much as its area.", "기준 표면에서 잰 거리를 표면 조각의 넓이로 가중한 평균입니다."), "DeepMind surface-distance"),
        new("averageSurfaceDistance.areaWeighted.predictionToReference", FromPrediction, new("Mean distance from the prediction's surface, each element weighing as much as its area.", "예측 표면에서 잰 거리를 표면 조각의 넓이로 가중한 평균입니다."), "DeepMind surface-distance"),
        new("normalizedSurfaceDistance.surfel", Nsd, new("Share of both surfaces' area that lies within the tolerance of the other.", "두 표면의 넓이 가운데 상대 표면에서 허용 오차 안에 있는 비율입니다."), "DeepMind surface-distance"),
        new("normalizedSurfaceDistance.voxel", Nsd, new("Share of border voxels, both sides, within the tolerance of the other border.", "양쪽 경계 화소 가운데 상대 경계에서 허용 오차 안에 있는 비율입니다."), "MONAI, MetricsReloaded"),
        new("normalizedSurfaceDistance.panoptica", Nsd, new("Mean of the two directions' shares, with the smallest spacing as tolerance.", "가장 작은 간격을 허용 오차로 한 두 방향 비율의 평균입니다."), "panoptica"),
        new("boundaryIou", "Boundary IoU", new("IoU of thin bands inside both borders.", "두 경계 안쪽 얇은 띠의 IoU입니다."), "MetricsReloaded"),
    ];

    /// <summary>The card of a definition: its own, or that of its longest part; null for what a client computed.</summary>
    public static MetricCard? Find(string definition)
    {
        if (IsPseudovalue(definition)) definition = definition[Jackknife.Prefix.Length..];
        var at = definition.IndexOf('@', StringComparison.Ordinal);
        for (var name = at < 0 ? definition : definition[..at]; ; name = name[..name.LastIndexOf('.')])
        {
            if (Array.Find(s_all, card => card.Definition == name) is { } card) return card;
            if (Array.Find(s_objects, card => card.Definition == name) is { } other) return other;
            if (!name.Contains('.', StringComparison.Ordinal)) return null;
        }
    }

    /// <summary>Whether a value says what the case does to a metric over all cases, and not what it is on the case.</summary>
    public static bool IsPseudovalue(string definition) => definition.StartsWith(Jackknife.Prefix, StringComparison.Ordinal);

    /// <summary>The case's metrics that go by the same name elsewhere, this one among them; empty if there is no other.</summary>
    public static IReadOnlyList<(MetricCard Card, CaseMetric Metric)> Siblings(CaseMetric metric, IReadOnlyList<CaseMetric> all)
    {
        if (IsPseudovalue(metric.Metric.Definition) || Find(metric.Metric.Definition) is not { } own) return [];
        var family = all.Where(other => other.Metric.Region == metric.Metric.Region && !IsPseudovalue(other.Metric.Definition)).Select(other => (Card: Find(other.Metric.Definition), Metric: other))
            .Where(other => other.Card?.Family == own.Family && other.Card.Tools.Length > 0).Select(other => (other.Card!, other.Metric)).ToList();
        return family.Count > 1 ? family : [];
    }
}
