namespace Umul.Evaluation.Statistics;

/// <summary>Result of a sign-flip test: two-sided p and whether every flip was enumerated.</summary>
public sealed record SignFlipResult(double PValue, bool Exact, long Flips);

/// <summary>Sign-flip (one-sample permutation) test of a mean paired difference.</summary>
public static class SignFlipTest
{
    /// <summary>Up to this many units all 2ⁿ flips are enumerated.</summary>
    public const int EnumerationLimit = 20;

    private const int Chunk = 4096;

    // Flips that share a stream: 64 flips, then the next stream.
    private const int Group = 64;

    // Sums that differ only by rounding are ties; scipy uses the same kind of allowance.
    private const double TieAllowance = 1e-12;

    /// <summary>Two-sided p that a mean at least as far from zero arises when each difference's sign is a coin.</summary>
    /// <remarks>
    /// <para>Formula: exact share of |S*| ≥ |S| for n ≤ 20; otherwise p = (1 + #{|S*| ≥ |S|})/(B + 1) over random flips.</para>
    /// <para>Range: below six units p cannot reach 0.05 (smallest 2/2ⁿ). All differences zero give 1.</para>
    /// <para>Source: Fisher 1935, Design of Experiments, 21; Phipson and Smyth 2010 for the +1.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">There is no difference.</exception>
    public static SignFlipResult Compute(double[] differences, ResamplingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Length == 0)
            throw new ArgumentException("A sign-flip test needs at least one difference.", nameof(differences));
        options ??= new ResamplingOptions();
        var table = new FlipTable([differences]);
        double scale = 0;
        foreach (double d in differences)
            scale += Math.Abs(d);
        double limit = Math.Abs(Moments.Sum(differences)) - (TieAllowance * scale);
        return differences.Length <= EnumerationLimit
            ? Enumerate(table, differences.Length, limit)
            : Draw(table, limit, options);
    }

    private static SignFlipResult Enumerate(FlipTable table, int units, double limit)
    {
        // The last sign is fixed: the other half of the flips mirrors this half.
        uint half = 1u << (units - 1);
        long count = 0;
        for (uint mask = 0; mask < half; mask++)
        {
            if (Math.Abs(table.Enumerated(mask)) >= limit)
                count++;
        }
        return new SignFlipResult((double)count / half, true, 2L * half);
    }

    private static SignFlipResult Draw(FlipTable table, double limit, ResamplingOptions options)
    {
        int chunks = (options.Flips + Chunk - 1) / Chunk;
        var counts = new long[chunks];
        options.ForChunks(options.Flips, Chunk, (from, to) =>
        {
            long count = 0;
            var bits = new uint[Group * table.Words];
            for (int first = from; first < to; first += Group)
            {
                var random = new CounterRandom(options.Seed, (ulong)(first / Group));
                random.FillBits(bits);
                int flips = Math.Min(Group, to - first);
                for (int flip = 0; flip < flips; flip += 4)
                {
                    var (a, b, c, d) = table.Drawn(bits.AsSpan(flip * table.Words, 4 * table.Words));
                    count += Reached(a, limit);
                    count += flip + 1 < flips ? Reached(b, limit) : 0;
                    count += flip + 2 < flips ? Reached(c, limit) : 0;
                    count += flip + 3 < flips ? Reached(d, limit) : 0;
                }
            }
            counts[from / Chunk] = count;
        });
        return new SignFlipResult((1.0 + counts.Sum()) / (options.Flips + 1.0), false, options.Flips);
    }

    private static int Reached(double sum, double limit) => Math.Abs(sum) >= limit ? 1 : 0;
}
