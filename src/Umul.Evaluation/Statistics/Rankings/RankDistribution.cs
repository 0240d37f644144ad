namespace Umul.Evaluation.Statistics;

/// <summary>How often each method took each rank over bootstrap samples of the cases.</summary>
public sealed class RankDistribution
{
    private readonly int[] counts;

    internal RankDistribution(int methods, int resamples, int[] counts)
    {
        Methods = methods;
        Resamples = resamples;
        this.counts = counts;
    }

    /// <summary>Number of methods.</summary>
    public int Methods { get; }

    /// <summary>Number of resamples.</summary>
    public int Resamples { get; }

    /// <summary>How often the method took the rank, 1 … methods.</summary>
    public int this[int method, int rank] => counts[(method * Methods) + rank - 1];

    /// <summary>The rank that a share of the resamples does not exceed: 0.5 is the median, .025 and .975 the 95 % limits.</summary>
    public int Quantile(int method, double share)
    {
        long wanted = (long)Math.Ceiling(share * Resamples);
        long seen = 0;
        for (int rank = 1; rank < Methods; rank++)
        {
            seen += this[method, rank];
            if (seen >= wanted)
                return rank;
        }
        return Methods;
    }
}
