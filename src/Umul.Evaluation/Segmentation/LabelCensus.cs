using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>Which labels occur in a pair of label maps, and the overlap counts of any region, from the counts of label pairs.</summary>
internal sealed class LabelCensus
{
    private readonly PairTable _pairs;
    private readonly int? _ignored;
    private readonly long _evaluated;

    private LabelCensus(PairTable pairs, Grid grid, int? ignored)
    {
        _pairs = pairs;
        _ignored = ignored;
        var labels = new SortedSet<int>();
        long hidden = 0;
        foreach (ref readonly var pair in pairs.Entries)
        {
            if (pair.Reference == ignored)
            {
                hidden += pair.Count;
                continue;
            }

            labels.Add(pair.Reference);
            labels.Add(pair.Prediction);
        }

        labels.Remove(0);
        if (ignored is { } label)
            labels.Remove(label);
        Labels = [.. labels];
        _evaluated = grid.VoxelCount - hidden;
    }

    /// <summary>Labels that occur in either map, in order, without background and the ignored label.</summary>
    public IReadOnlyList<int> Labels { get; }

    public static LabelCensus Take(PairTable pairs, Grid grid, int? ignored) => new(pairs, grid, ignored);

    public Entry Count(Region region)
    {
        var wanted = new HashSet<int>(region.Labels);
        long both = 0, referenceOnly = 0, predictionOnly = 0;
        var box = Box.Empty;
        foreach (ref readonly var pair in _pairs.Entries)
        {
            if (pair.Reference == _ignored)
                continue;
            var (inReference, inPrediction) = (wanted.Contains(pair.Reference), wanted.Contains(pair.Prediction));
            if (!inReference && !inPrediction)
                continue;
            box = box.Union(pair.Box);
            if (inReference && inPrediction)
                both += pair.Count;
            else if (inReference)
                referenceOnly += pair.Count;
            else
                predictionOnly += pair.Count;
        }

        var counts = new OverlapCounts(both, predictionOnly, referenceOnly, _evaluated - both - predictionOnly - referenceOnly);
        return new Entry(region, counts, box);
    }

    internal sealed record Entry(Region Region, OverlapCounts Counts, Box Box);
}
