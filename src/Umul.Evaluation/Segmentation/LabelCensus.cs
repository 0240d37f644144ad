using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>Which labels occur in a pair of label maps, and the overlap counts of any region, from the counts of label pairs.</summary>
internal sealed class LabelCensus
{
    private readonly PairTable _pairs;
    private readonly long _evaluated;

    // Indices of the pairs in which a label stands on either side.
    private readonly Dictionary<int, List<int>> _byReference = [];
    private readonly Dictionary<int, List<int>> _byPrediction = [];

    private LabelCensus(PairTable pairs, Grid grid, int? ignored)
    {
        _pairs = pairs;
        var labels = new SortedSet<int>();
        long hidden = 0;
        for (var i = 0; i < pairs.Entries.Length; i++)
        {
            var pair = pairs.Entries[i];
            if (pair.Reference == ignored)
            {
                hidden += pair.Count;
                continue;
            }

            labels.Add(pair.Reference);
            labels.Add(pair.Prediction);
            Add(_byReference, pair.Reference, i);
            Add(_byPrediction, pair.Prediction, i);
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
        foreach (var label in region.Labels)
        {
            foreach (var i in _byReference.GetValueOrDefault(label) ?? [])
            {
                var pair = _pairs.Entries[i];
                box = box.Union(pair.Box);
                if (wanted.Contains(pair.Prediction))
                    both += pair.Count;
                else
                    referenceOnly += pair.Count;
            }

            foreach (var i in _byPrediction.GetValueOrDefault(label) ?? [])
            {
                var pair = _pairs.Entries[i];
                if (wanted.Contains(pair.Reference))
                    continue;
                box = box.Union(pair.Box);
                predictionOnly += pair.Count;
            }
        }

        var counts = new OverlapCounts(both, predictionOnly, referenceOnly, _evaluated - both - predictionOnly - referenceOnly);
        return new Entry(region, counts, box);
    }

    private static void Add(Dictionary<int, List<int>> index, int label, int pair)
    {
        if (!index.TryGetValue(label, out var pairs))
            index.Add(label, pairs = []);
        pairs.Add(pair);
    }

    internal sealed record Entry(Region Region, OverlapCounts Counts, Box Box);
}
