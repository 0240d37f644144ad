using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>Pairs objects one to one. Equal scores are settled by the objects' numbers, so that the outcome is always the same.</summary>
internal static class LesionMatching
{
    public static List<LesionOverlap> Match(LesionTable table, LesionOptions options, IReadOnlyDictionary<int, double>? confidences)
    {
        var candidates = table.Overlaps
            .Select(pair => (Pair: pair, Score: table.Score(pair, options.Score)))
            .Where(candidate => options.Accepts(candidate.Score))
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Pair.Reference)
            .ThenBy(candidate => candidate.Pair.Prediction)
            .ToList();
        return options.Matcher switch
        {
            LesionMatcher.Naive => OneToOne(candidates.Select(candidate => candidate.Pair)),
            LesionMatcher.Greedy => OneToOne(candidates
                .OrderByDescending(candidate => Confidence(table.Predictions[candidate.Pair.Prediction], confidences))
                .ThenBy(candidate => candidate.Pair.Prediction)
                .Select(candidate => candidate.Pair)),
            LesionMatcher.Optimal => Optimal(candidates),
            _ => throw new ArgumentException($"No matcher {options.Matcher}.", nameof(options)),
        };
    }

    private static double Confidence((int Label, long Voxels) prediction, IReadOnlyDictionary<int, double>? confidences) =>
        confidences is null ? prediction.Voxels : confidences.GetValueOrDefault(prediction.Label);

    private static List<LesionOverlap> OneToOne(IEnumerable<LesionOverlap> inOrder)
    {
        var (references, predictions) = (new HashSet<int>(), new HashSet<int>());
        var pairs = new List<LesionOverlap>();
        foreach (var pair in inOrder)
        {
            if (references.Contains(pair.Reference) || predictions.Contains(pair.Prediction))
                continue;
            references.Add(pair.Reference);
            predictions.Add(pair.Prediction);
            pairs.Add(pair);
        }

        return pairs;
    }

    /// <summary>Objects that candidates tie together form small groups; each group is solved by itself.</summary>
    private static List<LesionOverlap> Optimal(List<(LesionOverlap Pair, double Score)> candidates)
    {
        var pairs = new List<LesionOverlap>();
        foreach (var group in Groups(candidates))
        {
            int[] rows = [.. group.Select(candidate => candidate.Pair.Reference).Distinct().Order()];
            int[] columns = [.. group.Select(candidate => candidate.Pair.Prediction).Distinct().Order()];
            // A pair is worth more than all scores together, so that the number of pairs comes first.
            var worth = 1.0 + Math.Min(rows.Length, columns.Length);
            var gain = new double[rows.Length, columns.Length];
            var at = new Dictionary<(int, int), LesionOverlap>();
            foreach (var (pair, score) in group)
            {
                var (i, j) = (Array.BinarySearch(rows, pair.Reference), Array.BinarySearch(columns, pair.Prediction));
                gain[i, j] = worth + score;
                at[(i, j)] = pair;
            }

            foreach (var cell in Assignment.Best(gain))
            {
                if (at.TryGetValue(cell, out var pair))
                    pairs.Add(pair);
            }
        }

        return pairs;
    }

    private static IEnumerable<List<(LesionOverlap Pair, double Score)>> Groups(List<(LesionOverlap Pair, double Score)> candidates)
    {
        // References are even nodes, predictions odd ones.
        var parents = new Dictionary<int, int>();
        foreach (var (pair, _) in candidates)
            parents[Root(parents, (2 * pair.Prediction) + 1)] = Root(parents, 2 * pair.Reference);
        return candidates
            .GroupBy(candidate => Root(parents, 2 * candidate.Pair.Reference))
            .Select(group => group.ToList());
    }

    private static int Root(Dictionary<int, int> parents, int node)
    {
        while (parents.TryGetValue(node, out var parent) && parent != node)
        {
            parents[node] = parents.GetValueOrDefault(parent, parent);
            node = parent;
        }

        return node;
    }
}
