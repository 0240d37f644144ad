namespace Umul.Evaluation.Statistics;

/// <summary>Groups of methods that a critical-difference diagram joins by a bar.</summary>
internal static class Cliques
{
    /// <summary>Maximal runs, in the order of <paramref name="values"/>, in which every pair is alike; at least two members.</summary>
    public static IReadOnlyList<int[]> OfOrdered(double[] values, Func<int, int, bool> alike)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var found = new List<int[]>();
        int reached = 0;
        for (int start = 0; start < order.Length; start++)
        {
            int end = start + 1;
            while (end < order.Length && AllAlike(start, end))
                end++;
            if (end - start >= 2 && end > reached)
            {
                found.Add(order[start..end]);
                reached = end;
            }
        }
        return found;

        bool AllAlike(int start, int candidate)
        {
            for (int i = start; i < candidate; i++)
            {
                if (!alike(order[i], order[candidate]))
                    return false;
            }
            return true;
        }
    }
}
