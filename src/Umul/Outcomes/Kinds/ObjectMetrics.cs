using System.Globalization;
using System.Text.Json;
using Umul.Evaluation;
using Umul.Evaluation.Segmentation;
using Umul.Files.Masks;

namespace Umul.Outcomes.Kinds;

/// <summary>
/// What is asked for beyond the masks as a whole: their objects, paired one to one and by size, and where the wrong voxels are with what Dice
/// would gain without them. Names say matching, threshold and neighbours, or the width of the boundary.
/// </summary>
internal static class ObjectMetrics
{
    /// <summary>The region with its objects and errors added, if the rules ask for them.</summary>
    public static RegionResult Extend(RegionResult result, LabelMask reference, LabelMask prediction, Grid grid, SegmentationRules rules)
    {
        if (rules.Lesions is null && !rules.HasErrors) return result;
        var (r, p) = (Cut(reference, reference, result.Region, rules.IgnoredLabel), Cut(prediction, reference, result.Region, rules.IgnoredLabel));
        return Extend(result, r, p, grid, rules);
    }

    /// <summary>The same for masks in which any voxel but 0 is the region.</summary>
    public static RegionResult Extend(RegionResult result, byte[] reference, byte[] prediction, Grid grid, SegmentationRules rules)
    {
        var values = new List<MetricValue>(result.Values);
        if (rules.Lesions is { } options) values.AddRange(Lesions(LesionEvaluation.OfMasks(reference, prediction, grid, options), options, grid));
        if (rules.HasErrors) values.AddRange(Errors(ErrorDecomposition.Of(reference, prediction, grid, rules.ErrorToleranceMm), rules));
        return result with { Values = values };
    }

    private static IEnumerable<MetricValue> Lesions(LesionResult found, LesionOptions options, Grid grid)
    {
        var neighbours = (options.Connectivity, grid.IsPlane) switch
        {
            (Connectivity.Face, true) => 4,
            (_, true) => 8,
            (Connectivity.Face, _) => 6,
            (Connectivity.Edge, _) => 18,
            _ => 26,
        };
        var suffix = string.Create(CultureInfo.InvariantCulture, $".{neighbours}neighbours");
        var matching = "." + found.Matching;
        foreach (var value in found.Values) yield return Renamed(value, (value.Definition.EndsWith(matching, StringComparison.Ordinal) ? value.Definition : value.Definition + matching) + suffix);
        if (found.SizeClasses.Count < 2) yield break;
        foreach (var size in found.SizeClasses)
        {
            var range = string.Create(CultureInfo.InvariantCulture, $"{matching}{suffix}@size{size.FromMm:0.###}-{(double.IsInfinity(size.BelowMm) ? "" : size.BelowMm.ToString("0.###", CultureInfo.InvariantCulture))}");
            yield return Renamed(size.Recall, "lesionRecall" + range);
            yield return Renamed(size.Precision, "lesionPrecision" + range);
            yield return Quality(found, size, "panopticQuality" + range);
        }
    }

    // References of the size, found or missed, and predictions of the size that are false.
    private static MetricValue Quality(LesionResult found, LesionSizeClass size, string name)
    {
        var sizes = found.References.ToDictionary(lesion => lesion.Label, lesion => lesion.SizeMm);
        var ious = found.Matches.Where(match => sizes[match.Reference] >= size.FromMm && sizes[match.Reference] < size.BelowMm).Sum(match => match.Iou);
        var (missed, wrong) = (size.References - size.Found, size.Predictions - size.Right);
        return MetricValue.Ratio(name, ious, size.Found + (0.5 * missed) + (0.5 * wrong), UndefinedReason.BothEmpty);
    }

    private static IEnumerable<MetricValue> Errors(ErrorDecomposition errors, SegmentationRules rules)
    {
        var width = rules.ErrorToleranceMm is { } mm ? string.Create(CultureInfo.InvariantCulture, $"@{mm:0.###}mm") : "@2voxels";
        foreach (var gain in errors.OracleGains) yield return Renamed(gain, gain.Definition + width);
        foreach (var (kind, voxels) in ((string, long)[])
            [
                ("missedObject", errors.MissedObject), ("missedBoundary", errors.MissedBoundary), ("missedInterior", errors.MissedInterior),
                ("spuriousObject", errors.SpuriousObject), ("spuriousBoundary", errors.SpuriousBoundary), ("leak", errors.Leak),
            ])
            yield return MetricValue.Of($"errorVoxels.{kind}{width}", voxels);
    }

    private static byte[] Cut(LabelMask mask, LabelMask reference, Region region, int? ignored)
    {
        var isWanted = new bool[ushort.MaxValue + 1];
        foreach (var label in region.Labels) isWanted[label] = true;
        var ones = mask.Bytes is { } bytes ? Array.ConvertAll(bytes, label => isWanted[label] ? (byte)1 : (byte)0) : Array.ConvertAll(mask.Words!, label => isWanted[label] ? (byte)1 : (byte)0);
        if (ignored is not { } nothing) return ones;
        for (var i = 0; i < ones.Length; i++)
            if ((reference.Bytes is { } b ? b[i] : reference.Words![i]) == nothing) ones[i] = 0;
        return ones;
    }

    private static MetricValue Renamed(MetricValue value, string name) => !value.IsDefined ? MetricValue.Undefined(name, value.Reason)
        : double.IsFinite(value.Denominator) ? MetricValue.Ratio(name, value.Numerator, value.Denominator, UndefinedReason.None) : MetricValue.Of(name, value.Value);

    /// <summary>What of this was asked for, as it is stored beside the numbers; null if nothing.</summary>
    public static object? Settings(SegmentationRules rules) => rules.Lesions is not { } lesions ? null : new
    {
        connectivity = JsonNamingPolicy.CamelCase.ConvertName(lesions.Connectivity.ToString()),
        matching = JsonNamingPolicy.CamelCase.ConvertName(lesions.Matcher.ToString()),
        iou = lesions.Threshold,
        sizeLimits = lesions.SizeLimitsMm,
    };
}
