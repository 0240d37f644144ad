using System.Globalization;
using Umul.Evaluation.Statistics;
using Umul.Outcomes;

namespace Umul.Ideas;

/// <summary>The spread of the deciding metric between the runs of the baseline.</summary>
/// <param name="Means">Mean of each run, oldest first.</param>
/// <param name="Deviation">Standard deviation of the means, n − 1; NaN for fewer than two.</param>
internal sealed record NoiseFloor(IReadOnlyList<(IdeaRun Run, double Mean)> Means, double Deviation)
{
    public int Runs => Means.Count;

    /// <summary>Two significant digits: more a few seeds do not give.</summary>
    public static double Rounded(double value) => value > 0 && double.IsFinite(value)
        ? double.Parse(value.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;

    /// <summary>Where the newest run is to lie if nothing has changed: 95 % prediction from the runs before it; null for fewer than three of them.</summary>
    public (double Lower, double Upper)? Expected
    {
        get
        {
            var before = Means.Take(Means.Count - 1).Select(m => m.Mean).ToList();
            if (before.Count < 3) return null;
            var mean = before.Average();
            var deviation = Math.Sqrt(before.Sum(m => (m - mean) * (m - mean)) / (before.Count - 1));
            var half = StudentTDistribution.Quantile(0.975, before.Count - 1) * deviation * Math.Sqrt(1 + (1.0 / before.Count));
            return (mean - half, mean + half);
        }
    }

    /// <summary>Whether the newest run lies where it is expected; null if that cannot be said yet.</summary>
    public bool? Reproduces => Expected is { } expected ? Means[^1].Mean >= expected.Lower && Means[^1].Mean <= expected.Upper : null;
}

/// <summary>Computes the noise floor. Runs whose results are sealed are left out, and runs on other cases than the most are left out: their means are not the same quantity.</summary>
internal sealed class IdeaNoise(ShownOutcomes outcomes)
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
