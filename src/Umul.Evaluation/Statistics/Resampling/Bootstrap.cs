using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Umul.Evaluation.Statistics;

/// <summary>Nonparametric bootstraps. One random stream per resample; sums in a fixed order; no fused multiply-add.</summary>
public static class Bootstrap
{
    private const int Chunk = 256;

    /// <summary>Bootstrap of the mean of one sample (of paired differences, for two arms with one run each).</summary>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    public static BootstrapDistribution Mean(double[] values, ResamplingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
            throw new ArgumentException("A bootstrap needs at least one value.", nameof(values));
        options ??= new ResamplingOptions();
        var replicates = new double[options.Resamples];
        options.ForChunks(replicates.Length, Chunk, (from, to) =>
        {
            var drawn = new int[values.Length];
            for (int b = from; b < to; b++)
            {
                var random = new CounterRandom(options.Seed, (ulong)b);
                random.FillIndices(drawn, values.Length);
                replicates[b] = Gathered(values, drawn) / values.Length;
            }
        });
        return new BootstrapDistribution(Moments.Mean(values), replicates);
    }

    /// <summary>Bootstrap of any statistic of n units: the function gets the drawn indices, in drawing order.</summary>
    public static BootstrapDistribution Statistic(int units, Func<ReadOnlySpan<int>, double> statistic, ResamplingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        options ??= new ResamplingOptions();
        var replicates = new double[options.Resamples];
        options.ForChunks(replicates.Length, Chunk, (from, to) =>
        {
            var drawn = new int[units];
            for (int b = from; b < to; b++)
            {
                var random = new CounterRandom(options.Seed, (ulong)b);
                random.FillIndices(drawn, units);
                replicates[b] = statistic(drawn);
            }
        });
        var all = new int[units];
        for (int i = 0; i < units; i++)
            all[i] = i;
        return new BootstrapDistribution(statistic(all), replicates);
    }

    /// <summary>Crossed bootstrap: runs of each arm drawn on their own, one shared draw of units; statistic idea − baseline.</summary>
    /// <remarks>A robustness line beside crossed-t, which it does not replace: with two runs it covers 74 %.</remarks>
    /// <exception cref="ArgumentException">The arms have different units.</exception>
    public static BootstrapDistribution Crossed(ScoreMatrix baseline, ScoreMatrix idea, ResamplingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(idea);
        if (baseline.Units != idea.Units)
            throw new ArgumentException($"Both arms need the same units: {baseline.Units} and {idea.Units}.", nameof(idea));
        options ??= new ResamplingOptions();
        var columns = new UnitMajor(baseline, idea);
        var replicates = new double[options.Resamples];
        options.ForChunks(replicates.Length, Chunk, (from, to) =>
        {
            int runs = baseline.Runs + idea.Runs;
            var drawn = new int[runs + baseline.Units];
            var sums = new double[columns.Stride];
            for (int b = from; b < to; b++)
            {
                var random = new CounterRandom(options.Seed, (ulong)b);
                for (int s = 0; s < runs; s++)
                    drawn[s] = random.NextIndex(s < baseline.Runs ? baseline.Runs : idea.Runs);
                random.FillIndices(drawn.AsSpan(runs), baseline.Units);
                replicates[b] = columns.Difference(drawn, sums);
            }
        });
        double observed = Moments.Mean(idea.RunMeans()) - Moments.Mean(baseline.RunMeans());
        return new BootstrapDistribution(observed, replicates);
    }

    /// <summary>Sum of drawn values in four fixed lanes, so that additions need not wait for each other.</summary>
    private static double Gathered(double[] values, int[] drawn)
    {
        ref double start = ref MemoryMarshal.GetArrayDataReference(values);
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 4 <= drawn.Length; i += 4)
        {
            a += Unsafe.Add(ref start, drawn[i]);
            b += Unsafe.Add(ref start, drawn[i + 1]);
            c += Unsafe.Add(ref start, drawn[i + 2]);
            d += Unsafe.Add(ref start, drawn[i + 3]);
        }
        for (; i < drawn.Length; i++)
            a += Unsafe.Add(ref start, drawn[i]);
        return (a + b) + (c + d);
    }

    /// <summary>The crossed statistic for a fixed draw: baseline runs, idea runs, units, in that order.</summary>
    internal static double CrossedDifference(ScoreMatrix baseline, ScoreMatrix idea, ReadOnlySpan<int> drawn)
    {
        var columns = new UnitMajor(baseline, idea);
        return columns.Difference(drawn, new double[columns.Stride]);
    }

    /// <summary>Scores laid out unit after unit, the runs of both arms side by side, padded to eight lanes.</summary>
    private sealed class UnitMajor
    {
        private readonly double[] cells;
        private readonly int baselineRuns;
        private readonly int ideaRuns;
        private readonly int units;

        public UnitMajor(ScoreMatrix baseline, ScoreMatrix idea)
        {
            baselineRuns = baseline.Runs;
            ideaRuns = idea.Runs;
            units = baseline.Units;
            Stride = (baselineRuns + ideaRuns + 7) / 8 * 8;
            cells = new double[units * Stride];
            for (int i = 0; i < units; i++)
            {
                for (int s = 0; s < baselineRuns; s++)
                    cells[(i * Stride) + s] = baseline[s, i];
                for (int s = 0; s < ideaRuns; s++)
                    cells[(i * Stride) + baselineRuns + s] = idea[s, i];
            }
        }

        public int Stride { get; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Difference(ReadOnlySpan<int> drawn, Span<double> sums)
        {
            SumRows(drawn[(baselineRuns + ideaRuns)..], sums);
            double a = 0;
            double b = 0;
            for (int s = 0; s < baselineRuns; s++)
                a += sums[drawn[s]];
            for (int s = 0; s < ideaRuns; s++)
                b += sums[baselineRuns + drawn[baselineRuns + s]];
            return (b / ((double)ideaRuns * units)) - (a / ((double)baselineRuns * units));
        }

        private void SumRows(ReadOnlySpan<int> rows, Span<double> sums)
        {
            int lane = 0;
            for (; lane + 16 <= Stride; lane += 16)
                SumTwoVectors(rows, lane, sums);
            if (lane < Stride)
                SumOneVector(rows, lane, sums);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)] // as in CounterRandom: the first comparison of a server is not to wait for the second compilation
        private void SumTwoVectors(ReadOnlySpan<int> rows, int lane, Span<double> sums)
        {
            ref double start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cells), lane);
            // Even and odd draws are summed apart, in a fixed order: an addition need not wait for the one before.
            var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
            var (evenNext, oddNext) = (Vector512<double>.Zero, Vector512<double>.Zero);
            ref int row = ref MemoryMarshal.GetReference(rows);
            int i = 0;
            for (; i + 2 <= rows.Length; i += 2)
            {
                ref double first = ref Unsafe.Add(ref start, Unsafe.Add(ref row, i) * Stride);
                ref double second = ref Unsafe.Add(ref start, Unsafe.Add(ref row, i + 1) * Stride);
                even += Vector512.LoadUnsafe(ref first);
                evenNext += Vector512.LoadUnsafe(ref Unsafe.Add(ref first, 8));
                odd += Vector512.LoadUnsafe(ref second);
                oddNext += Vector512.LoadUnsafe(ref Unsafe.Add(ref second, 8));
            }
            if (i < rows.Length)
            {
                ref double last = ref Unsafe.Add(ref start, Unsafe.Add(ref row, i) * Stride);
                even += Vector512.LoadUnsafe(ref last);
                evenNext += Vector512.LoadUnsafe(ref Unsafe.Add(ref last, 8));
            }
            (even + odd).CopyTo(sums[lane..]);
            (evenNext + oddNext).CopyTo(sums[(lane + 8)..]);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void SumOneVector(ReadOnlySpan<int> rows, int lane, Span<double> sums)
        {
            ref double start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cells), lane);
            var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
            int i = 0;
            for (; i + 2 <= rows.Length; i += 2)
            {
                even += Vector512.LoadUnsafe(ref Unsafe.Add(ref start, rows[i] * Stride));
                odd += Vector512.LoadUnsafe(ref Unsafe.Add(ref start, rows[i + 1] * Stride));
            }
            if (i < rows.Length)
                even += Vector512.LoadUnsafe(ref Unsafe.Add(ref start, rows[i] * Stride));
            (even + odd).CopyTo(sums[lane..]);
        }
    }
}
