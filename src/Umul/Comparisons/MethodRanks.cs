using Umul.Evaluation.Statistics;

namespace Umul.Comparisons;

/// <summary>Ranks of methods in three ways, and how they vary over resamples of the cases.</summary>
/// <param name="Means">By mean score: the ranking that counts.</param>
/// <param name="Ranks">By mean rank over cases.</param>
/// <param name="Tests">By pairwise tests, Holm-corrected.</param>
/// <param name="Bootstrap">Of <paramref name="Means"/>.</param>
internal sealed record MethodRanks(Ranking Means, Ranking Ranks, Ranking Tests, RankDistribution Bootstrap)
{
    /// <summary>Methods, best first.</summary>
    public IReadOnlyList<int> Order => [.. Enumerable.Range(0, Means.Ranks.Length).OrderBy(m => Means.Ranks[m]).ThenByDescending(FirstIn)];

    public double TauOfRanks => Ranking.KendallTau(Means.Ranks, Ranks.Ranks);

    public double TauOfTests => Ranking.KendallTau(Means.Ranks, Tests.Ranks);

    /// <summary>Share of the resamples in which the method was first.</summary>
    public double FirstIn(int method) => (double)Bootstrap[method, 1] / Bootstrap.Resamples;

    public static MethodRanks Of(RankingData data, ResamplingOptions resampling, double alpha) => new(
        Ranking.AggregateThenRank(data), Ranking.RankThenAggregate(data), Ranking.TestThenRank(data, alpha, RankingAdjustment.Holm),
        RankBootstrap.AggregateThenRank(data, resampling));
}
