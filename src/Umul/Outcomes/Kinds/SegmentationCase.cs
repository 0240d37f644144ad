using Umul.Evaluation.Segmentation;
using Umul.Files;
using Umul.Files.Masks;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>One pair of mask files, read, checked against each other and evaluated.</summary>
internal sealed record SegmentationCase
{
    /// <summary>More labels than this without being named are instances, or damage.</summary>
    public const int MostUnnamedLabels = 64;

    public required string Case { get; init; }

    public required string Reference { get; init; }

    public required string Prediction { get; init; }

    public required Grid Grid { get; init; }

    /// <summary>False if neither the files nor the rules say how far apart pixels are: distances are in pixels.</summary>
    public required bool HasSpacing { get; init; }

    public required IReadOnlyList<RegionResult> Regions { get; init; }

    public required IReadOnlyList<Sentence> Notes { get; init; }

    /// <summary>Reads and evaluates a pair.</summary>
    /// <exception cref="FileException">A file cannot be used, or the two do not fit together.</exception>
    public static SegmentationCase Evaluate(string name, IReadOnlyList<Func<Raster>> readReferences, Func<Raster> readPrediction, SegmentationRules rules)
    {
        var reference = MaskUnion.Of([.. readReferences.Select(read => MaskReading.Read(read(), rules.Reference))]);
        var prediction = MaskReading.Read(readPrediction(), rules.Prediction);
        var notes = new List<Sentence>();
        prediction = Fit(reference, prediction, rules, notes);
        RequireFewLabels(reference, rules);
        RequireFewLabels(prediction, rules);
        var (grid, hasSpacing) = GridOf(reference.Geometry, prediction.Geometry, rules);
        var options = rules.Options(rules.Regions);
        var result = reference.Bytes is { } r && prediction.Bytes is { } p
            ? SegmentationEvaluation.Evaluate(r, p, grid, options)
            : SegmentationEvaluation.Evaluate(reference.ToWords(), prediction.ToWords(), grid, options);
        if (result.UnclaimedLabels.Count > 0) notes.Add(Unclaimed(result.UnclaimedLabels));
        return new SegmentationCase
        {
            Case = name,
            Reference = reference.Geometry.Name,
            Prediction = prediction.Geometry.Name,
            Grid = grid,
            HasSpacing = hasSpacing,
            Regions = [.. result.Regions.Select(region => ObjectMetrics.Extend(region, reference, prediction, grid, rules))],
            Notes = [.. reference.Notes.Concat(prediction.Notes).Concat(notes).Distinct()],
        };
    }

    /// <summary>The case with the regions that only other cases have: absent on both sides here.</summary>
    public SegmentationCase With(IReadOnlyList<Region> regions, SegmentationRules rules)
    {
        Region[] missing = [.. regions.Where(region => Regions.All(result => result.Region.Name != region.Name))];
        if (missing.Length == 0) return this;
        var nothing = new byte[Grid.VoxelCount];
        var added = SegmentationEvaluation.Evaluate(nothing, nothing, Grid, rules.Options(missing)).Regions.Select(region => ObjectMetrics.Extend(region, nothing, nothing, Grid, rules)).ToList();
        return this with { Regions = [.. regions.Select(region => Regions.Concat(added).First(result => result.Region.Name == region.Name))] };
    }

    /// <summary>As reports have it; a single unnamed region has no name of its own.</summary>
    public EvaluatedCase ToEvaluated(bool isSingle, (string Length, bool IsPlane) units) => new()
    {
        Case = Case,
        Reference = Reference,
        Prediction = Prediction,
        Notes = Notes,
        Values = [.. Regions.SelectMany(result => result.Values.Select(value => (MetricOf(value.Definition, isSingle ? "" : result.Region.Name, units), value)))],
        Counts = [.. Regions.SelectMany(result => CountsOf(result, isSingle ? "" : result.Region.Name))],
    };

    // panoptica's tolerance is the smallest spacing, which differs from case to case: one name for all, or every case had a column of its own.
    private static OutcomeMetric MetricOf(string definition, string region, (string Length, bool IsPlane) units)
    {
        const string panoptica = "normalizedSurfaceDistance.panoptica";
        var metric = OutcomeMetric.Of(definition.StartsWith(panoptica, StringComparison.Ordinal) ? panoptica + "@spacing" : definition, region);
        // What is a volume in space is an area in the plane.
        var unit = units.IsPlane ? metric.Unit.Replace('³', '²') : metric.Unit;
        return metric with { Unit = unit.Replace("mm", units.Length, StringComparison.Ordinal) };
    }

    private static IEnumerable<(string, string, long)> CountsOf(RegionResult result, string region) =>
    [
        (region, "truePositive", result.Counts.TruePositive), (region, "falsePositive", result.Counts.FalsePositive),
        (region, "falseNegative", result.Counts.FalseNegative), (region, "trueNegative", result.Counts.TrueNegative),
    ];

    private static LabelMask Fit(LabelMask reference, LabelMask prediction, SegmentationRules rules, List<Sentence> notes)
    {
        var agreement = GeometryCheck.Compare(reference.Geometry, prediction.Geometry);
        notes.AddRange(agreement.Notes);
        if (agreement.Agrees) return prediction;
        return rules.IsResampled ? Resampling.Nearest(prediction, reference.Geometry) : throw FileFaults.Because(prediction.Geometry.Name, agreement.Refusal!);
    }

    private static (Grid, bool) GridOf(Geometry reference, Geometry prediction, SegmentationRules rules)
    {
        if (reference.HasSpacing) return (reference.Grid, true);
        if (prediction.HasSpacing) return (prediction.Grid, true);
        if (rules.SpacingMm is not { } s) return (reference.Grid, false);
        var shape = reference.Shape;
        return (shape.IsPlane ? Grid.Plane(shape.Height, shape.Width, s.Y, s.X) : Grid.Volume(shape.Depth, shape.Height, shape.Width, s.Z, s.Y, s.X), true);
    }

    private static void RequireFewLabels(LabelMask mask, SegmentationRules rules)
    {
        if (rules.Regions is not null || mask.Found.Count <= MostUnnamedLabels + 1) return;
        throw FileFaults.Because(mask.Geometry.Name, new Sentence(
            $"{mask.Geometry.Name}: {mask.Found.Count - 1:N0} different labels; that is an instance map or not a mask. Name the labels to evaluate with --labels, or take all as one object with --binary.",
            $"{mask.Geometry.Name}: 레이블이 {mask.Found.Count - 1:N0}가지나 되어 인스턴스 지도이거나 마스크가 아닌 것으로 보입니다. --labels로 평가할 레이블을 지정하거나 --binary로 모두 한 대상으로 평가하세요."));
    }

    private static Sentence Unclaimed(IReadOnlyList<int> labels)
    {
        var list = string.Join(", ", labels.Take(12)) + (labels.Count > 12 ? ", …" : "");
        return new Sentence(
            $"Labels {list} occur but were not asked for; they count as background. Add them to --labels if they should be evaluated.",
            $"지정하지 않은 레이블 {list}이(가) 있어 배경으로 보았습니다. 평가하려면 --labels에 추가하세요.");
    }
}
