namespace Umul.Evaluation.Statistics;

/// <summary>p-values of a family of paired differences under joint sign flips.</summary>
/// <param name="Raw">Each idea on its own.</param>
/// <param name="StepDown">Step-down max-T adjusted.</param>
/// <param name="SingleStep">Single-step max-T adjusted, which goes with simultaneous intervals.</param>
/// <param name="Exact">Whether all 2ⁿ flips were enumerated.</param>
public sealed record MaxTResult(double[] Raw, double[] StepDown, double[] SingleStep, bool Exact);

/// <summary>Westfall and Young's max-T by sign flips: the vector of all ideas' differences on a case is flipped as one.</summary>
public static class MaxT
{
    private const int Chunk = 512;
    private const double TieAllowance = 1e-12;

    /// <summary>Adjusts a family of K ideas (K × units) for ideas with one run or with seeds averaged.</summary>
    /// <remarks>
    /// <para>|t| is compared through S²/Σd², of which it is an increasing function, so that constant differences are no special case.</para>
    /// <para>Exact for up to twenty units; otherwise p = (1 + #)/(B + 1).</para>
    /// <para>Source: Westfall and Young 1993; fixture raw .00391/.00488/.552 → step-down .00977/.00684/.552.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">No idea, no unit, or ideas on different units.</exception>
    public static MaxTResult Compute(IReadOnlyList<double[]> differences, ResamplingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count == 0 || differences[0].Length == 0 || differences.Any(d => d.Length != differences[0].Length))
            throw new ArgumentException("Max-T needs at least one idea, all on the same units.", nameof(differences));
        options ??= new ResamplingOptions();
        int units = differences[0].Length;
        bool exact = units <= SignFlipTest.EnumerationLimit;
        var family = new Family(differences);
        int flips = exact ? 1 << (units - 1) : options.Flips;
        var counts = new long[(flips + Chunk - 1) / Chunk][];
        options.ForChunks(flips, Chunk, (from, to) =>
        {
            var tally = new Tally(family);
            for (int flip = from; flip < to; flip++)
            {
                var random = new CounterRandom(options.Seed, (ulong)flip);
                tally.Count(exact ? (uint)flip : null, ref random);
            }
            counts[from / Chunk] = tally.Counts;
        });
        return Result(family, counts, flips, exact);
    }

    private static MaxTResult Result(Family family, long[][] counts, int flips, bool exact)
    {
        int k = family.Observed.Length;
        var total = new double[3 * k];
        foreach (long[] part in counts)
        {
            for (int i = 0; i < total.Length; i++)
                total[i] += part[i];
        }
        double[] p = Array.ConvertAll(total, c => exact ? c / flips : (c + 1) / (flips + 1.0));
        var stepDown = new double[k];
        double largest = 0;
        foreach (int idea in family.Order)
        {
            largest = Math.Max(largest, p[k + idea]);
            stepDown[idea] = largest;
        }
        return new MaxTResult(p[..k], stepDown, p[(2 * k)..], exact);
    }

    private sealed class Family
    {
        public Family(IReadOnlyList<double[]> differences)
        {
            Table = new FlipTable(differences);
            Squares = [.. differences.Select(d => Moments.Sum(Array.ConvertAll(d, x => x * x)))];
            Observed = [.. differences.Select((d, k) => Ratio(Moments.Sum(d), Squares[k]))];
            Order = [.. Enumerable.Range(0, Observed.Length).OrderByDescending(i => Observed[i])];
        }

        public FlipTable Table { get; }

        public double[] Squares { get; }

        public double[] Observed { get; }

        public int[] Order { get; }

        public static double Ratio(double sum, double squares) => squares > 0 ? sum * sum / squares : 0;
    }

    /// <summary>Counts, for each idea, flips that beat it alone, among the smaller ones (step-down) and among all (single-step).</summary>
    private sealed class Tally(Family family)
    {
        private readonly double[] sums = new double[family.Table.Stride];
        private readonly double[] inverse = Array.ConvertAll(family.Squares, q => q > 0 ? 1 / q : 0);
        private readonly double[] limits = Array.ConvertAll(family.Observed, r => r * (1 - TieAllowance));

        public long[] Counts { get; } = new long[3 * family.Observed.Length];

        public void Count(uint? mask, ref CounterRandom random)
        {
            if (mask is { } enumerated)
                family.Table.Enumerated(enumerated, sums);
            else
                family.Table.Drawn(ref random, sums);
            int k = family.Observed.Length;
            double largest = 0;
            for (int j = k - 1; j >= 0; j--)
            {
                int idea = family.Order[j];
                double ratio = sums[idea] * sums[idea] * inverse[idea];
                if (ratio >= limits[idea])
                    Counts[idea]++;
                largest = Math.Max(largest, ratio);
                if (largest >= limits[idea])
                    Counts[k + idea]++;
            }
            for (int idea = 0; idea < k; idea++)
            {
                if (largest >= limits[idea])
                    Counts[(2 * k) + idea]++;
            }
        }
    }
}
