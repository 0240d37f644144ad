using System.Globalization;
using System.Text.Json;
using Umul.Evaluation.Segmentation;
using Umul.Files.Masks;

namespace Umul.Outcomes.Kinds;

/// <summary>What is evaluated of pairs of label maps, and by which parameters: the same for every case of an evaluation.</summary>
internal sealed record SegmentationRules
{
    /// <summary>Raised when the same files would give other numbers: columns made by different versions are not compared silently.</summary>
    public const string Evaluator = "umul segmentation/1";

    /// <summary>Null: every label that occurs in some case.</summary>
    public IReadOnlyList<Region>? Regions { get; init; }

    public int? IgnoredLabel { get; init; }

    public IReadOnlyList<double> TolerancesMm { get; init; } = [2];

    public SegmentationMetrics Metrics { get; init; } = SegmentationMetrics.Default | SegmentationMetrics.SurfelDistances;

    /// <summary>How objects are found and paired; null: they are not looked at.</summary>
    public LesionOptions? Lesions { get; init; }

    /// <summary>Whether wrong voxels are sorted by where they are.</summary>
    public bool HasErrors { get; init; }

    /// <summary>Width of the boundary in that; null: 2 voxels.</summary>
    public double? ErrorToleranceMm { get; init; }

    /// <summary>Voxel spacing (z, y, x) in mm where files do not say it; null: 1, and distances are in pixels.</summary>
    public (double Z, double Y, double X)? SpacingMm { get; init; }

    /// <summary>Soft predictions above this are foreground; null refuses them.</summary>
    public double? Threshold { get; init; }

    /// <summary>Any value but 0 is foreground, on both sides.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The label of each colour of RGB masks.</summary>
    public IReadOnlyDictionary<int, int>? Colours { get; init; }

    /// <summary>Brings predictions onto the reference's grid (nearest voxel) instead of refusing them.</summary>
    public bool IsResampled { get; init; }

    public MaskOptions Reference => new() { IsBinary = IsBinary, Colours = Colours, MayReuse = true };

    public MaskOptions Prediction => Reference with { Threshold = Threshold };

    public SegmentationOptions Options(IReadOnlyList<Region>? regions) =>
        new() { Regions = regions, IgnoredLabel = IgnoredLabel, TolerancesMm = TolerancesMm, Metrics = Metrics };

    /// <summary>Reads <c>1,2</c> or <c>liver=1,tumour=2,all=1+2</c>; null if it is not of that form.</summary>
    public static IReadOnlyList<Region>? ParseRegions(string text)
    {
        var regions = new List<Region>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var sides = part.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length > 2 || sides.Any(side => side.Length == 0)) return null;
            var labels = new List<int>();
            foreach (var word in sides[^1].Split('+', StringSplitOptions.TrimEntries))
            {
                if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var label) || label is < 1 or > ushort.MaxValue) return null;
                labels.Add(label);
            }
            regions.Add(new Region(sides.Length == 2 ? sides[0] : sides[^1], labels));
        }
        return regions.Count == 0 || regions.Select(r => r.Name).Distinct(StringComparer.Ordinal).Count() < regions.Count ? null : regions;
    }

    /// <summary>The rules as they are stored beside the numbers.</summary>
    public string ToJson()
    {
        var settings = JsonSerializer.SerializeToNode(new
        {
            labels = Regions?.ToDictionary(r => r.Name, r => r.Labels),
            ignoredLabel = IgnoredLabel,
            tolerancesMm = TolerancesMm,
            metrics = Metrics.ToString(),
            spacingMm = SpacingMm is { } s ? new[] { s.Z, s.Y, s.X } : null,
            threshold = Threshold,
            binary = IsBinary,
            colours = Colours?.ToDictionary(c => $"#{c.Key:x6}", c => c.Value),
            resample = IsResampled ? "nearest" : "no",
        })!.AsObject();
        // Only if asked for, so that what was stored before reads the same.
        if (ObjectMetrics.Settings(this) is { } lesions) settings["lesions"] = JsonSerializer.SerializeToNode(lesions);
        if (HasErrors) settings["errors"] = JsonSerializer.SerializeToNode(new { boundaryMm = ErrorToleranceMm });
        return settings.ToJsonString();
    }
}
