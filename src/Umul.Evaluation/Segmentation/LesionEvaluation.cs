using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>Evaluates object by object: finds the objects, pairs them, counts hits and misses, by size too.</summary>
public static class LesionEvaluation
{
    /// <summary>Masks, any non-zero voxel being foreground: objects are connected components.</summary>
    public static LesionResult OfMasks(
        ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid, LesionOptions? options = null)
    {
        options ??= new LesionOptions();
        LesionOptions.Check(options);
        using var masks = MaskPair.FromMasks(reference, prediction, grid);
        if (masks is null)
            return Compare(new LesionTable([], [], []), grid, options);
        var references = new Components(masks.Reference, (int)options.Connectivity);
        var predictions = new Components(masks.Prediction, (int)options.Connectivity);
        var overlaps = Components.Overlaps(references, predictions);
        return Compare(
            new LesionTable(
                [.. references.Sizes.Select((voxels, i) => (i + 1, voxels))],
                [.. predictions.Sizes.Select((voxels, i) => (i + 1, voxels))],
                [.. overlaps.Select(overlap => new LesionOverlap(overlap.Key.A, overlap.Key.B, overlap.Value))]),
            grid, options);
    }

    /// <summary>Instance maps: every label but 0 is an object of its own, connected or not.</summary>
    /// <param name="reference">Reference instances.</param>
    /// <param name="prediction">Predicted instances; their labels need not correspond to the reference's.</param>
    /// <param name="grid">Shape and spacing of both.</param>
    /// <param name="options">How to pair.</param>
    /// <param name="confidences">Of the predicted labels, for <see cref="LesionMatcher.Greedy"/>.</param>
    public static unsafe LesionResult OfInstances(
        ReadOnlySpan<ushort> reference, ReadOnlySpan<ushort> prediction, Grid grid, LesionOptions? options = null,
        IReadOnlyDictionary<int, double>? confidences = null)
    {
        options ??= new LesionOptions();
        LesionOptions.Check(options);
        grid.RequireLength(reference.Length, nameof(reference));
        grid.RequireLength(prediction.Length, nameof(prediction));
        fixed (ushort* r = reference)
        fixed (ushort* p = prediction)
            return Compare(LesionTable.Of(LabelScan.Run(r, p, grid, 1)), grid, options, confidences);
    }

    private static LesionResult Compare(
        LesionTable table, Grid grid, LesionOptions options, IReadOnlyDictionary<int, double>? confidences = null)
    {
        var pairs = LesionMatching.Match(table, options, confidences);
        var partnerOfReference = pairs.ToDictionary(pair => pair.Reference, pair => table.Predictions[pair.Prediction].Label);
        var partnerOfPrediction = pairs.ToDictionary(pair => pair.Prediction, pair => table.References[pair.Reference].Label);
        var references = table.References.Select((lesion, i) => Describe(lesion, partnerOfReference.GetValueOrDefault(i), grid)).ToArray();
        var predictions = table.Predictions.Select((lesion, i) => Describe(lesion, partnerOfPrediction.GetValueOrDefault(i), grid)).ToArray();
        return new LesionResult(
            references,
            predictions,
            [
                .. pairs.OrderBy(pair => pair.Reference).Select(pair => new LesionMatch(
                    table.References[pair.Reference].Label, table.Predictions[pair.Prediction].Label, pair.Voxels,
                    table.Score(pair, LesionScore.Iou), table.Score(pair, LesionScore.Dice))),
            ],
            SizeClasses(references, predictions, options.SizeLimitsMm),
            options.Name);
    }

    private static Lesion Describe((int Label, long Voxels) lesion, int partner, Grid grid) =>
        new(lesion.Label, lesion.Voxels, lesion.Voxels * grid.VoxelSizeMm, partner);

    private static List<LesionSizeClass> SizeClasses(Lesion[] references, Lesion[] predictions, IReadOnlyList<double> limits)
    {
        var classes = new List<LesionSizeClass>();
        for (var i = 0; i <= limits.Count; i++)
        {
            var from = i == 0 ? 0 : limits[i - 1];
            var below = i == limits.Count ? double.PositiveInfinity : limits[i];
            var those = references.Where(Inside).ToArray();
            var claims = predictions.Where(Inside).ToArray();
            classes.Add(new LesionSizeClass(
                from, below, those.Length, those.Count(lesion => lesion.Partner != 0),
                claims.Length, claims.Count(lesion => lesion.Partner != 0)));

            bool Inside(Lesion lesion) => lesion.SizeMm >= from && lesion.SizeMm < below;
        }

        return classes;
    }
}
