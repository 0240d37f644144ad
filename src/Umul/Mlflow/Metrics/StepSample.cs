namespace Umul.Mlflow.Metrics;

/// <summary>Picks the steps that get-history-bulk-interval shows: evenly spread over all runs' distinct steps, with each run's ends.</summary>
internal static class StepSample
{
    public static HashSet<long> Pick(IReadOnlyList<MetricHistory> histories, long from, long to, int limit)
    {
        var picked = new HashSet<long>();
        var all = new HashSet<long>();
        foreach (var history in histories)
        {
            long? least = null, greatest = null;
            foreach (var step in history.Steps)
            {
                if (step < from || step > to)
                    continue;
                all.Add(step);
                least = Math.Min(least ?? step, step);
                greatest = Math.Max(greatest ?? step, step);
            }
            if (least is null)
                continue;
            picked.Add(least.Value);
            picked.Add(greatest!.Value);
        }
        if (all.Count <= limit)
            return all;
        var sorted = all.ToArray();
        Array.Sort(sorted);
        for (var i = 0; i < limit; i++)
            picked.Add(sorted[(int)((double)i * sorted.Length / limit)]);
        picked.Add(sorted[^1]);
        return picked;
    }
}
