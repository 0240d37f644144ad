namespace Umul.Evaluation.Statistics;

/// <summary>Corpus BLEU from summed sentence counts, as sacreBLEU keeps them.</summary>
public static class BleuCounts
{
    /// <summary>Counts per sentence: matches of order 1–4, candidates of order 1–4, system length, reference length.</summary>
    public const int Width = 10;

    /// <summary>BLEU in [0, 1]: brevity penalty times the geometric mean of the four n-gram precisions.</summary>
    /// <remarks>
    /// <para>Formula: min(1, e^(1−r/c))·(Πp_n)^¼; no smoothing: an order without a match gives 0, without a candidate NaN.</para>
    /// <para>Source: Papineni et al. 2002, doi:10.3115/1073083.1073135.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">There are not ten sums.</exception>
    public static double Bleu(ReadOnlySpan<double> sums)
    {
        if (sums.Length != Width)
            throw new ArgumentException($"BLEU needs {Width} sums, not {sums.Length}.", nameof(sums));
        double logs = 0;
        for (int order = 0; order < 4; order++)
        {
            if (!(sums[4 + order] > 0))
                return double.NaN;
            if (sums[order] <= 0)
                return 0;
            logs += 0.25 * Math.Log(sums[order] / sums[4 + order]);
        }
        double brevity = sums[8] < sums[9] ? 1 - (sums[9] / sums[8]) : 0;
        return Math.Exp(logs + brevity);
    }
}
