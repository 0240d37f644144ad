namespace Umul.Evaluation.Statistics;

/// <summary>How large and how consistent a paired difference is, over the units.</summary>
/// <param name="Wins">Units on which the idea is better.</param>
/// <param name="Ties">Units with exactly equal scores.</param>
/// <param name="Losses">Units on which the idea is worse.</param>
/// <param name="StandardizedDifference">d_z = Δ/sd(D); NaN without spread.</param>
/// <param name="ProbabilityOfImprovement">(wins + ½ ties)/N.</param>
/// <param name="ProbabilityInterval">Wilson's 95 % interval of <paramref name="ProbabilityOfImprovement"/>.</param>
/// <param name="RankBiserial">Matched-pairs rank-biserial correlation (T⁺ − T⁻)/(T⁺ + T⁻), zeros dropped; NaN if all are zero.</param>
/// <param name="MedianDifference">Median of the differences.</param>
/// <param name="MedianInterval">Order-statistic 95 % interval of the median; null below six units.</param>
public sealed record EffectSizes(
    int Wins, int Ties, int Losses, double StandardizedDifference, double ProbabilityOfImprovement, ConfidenceInterval ProbabilityInterval,
    double RankBiserial, double MedianDifference, ConfidenceInterval? MedianInterval)
{
    /// <summary>Effect sizes of differences idea − baseline, positive meaning better.</summary>
    /// <exception cref="ArgumentException">There is no difference.</exception>
    public static EffectSizes Of(ReadOnlySpan<double> differences)
    {
        if (differences.IsEmpty)
            throw new ArgumentException("Effect sizes need at least one difference.", nameof(differences));
        int wins = 0;
        int losses = 0;
        foreach (double d in differences)
        {
            if (d > 0)
                wins++;
            else if (d < 0)
                losses++;
        }
        int n = differences.Length;
        int ties = n - wins - losses;
        double probability = (wins + (0.5 * ties)) / n;
        double sd = Math.Sqrt(Moments.Variance(differences));
        return new EffectSizes(wins, ties, losses, Moments.Mean(differences) / (sd > 0 ? sd : double.NaN), probability,
            Wilson(probability, n), RankBiserialOf(differences), Quantiles.Median(differences), OrderStatisticInterval.Median(differences));
    }

    /// <summary>Wilson's score interval of a proportion.</summary>
    /// <remarks>Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.</remarks>
    public static ConfidenceInterval Wilson(double proportion, int n, double level = 0.95)
    {
        double z = NormalDistribution.Quantile(0.5 + (level / 2));
        double square = z * z;
        double centre = (proportion + (square / (2 * n))) / (1 + (square / n));
        double reach = z / (1 + (square / n)) * Math.Sqrt((proportion * (1 - proportion) / n) + (square / (4.0 * n * n)));
        return new ConfidenceInterval(Math.Max(0, centre - reach), Math.Min(1, centre + reach), level);
    }

    private static double RankBiserialOf(ReadOnlySpan<double> differences)
    {
        var kept = differences.ToArray().Where(d => d != 0).ToArray();
        if (kept.Length == 0)
            return double.NaN;
        var ranks = Ranks.Average(Array.ConvertAll(kept, Math.Abs));
        double plus = 0;
        double total = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            plus += kept[i] > 0 ? ranks[i] : 0;
            total += ranks[i];
        }
        return ((2 * plus) - total) / total;
    }
}
