using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Umul.Evaluation.Statistics;

/// <summary>Bootstrap of rankings over cases. One random stream per resample; the same on any number of threads.</summary>
public static class RankBootstrap
{
    private const int Chunk = 128;

    /// <summary>Ranks by mean over each resample; ties share the lower rank.</summary>
    /// <exception cref="ArgumentException">A score is missing: decide first what missing means.</exception>
    public static RankDistribution AggregateThenRank(RankingData data, ResamplingOptions? options = null)
    {
        Require(data);
        options ??= new ResamplingOptions { Resamples = 1_000 };
        int k = data.Count;
        int stride = (k + 7) / 8 * 8;
        var rows = new double[data.Cases * stride];
        for (int m = 0; m < k; m++)
        {
            double[] scores = data.Oriented(m);
            for (int i = 0; i < scores.Length; i++)
                rows[(i * stride) + m] = scores[i];
        }
        return Collect(k, options, () =>
        {
            var sums = new double[stride];
            var drawn = new int[data.Cases];
            return (ref random, tally) =>
            {
                random.FillIndices(drawn, drawn.Length);
                for (int i = 0; i < drawn.Length; i++)
                    drawn[i] *= stride;
                SumRows(rows, drawn, sums);
                AddRanks(sums.AsSpan(0, k), tally);
            };
        });
    }

    /// <summary>Ranks by pairwise one-sided Wilcoxon tests (Pratt, ties and continuity corrected) on each resample.</summary>
    /// <remarks>|d| of each pair is sorted once; a resample only changes how often each case counts. One sum serves both directions.</remarks>
    /// <exception cref="ArgumentException">A score is missing: decide first what missing means.</exception>
    public static RankDistribution TestThenRank(RankingData data, double alpha = 0.05, RankingAdjustment adjustment = RankingAdjustment.None,
        ResamplingOptions? options = null)
    {
        Require(data);
        options ??= new ResamplingOptions { Resamples = 1_000 };
        int k = data.Count;
        var pairs = new List<(int A, int B, PairedRanks Ranks)>();
        for (int a = 0; a < k; a++)
        {
            for (int b = a + 1; b < k; b++)
                pairs.Add((a, b, new PairedRanks(data.Oriented(a), data.Oriented(b))));
        }
        double critical = NormalDistribution.Quantile(1 - alpha);
        return Collect(k, options, () =>
        {
            var times = new int[data.Cases];
            var drawn = new int[data.Cases];
            var wins = new double[k];
            var p = new double[k * k];
            return (ref random, tally) =>
            {
                Array.Clear(times);
                random.FillIndices(drawn, drawn.Length);
                foreach (int i in drawn)
                    times[i]++;
                Array.Clear(wins);
                if (adjustment == RankingAdjustment.None)
                    CountWins(pairs, times, critical, wins);
                else
                    CountWinsByHolm(pairs, times, alpha, p, wins);
                AddRanks(wins, tally);
            };
        });
    }

    private delegate void OneResample(ref CounterRandom random, int[] tally);

    private static RankDistribution Collect(int k, ResamplingOptions options, Func<OneResample> make)
    {
        var parts = new int[(options.Resamples + Chunk - 1) / Chunk][];
        options.ForChunks(options.Resamples, Chunk, (from, to) =>
        {
            var tally = new int[k * k];
            var resample = make();
            for (int b = from; b < to; b++)
            {
                var random = new CounterRandom(options.Seed, (ulong)b);
                resample(ref random, tally);
            }
            parts[from / Chunk] = tally;
        });
        var counts = new int[k * k];
        foreach (int[] part in parts)
        {
            for (int i = 0; i < counts.Length; i++)
                counts[i] += part[i];
        }
        return new RankDistribution(k, options.Resamples, counts);
    }

    private static void CountWins(List<(int A, int B, PairedRanks Ranks)> pairs, int[] times, double critical, double[] wins)
    {
        foreach (var (a, b, ranks) in pairs)
        {
            double z = ranks.Z(times);
            if (z > critical)
                wins[a]++;
            else if (z < -critical)
                wins[b]++;
        }
    }

    private static void CountWinsByHolm(List<(int A, int B, PairedRanks Ranks)> pairs, int[] times, double alpha, double[] p, double[] wins)
    {
        int k = wins.Length;
        foreach (var (a, b, ranks) in pairs)
        {
            double z = ranks.Z(times);
            p[(a * k) + b] = NormalDistribution.UpperTail(z);
            p[(b * k) + a] = NormalDistribution.Cumulative(z);
        }
        double[] adjusted = Ranking.HolmOfPairs(p, k);
        for (int i = 0; i < adjusted.Length; i++)
            wins[i / k] += adjusted[i] < alpha ? 1 : 0;
    }

    private static void AddRanks(ReadOnlySpan<double> values, int[] tally)
    {
        for (int m = 0; m < values.Length; m++)
        {
            int better = 0;
            for (int other = 0; other < values.Length; other++)
                better += values[other] > values[m] ? 1 : 0;
            tally[(m * values.Length) + better]++;
        }
    }

    private static void SumRows(double[] rows, int[] drawn, double[] sums)
    {
        ref double start = ref MemoryMarshal.GetArrayDataReference(rows);
        for (int lane = 0; lane < sums.Length; lane += 8)
        {
            var sum = Vector512<double>.Zero;
            foreach (int offset in drawn)
                sum += Vector512.LoadUnsafe(ref Unsafe.Add(ref start, offset + lane));
            sum.CopyTo(sums, lane);
        }
    }

    private static void Require(RankingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.HasMissing)
            throw new ArgumentException("Scores are missing: decide what missing means (a value, or leave the method out) before ranking.", nameof(data));
    }

    /// <summary>Differences of one pair, sorted by magnitude, for Wilcoxon tests with case multiplicities.</summary>
    private sealed class PairedRanks
    {
        private readonly int[] order;
        private readonly sbyte[] signs;
        private readonly bool[] endsGroup;
        private readonly bool distinct;

        public PairedRanks(double[] a, double[] b)
        {
            int n = a.Length;
            var magnitude = new double[n];
            order = new int[n];
            for (int i = 0; i < n; i++)
            {
                magnitude[i] = Math.Abs(a[i] - b[i]);
                order[i] = i;
            }
            Array.Sort(magnitude, order);
            signs = Array.ConvertAll(order, i => (sbyte)Math.Sign(a[i] - b[i]));
            endsGroup = new bool[n];
            for (int i = 0; i < n; i++)
                endsGroup[i] = i == n - 1 || magnitude[i + 1] != magnitude[i];
            distinct = magnitude[0] != 0 && !Array.Exists(endsGroup, e => !e);
        }

        /// <summary>Continuity-corrected z, positive when the first is better; 0 without information.</summary>
        public double Z(int[] times) => distinct ? DistinctZ(times) : TiedZ(times);

        /// <summary>No zeros and no ties in the data: only repeats of a case tie, and nothing in the loop branches.</summary>
        private double DistinctZ(int[] times)
        {
            long plusTwice = 0;
            long seenTwice = 1;
            long ties = 0;
            for (int i = 0; i < order.Length; i++)
            {
                long weight = times[order[i]];
                // The sign is 1 or −1; (sign + 1) / 2 keeps the positive ones.
                plusTwice += weight * (seenTwice + weight) * ((signs[i] + 1) >> 1);
                seenTwice += 2 * weight;
                ties += weight * ((weight * weight) - 1);
            }
            return Standardize(plusTwice, (seenTwice - 1) / 2, 0, ties);
        }

        private double TiedZ(int[] times)
        {
            long plusTwice = 0;
            long seen = 0;
            long zeros = 0;
            long group = 0;
            long groupPlus = 0;
            double ties = 0;
            for (int i = 0; i < order.Length; i++)
            {
                int weight = times[order[i]];
                group += weight;
                groupPlus += signs[i] > 0 ? weight : 0;
                if (!endsGroup[i])
                    continue;
                if (signs[i] == 0)
                {
                    zeros = group;
                }
                else if (group > 0)
                {
                    plusTwice += groupPlus * ((2 * seen) + group + 1);
                    ties += group > 1 ? (double)group * ((group * group) - 1) : 0;
                }
                seen += group;
                group = 0;
                groupPlus = 0;
            }
            return Standardize(plusTwice, seen, zeros, ties);
        }

        private static double Standardize(long plusTwice, double n, double z, double ties)
        {
            double variance = (n * (n + 1) * ((2 * n) + 1)) - (z * (z + 1) * ((2 * z) + 1)) - (0.5 * ties);
            if (!(variance > 0))
                return 0;
            double gap = (0.5 * plusTwice) - (((n * (n + 1)) - (z * (z + 1))) / 4);
            return Math.Abs(gap) <= 0.5 ? 0 : (gap - (0.5 * Math.Sign(gap))) / Math.Sqrt(variance / 24);
        }
    }
}
