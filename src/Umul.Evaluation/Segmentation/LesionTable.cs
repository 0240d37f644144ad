using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>Voxels that reference object number <see cref="Reference"/> and predicted object number <see cref="Prediction"/> share.</summary>
internal readonly record struct LesionOverlap(int Reference, int Prediction, long Voxels);

/// <summary>The objects of both sides with their sizes, and the overlaps between them.</summary>
internal sealed record LesionTable((int Label, long Voxels)[] References, (int Label, long Voxels)[] Predictions, LesionOverlap[] Overlaps)
{
    public static LesionTable Of(PairTable pairs)
    {
        var references = new SortedDictionary<int, long>();
        var predictions = new SortedDictionary<int, long>();
        foreach (ref readonly var pair in pairs.Entries)
        {
            if (pair.Reference != 0)
                references[pair.Reference] = references.GetValueOrDefault(pair.Reference) + pair.Count;
            if (pair.Prediction != 0)
                predictions[pair.Prediction] = predictions.GetValueOrDefault(pair.Prediction) + pair.Count;
        }

        var (r, p) = (Numbered(references), Numbered(predictions));
        var overlaps = new List<LesionOverlap>();
        foreach (ref readonly var pair in pairs.Entries)
        {
            if (pair.Reference != 0 && pair.Prediction != 0)
                overlaps.Add(new LesionOverlap(r[pair.Reference], p[pair.Prediction], pair.Count));
        }

        return new LesionTable(
            [.. references.Select(entry => (entry.Key, entry.Value))], [.. predictions.Select(entry => (entry.Key, entry.Value))],
            [.. overlaps.OrderBy(overlap => overlap.Reference).ThenBy(overlap => overlap.Prediction)]);
    }

    public double Score(LesionOverlap pair, LesionScore score)
    {
        var (r, p) = (References[pair.Reference].Voxels, Predictions[pair.Prediction].Voxels);
        return score switch
        {
            LesionScore.Iou => (double)pair.Voxels / (r + p - pair.Voxels),
            LesionScore.Dice => 2.0 * pair.Voxels / (r + p),
            LesionScore.Coverage => (double)pair.Voxels / r,
            _ => throw new ArgumentOutOfRangeException(nameof(score), score, "Iou, Dice or Coverage."),
        };
    }

    private static Dictionary<int, int> Numbered(SortedDictionary<int, long> lesions) =>
        lesions.Keys.Select((label, i) => (label, i)).ToDictionary(entry => entry.label, entry => entry.i);
}
