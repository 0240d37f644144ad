namespace Umul.Evaluation.Statistics;

/// <summary>Scores of the independent units: the cases themselves, group means, or case-weighted pseudo-values of groups.</summary>
internal sealed record UnitScores(string[] Names, ScoreMatrix Baseline, ScoreMatrix Idea)
{
    private const int EnoughGroups = 40;
    private const double LargestShare = 0.1;

    public int Units => Names.Length;

    /// <summary>Seed-averaged differences idea − baseline.</summary>
    public double[] Differences() => CrossedT.Difference(Idea.UnitMeans(), Baseline.UnitMeans());

    /// <summary>Units of complete runs. The guards about groups are added; null if a case has no group or no pair can be formed.</summary>
    public static UnitScores? Of(AlignedRuns runs, ComparisonRequest request, List<Guard> guards)
    {
        if (request.Groups is not { } groups)
            return new UnitScores(runs.Cases, ScoreMatrix.FromRuns(runs.Baseline), ScoreMatrix.FromRuns(runs.Idea));
        var names = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in runs.Cases)
        {
            if (!groups.TryGetValue(name, out string? group) || string.IsNullOrEmpty(group))
            {
                guards.Add(Guard.Of(GuardKind.GroupMissing, subject: name));
                return null;
            }
            names.TryAdd(group, 0);
        }
        int next = 0;
        foreach (string name in names.Keys.ToArray())
            names[name] = next++;
        int[] groupOf = Array.ConvertAll(runs.Cases, c => names[groups[c]]);
        var sizes = new double[names.Count];
        foreach (int group in groupOf)
            sizes[group]++;
        AddGroupGuards(request, guards, sizes, runs.Cases.Length);
        bool byCase = request.Weighting == GroupWeighting.ByCase && sizes.Length >= 2;
        return new UnitScores([.. names.Keys],
            ScoreMatrix.FromRuns([.. runs.Baseline.Select(r => Gather(r, groupOf, sizes, byCase))]),
            ScoreMatrix.FromRuns([.. runs.Idea.Select(r => Gather(r, groupOf, sizes, byCase))]));
    }

    private static double[] Gather(double[] run, int[] groupOf, double[] sizes, bool byCase)
    {
        var sums = new double[sizes.Length];
        for (int i = 0; i < run.Length; i++)
            sums[groupOf[i]] += run[i];
        if (byCase)
            return Pseudovalues.CaseWeighted(sums, sizes);
        for (int g = 0; g < sums.Length; g++)
            sums[g] /= sizes[g];
        return sums;
    }

    private static void AddGroupGuards(ComparisonRequest request, List<Guard> guards, double[] sizes, int cases)
    {
        if (sizes.Length == cases)
        {
            guards.Add(Guard.Of(GuardKind.GroupIsCase, sizes.Length));
            return;
        }
        if (sizes.Length < 10)
            guards.Add(Guard.Of(GuardKind.TooFewGroups, sizes.Length));
        else if (request.Weighting == GroupWeighting.ByCase && (sizes.Length < EnoughGroups || sizes.Max() > LargestShare * cases))
            guards.Add(Guard.Of(GuardKind.FewOrUnevenGroups, sizes.Length));
    }
}
