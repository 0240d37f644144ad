using Umul.Evaluation.Statistics;

namespace Umul.Comparisons;

/// <summary>Scores of several methods on the units that all of them have: seeds of a method averaged, cases of a unit averaged.</summary>
/// <param name="Data">Method × unit.</param>
/// <param name="Seeds">Runs of each method.</param>
/// <param name="AllUnits">Units that any method has.</param>
internal sealed record MethodTable(RankingData Data, IReadOnlyList<int> Seeds, int AllUnits)
{
    public int LeftOut => AllUnits - Data.Cases;

    /// <summary>Averages and aligns.</summary>
    /// <param name="methods">Runs by method.</param>
    /// <param name="units">Unit of each case; null if cases are units.</param>
    /// <param name="direction">Which way is better.</param>
    /// <param name="missing">Score of a case that a run lacks; null leaves out units that any method lacks.</param>
    public static MethodTable Of(
        IReadOnlyList<(string Method, IReadOnlyList<RunScores> Runs)> methods, IReadOnlyDictionary<string, string>? units, MetricDirection direction, double? missing)
    {
        if (methods.Count < 2) throw ScoreFaults.TooFewMethods(methods.Count);
        string[] cases = [.. methods.SelectMany(m => m.Runs).SelectMany(r => r.Cases).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var unitOf = cases.Select(name => units?.GetValueOrDefault(name) ?? name).ToArray();
        string[] names = [.. unitOf.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        List<double[]> rows = [.. methods.Select(m => Gather(Mean(m.Runs, cases, missing), unitOf, names))];
        int[] complete = [.. Enumerable.Range(0, names.Length).Where(i => rows.TrueForAll(row => double.IsFinite(row[i])))];
        if (complete.Length == 0) throw ScoreFaults.NoCommonCases();
        var data = new RankingData([.. methods.Select(m => m.Method)], [.. rows.Select(row => complete.Select(i => row[i]).ToArray())], direction);
        return new MethodTable(data, [.. methods.Select(m => m.Runs.Count)], names.Length);
    }

    private static double[] Mean(IReadOnlyList<RunScores> runs, string[] cases, double? missing)
    {
        var sums = new double[cases.Length];
        foreach (var run in runs)
        {
            var scores = new Dictionary<string, double>(StringComparer.Ordinal);
            for (var i = 0; i < run.Cases.Count; i++)
                if (!scores.TryAdd(run.Cases[i], run.Scores[i])) throw ScoreFaults.Twice(run.Run, run.Cases[i]);
            for (var i = 0; i < cases.Length; i++)
            {
                var score = scores.GetValueOrDefault(cases[i], double.NaN);
                sums[i] += (double.IsFinite(score) ? score : missing ?? double.NaN) / runs.Count;
            }
        }
        return sums;
    }

    private static double[] Gather(double[] cases, string[] unitOf, string[] names)
    {
        var (sums, counts) = (new double[names.Length], new int[names.Length]);
        for (var i = 0; i < cases.Length; i++)
        {
            var at = Array.BinarySearch(names, unitOf[i], StringComparer.Ordinal);
            sums[at] += cases[i];
            counts[at]++;
        }
        return [.. sums.Select((sum, i) => sum / counts[i])];
    }
}
