using Umul.Outcomes;

namespace Umul.Ideas;

/// <summary>The spread of the deciding metric between the runs of the baseline.</summary>
/// <param name="Means">Mean of each run, oldest first.</param>
/// <param name="Deviation">Standard deviation of the means, n − 1; NaN for fewer than two.</param>
internal sealed record NoiseFloor(IReadOnlyList<(IdeaRun Run, double Mean)> Means, double Deviation)
{
    public int Runs => Means.Count;
}

/// <summary>Computes the noise floor. Runs on other cases than the most are left out: their means are not the same quantity.</summary>
internal sealed class IdeaNoise(OutcomeStore outcomes)
{
    public NoiseFloor Of(ProjectIdeas read)
    {
        var members = read.Measure.Baseline is { } baseline ? read.Runs.Of(baseline).Where(m => m.Counts).ToList() : [];
        if (members.Count == 0 || outcomes.Matrix([.. members.Select(m => m.Run)], read.Measure.Split, read.Measure.Metric) is not { } matrix) return new NoiseFloor([], double.NaN);
        var usual = matrix.Origins.Where(o => o is not null).GroupBy(o => o!.CaseList).MaxBy(g => g.Count())?.Key;
        var means = members.Zip(matrix.Origins).Where(m => m.Second is { } origin && origin.CaseList == usual && double.IsFinite(origin.Mean))
            .Select(m => (m.First, m.Second!.Mean)).ToList();
        var mean = means.Count == 0 ? double.NaN : means.Average(m => m.Mean);
        return new NoiseFloor(means, means.Count < 2 ? double.NaN : Math.Sqrt(means.Sum(m => (m.Mean - mean) * (m.Mean - mean)) / (means.Count - 1)));
    }
}
