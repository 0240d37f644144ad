using Umul.Evaluation.Kernels;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Detection;

/// <summary>The score of a candidate and a lesion that decides whether they match.</summary>
public enum CandidateOverlap
{
    Iou,
    Dice,
}

/// <summary>How candidates of a detection map are matched with lesions.</summary>
public sealed record LesionCandidateOptions
{
    /// <summary>Least overlap of a match.</summary>
    public double LeastOverlap { get; init; } = 0.1;

    public CandidateOverlap Overlap { get; init; } = CandidateOverlap.Iou;

    /// <summary>True (PI-CAI): a candidate that overlaps a lesion enough but lost it to another candidate is no false alarm.</summary>
    public bool ForgiveLosers { get; init; } = true;
}

/// <summary>A row of lesion-level results: a lesion found (overlap above 0) or missed (confidence 0), or a false alarm.</summary>
public readonly record struct LesionOutcome(bool IsLesion, double Confidence, double Overlap);

/// <summary>One case: its lesions and candidates, and the confidence that it has any lesion.</summary>
public sealed record LesionCase(IReadOnlyList<LesionOutcome> Outcomes, double Confidence)
{
    public bool HasLesion => Outcomes.Any(outcome => outcome.IsLesion);
}

/// <summary>Candidates of a detection map (each connected and of one confidence) against the lesions of a mask, as picai_eval does it.</summary>
/// <remarks>
/// <para>Matching: as many pairs as possible, of those the highest sum of overlaps (Hungarian); 26 neighbours; overlaps with picai_eval's
/// 1e-8 in numerator and denominator.</para>
/// <para>Source: DIAGNijmegen/picai_eval 81d6067, eval.py; Saha et al. 2024, doi:10.1016/S1470-2045(24)00220-1.</para>
/// </remarks>
public static class LesionCandidates
{
    private const double Smoothing = 1e-8;

    /// <param name="detectionMap">Confidence of each voxel's candidate, 0 outside; (z, y, x), C order.</param>
    /// <param name="reference">Any non-zero voxel belongs to a lesion.</param>
    /// <param name="grid">Shape of both.</param>
    /// <param name="options">How to match.</param>
    /// <exception cref="ArgumentException">Another length, a confidence below 0 or NaN, or a soft map instead of a detection map.</exception>
    public static LesionCase Of(
        ReadOnlySpan<float> detectionMap, ReadOnlySpan<byte> reference, Grid grid, LesionCandidateOptions? options = null)
    {
        options ??= new LesionCandidateOptions();
        grid.RequireLength(detectionMap.Length, nameof(detectionMap));
        grid.RequireLength(reference.Length, nameof(reference));
        var highest = RequireMap(detectionMap);
        var candidates = LesionBlobs.Of(detectionMap, grid);
        var mask = new float[reference.Length];
        for (var i = 0; i < mask.Length; i++)
            mask[i] = reference[i] != 0 ? 1 : 0;
        var lesions = LesionBlobs.Of(mask, grid);
        RequireOneConfidence(detectionMap, candidates);
        return new LesionCase(Match(candidates, lesions, options), highest);
    }

    private static List<LesionOutcome> Match(LesionBlobs candidates, LesionBlobs lesions, LesionCandidateOptions options)
    {
        var gain = Gain(candidates, lesions, options);
        var outcomes = new List<LesionOutcome>();
        var (foundLesions, matchedCandidates) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (lesion, candidate) in Assignment.Best(gain).OrderBy(cell => cell.Row))
        {
            if (gain[lesion, candidate] <= 0)
                continue;
            foundLesions.Add(lesion);
            matchedCandidates.Add(candidate);
            outcomes.Add(new LesionOutcome(true, candidates.Highest[candidate], gain[lesion, candidate] - 1));
        }

        for (var lesion = 0; lesion < lesions.Sizes.Count; lesion++)
        {
            if (!foundLesions.Contains(lesion))
                outcomes.Add(new LesionOutcome(true, 0, 0));
        }

        for (var candidate = 0; candidate < candidates.Sizes.Count; candidate++)
        {
            var isForgiven = options.ForgiveLosers && Enumerable.Range(0, lesions.Sizes.Count).Any(lesion => gain[lesion, candidate] > 0);
            if (!matchedCandidates.Contains(candidate) && !isForgiven)
                outcomes.Add(new LesionOutcome(false, candidates.Highest[candidate], 0));
        }

        return outcomes;
    }

    /// <summary>1 + overlap where it suffices, else 0: pairs count before overlap.</summary>
    private static double[,] Gain(LesionBlobs candidates, LesionBlobs lesions, LesionCandidateOptions options)
    {
        var common = new long[lesions.Sizes.Count, candidates.Sizes.Count];
        for (var i = 0; i < lesions.Labels.Length; i++)
        {
            if (lesions.Labels[i] != 0 && candidates.Labels[i] != 0)
                common[lesions.Labels[i] - 1, candidates.Labels[i] - 1]++;
        }

        var gain = new double[lesions.Sizes.Count, candidates.Sizes.Count];
        for (var lesion = 0; lesion < lesions.Sizes.Count; lesion++)
        {
            for (var candidate = 0; candidate < candidates.Sizes.Count; candidate++)
            {
                var (both, sum) = (common[lesion, candidate], lesions.Sizes[lesion] + candidates.Sizes[candidate]);
                var overlap = options.Overlap == CandidateOverlap.Iou
                    ? (both + Smoothing) / (sum - both + Smoothing)
                    : ((2 * both) + Smoothing) / (sum + Smoothing);
                gain[lesion, candidate] = overlap < options.LeastOverlap ? 0 : overlap + 1;
            }
        }

        return gain;
    }

    private static double RequireMap(ReadOnlySpan<float> map)
    {
        var highest = 0f;
        for (var i = 0; i < map.Length; i++)
        {
            if (!(map[i] >= 0))
                throw new ArgumentException($"Voxel {i} of the detection map holds {map[i]}: confidences are 0 or above.", nameof(map));
            highest = Math.Max(highest, map[i]);
        }

        return highest;
    }

    private static void RequireOneConfidence(ReadOnlySpan<float> map, LesionBlobs candidates)
    {
        var values = new HashSet<float>();
        foreach (var value in map)
        {
            if (value != 0)
                values.Add(value);
            if (values.Count > candidates.Sizes.Count)
            {
                throw new ArgumentException(
                    "The map has more values than connected candidates: it looks like a soft prediction. Each candidate must carry one confidence.",
                    nameof(map));
            }
        }
    }
}
