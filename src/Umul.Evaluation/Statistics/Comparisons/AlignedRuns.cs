namespace Umul.Evaluation.Statistics;

/// <summary>
/// The runs of both arms on one list of cases (sorted by name, so that the order of rows never changes a result). A score that is absent or
/// not finite is NaN.
/// </summary>
internal sealed class AlignedRuns
{
    private AlignedRuns(string[] cases, double[][] baseline, double[][] idea)
    {
        Cases = cases;
        Baseline = baseline;
        Idea = idea;
    }

    public string[] Cases { get; }

    public double[][] Baseline { get; }

    public double[][] Idea { get; }

    /// <summary>Lays the runs side by side; null, with a guard, if a run names a case twice or matched runs do not pair.</summary>
    public static AlignedRuns? Of(ComparisonRequest request, List<Guard> guards)
    {
        if (request.Baseline.Count == 0 || request.Idea.Count == 0)
        {
            guards.Add(Guard.Of(GuardKind.NoRuns));
            return null;
        }
        if (Pair(request) is not { } idea)
        {
            guards.Add(Guard.Of(GuardKind.RunsDoNotPair));
            return null;
        }
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var run in request.Baseline.Concat(idea))
        {
            if (run.Cases.Count != run.Scores.Count)
                throw new ArgumentException($"Run {run.Run} has {run.Cases.Count} cases and {run.Scores.Count} scores.", nameof(request));
            foreach (string name in run.Cases)
                index.TryAdd(name, 0);
        }
        string[] cases = [.. index.Keys];
        Array.Sort(cases, StringComparer.Ordinal);
        for (int i = 0; i < cases.Length; i++)
            index[cases[i]] = i;
        var left = request.Baseline.Select(r => Fill(r, index, guards)).ToArray();
        var right = idea.Select(r => Fill(r, index, guards)).ToArray();
        return guards.Exists(g => g.Kind == GuardKind.DuplicatedCases) ? null : new AlignedRuns(cases, left, right);
    }

    /// <summary>The same runs on a part of the cases.</summary>
    public AlignedRuns Keep(Func<int, bool> wanted)
    {
        int[] kept = [.. Enumerable.Range(0, Cases.Length).Where(wanted)];
        return kept.Length == Cases.Length ? this : new AlignedRuns(Pick(Cases), [.. Baseline.Select(Pick)], [.. Idea.Select(Pick)]);

        T[] Pick<T>(T[] values) => Array.ConvertAll(kept, i => values[i]);
    }

    /// <summary>The same runs with missing scores filled in.</summary>
    public AlignedRuns Filled(double baseline, double idea)
    {
        return new AlignedRuns(Cases, [.. Baseline.Select(r => Fill(r, baseline))], [.. Idea.Select(r => Fill(r, idea))]);

        static double[] Fill(double[] run, double value) => Array.ConvertAll(run, v => double.IsNaN(v) ? value : v);
    }

    /// <summary>The same runs with every score multiplied.</summary>
    public AlignedRuns Times(double factor)
    {
        return factor == 1 ? this : new AlignedRuns(Cases, [.. Baseline.Select(Scale)], [.. Idea.Select(Scale)]);

        double[] Scale(double[] run) => Array.ConvertAll(run, v => v * factor);
    }

    /// <summary>Whether every run has a score for the case.</summary>
    public bool Complete(int index) => All(index, v => !double.IsNaN(v));

    /// <summary>Whether no run has a score for the case.</summary>
    public bool Undefined(int index) => All(index, double.IsNaN);

    /// <summary>Smallest and largest score seen.</summary>
    public (double Low, double High) Range()
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in Baseline.Concat(Idea).SelectMany(r => r))
        {
            if (double.IsNaN(value))
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return (low, high);
    }

    private bool All(int index, Func<double, bool> holds)
    {
        foreach (double[] run in Baseline)
        {
            if (!holds(run[index]))
                return false;
        }
        foreach (double[] run in Idea)
        {
            if (!holds(run[index]))
                return false;
        }
        return true;
    }

    private static IReadOnlyList<RunScores>? Pair(ComparisonRequest request)
    {
        if (request.Design == SeedDesign.Independent)
            return request.Idea;
        if (request.Baseline.Count != request.Idea.Count)
            return null;
        var all = request.Baseline.Concat(request.Idea);
        if (all.All(r => r.Seed is null))
            return request.Idea;
        if (all.Any(r => r.Seed is null) || request.Idea.DistinctBy(r => r.Seed).Count() != request.Idea.Count)
            return null;
        var paired = request.Baseline.Select(b => request.Idea.FirstOrDefault(i => string.Equals(i.Seed, b.Seed, StringComparison.Ordinal))).ToArray();
        return Array.Exists(paired, r => r is null) || paired.Distinct().Count() != paired.Length ? null : [.. paired.Select(r => r!)];
    }

    private static double[] Fill(RunScores run, Dictionary<string, int> index, List<Guard> guards)
    {
        var values = new double[index.Count];
        Array.Fill(values, double.NaN);
        var seen = new bool[index.Count];
        for (int i = 0; i < run.Cases.Count; i++)
        {
            int position = index[run.Cases[i]];
            if (seen[position])
            {
                guards.Add(Guard.Of(GuardKind.DuplicatedCases, subject: $"{run.Run}: {run.Cases[i]}"));
                return values;
            }
            seen[position] = true;
            values[position] = double.IsFinite(run.Scores[i]) ? run.Scores[i] : double.NaN;
        }
        return values;
    }
}
