namespace Umul.Evaluation.Statistics;

/// <summary>Which cases change by more than their own noise between seeds: |z| &gt; 3.</summary>
public sealed record RepeatableCases
{
    /// <summary>Beyond this many standard errors a change is called repeatable.</summary>
    public const double Limit = 3;

    /// <summary>How many runs' worth of the average variance each case's own is pulled towards.</summary>
    private const double Shrinkage = 5;

    private RepeatableCases(double[] scores, double chance) => (Scores, ExpectedByChance) = (scores, chance);

    /// <summary>z of each case.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>About how many cases, rather fewer, would be marked both ways together if nothing but seed noise were at work.</summary>
    public double ExpectedByChance { get; }

    /// <summary>Cases that got worse beyond noise, the clearest first.</summary>
    public IReadOnlyList<int> Worse => [.. Enumerable.Range(0, Scores.Count).Where(i => Scores[i] < -Limit).OrderBy(i => Scores[i])];

    /// <summary>Cases that got better beyond noise, the clearest first.</summary>
    public IReadOnlyList<int> Better => [.. Enumerable.Range(0, Scores.Count).Where(i => Scores[i] > Limit).OrderByDescending(i => Scores[i])];

    /// <summary>Null with one run in an arm: nothing can be marked.</summary>
    /// <remarks>
    /// <para>Formula: z_i = D_i/√(r_A,i/R_A + r_B,i/R_B), r̃ = ((R−1)·r_i + 5·mean(r))/((R−1) + 5), r_i the variance of a case's scores
    /// between seeds.</para>
    /// <para>Under noise alone z is close to t with (R_A − 1 + 5) + (R_B − 1 + 5) degrees of freedom (moderated t, Smyth 2004).</para>
    /// </remarks>
    /// <param name="baseline">Oriented scores, runs × cases.</param>
    /// <param name="idea">The same cases.</param>
    public static RepeatableCases? Of(ScoreMatrix baseline, ScoreMatrix idea)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(idea);
        if (baseline.Units != idea.Units)
            throw new ArgumentException($"The arms have {baseline.Units} and {idea.Units} cases.", nameof(idea));
        if (baseline.Runs < 2 || idea.Runs < 2)
            return null;
        var differences = CrossedT.Difference(idea.UnitMeans(), baseline.UnitMeans());
        var (left, right) = (Shrunk(baseline), Shrunk(idea));
        var scores = new double[differences.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            double error = Math.Sqrt((left[i] / baseline.Runs) + (right[i] / idea.Runs));
            scores[i] = error > 0 ? differences[i] / error : 0;
        }
        double freedom = baseline.Runs - 1 + idea.Runs - 1 + (2 * Shrinkage);
        return new RepeatableCases(scores, scores.Length * StudentTDistribution.TwoSided(Limit, freedom));
    }

    private static double[] Shrunk(ScoreMatrix arm)
    {
        var variances = new double[arm.Units];
        var scores = new double[arm.Runs];
        for (int i = 0; i < variances.Length; i++)
        {
            for (int s = 0; s < scores.Length; s++)
                scores[s] = arm[s, i];
            variances[i] = Moments.Variance(scores);
        }
        double mean = Moments.Mean(variances);
        double own = arm.Runs - 1;
        return Array.ConvertAll(variances, v => ((own * v) + (Shrinkage * mean)) / (own + Shrinkage));
    }
}
