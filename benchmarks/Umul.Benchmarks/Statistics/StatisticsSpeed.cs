using System.Diagnostics;
using System.Globalization;
using Umul.Evaluation.Statistics;

namespace Umul.Benchmarks.Statistics;

/// <summary>A timed piece of work: the target, wall-clock median and fastest, and processor time per call, all in milliseconds.</summary>
internal sealed record SpeedRow(string Work, double TargetMs, double MedianMs, double FastestMs, double CpuMs);

/// <summary>Speed of the comparison engine on one thread. The inputs are drawn from a fixed stream.</summary>
internal static class StatisticsSpeed
{
    public static IEnumerable<SpeedRow> All()
    {
        var baseline = Draw(5, 200, 1);
        var idea = Draw(5, 200, 2);
        var request = Request(baseline, idea);
        yield return Time("one comparison, 2 × 5 seeds × 200 cases, 10,000 resamples, sentences", 20, 40,
            () => VerdictWriter.Write(Comparison.Evaluate(request), new SentenceFacts("idea", "Dice"), Language.English));
        var ideas = Enumerable.Range(0, 20).Select(k => Draw(5, 200, (ulong)(10 + k))).ToArray();
        yield return Time("20 ideas × 3 metrics, families corrected", 300, 5, () =>
        {
            for (int metric = 0; metric < 3; metric++)
                ComparisonFamily.Adjust([.. ideas.Select(i => Comparison.Evaluate(Request(baseline, i)))]);
        });
        yield return Time("the same on every processor", 300, 5, () =>
        {
            for (int metric = 0; metric < 3; metric++)
                ComparisonFamily.Adjust(Comparison.EvaluateAll([.. ideas.Select(i => Request(baseline, i))], Environment.ProcessorCount));
        });
        var ranking = Ranking(10, 100);
        var thousand = new ResamplingOptions { Resamples = 1_000 };
        yield return Time("ranking bootstrap 10 × 100 × 1,000, aggregate-then-rank", 2, 50, () => RankBootstrap.AggregateThenRank(ranking, thousand));
        yield return Time("ranking bootstrap 10 × 100 × 1,000, test-then-rank", 100, 15,
            () => RankBootstrap.TestThenRank(ranking, 0.05, RankingAdjustment.None, thousand));
        yield return Time("the same with Holm over all pairs", 100, 9,
            () => RankBootstrap.TestThenRank(ranking, 0.05, RankingAdjustment.Holm, thousand));
        double[] differences = Differences(200, 3);
        yield return Time("100,000 sign flips, n = 200", 5, 30, () => SignFlipTest.Compute(differences));
        yield return Time("exact sign flip, n = 20 (all 1,048,576)", 5, 30, () => SignFlipTest.Compute(differences[..20]));
        double[][] family = [.. Enumerable.Range(0, 20).Select(k => Differences(200, (ulong)(40 + k)))];
        yield return Time("step-down max-T, 20 ideas × 200 cases × 10,000 flips", 100, 15, () => MaxT.Compute(family, new ResamplingOptions { Flips = 10_000 }));
        yield return Time("bootstrap of a mean, n = 200, 10,000 resamples, with BCa", 3, 30,
            () => Bootstrap.Mean(differences).Bca(BootstrapDistribution.Acceleration(differences)));
        var a = Matrix(baseline);
        var b = Matrix(idea);
        yield return Time("crossed bootstrap 2 × 5 × 200, 10,000 resamples", 10, 20, () => Bootstrap.Crossed(a, b));
        var components = CrossedT.Independent(a, b).Components;
        yield return Time("plan: seeds, cases and their ranges", 10, 20, () => Planning.Make(components, 5, 200, 0.01));
        yield return Time("power by simulation, 1,000 × (2 × 5 × 200)", 100, 9, () => PlanSimulation.Power(components, 0.01, 5, 200));
    }

    private static SpeedRow Time(string work, double targetMs, int repeats, Action action)
    {
        // Two warm-up calls and a pause let the tiered compiler finish with what it measures.
        action();
        action();
        Thread.Sleep(200);
        action();
        var times = new double[repeats];
        var cpu = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        double cpuMs = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / repeats;
        Array.Sort(times);
        var row = new SpeedRow(work, targetMs, times[repeats / 2], times[0], cpuMs);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{row.Work,-72} median {row.MedianMs,8:0.00} ms   min {row.FastestMs,8:0.00}   CPU {row.CpuMs,8:0.00}   to reach {row.TargetMs:0} ms"));
        return row;
    }

    private static ComparisonRequest Request(RunScores[] baseline, RunScores[] idea) => new()
    {
        Baseline = baseline,
        Idea = idea,
        Direction = MetricDirection.HigherIsBetter,
        SmallestWorthwhile = 0.01,
    };

    private static RunScores[] Draw(int runs, int cases, ulong stream)
    {
        var random = new CounterRandom(77, stream);
        string[] names = [.. Enumerable.Range(0, cases).Select(i => $"case_{i:0000}")];
        var result = new RunScores[runs];
        for (int s = 0; s < runs; s++)
        {
            double level = 0.8 + (0.005 * random.NextNormal());
            double[] scores = new double[cases];
            for (int i = 0; i < cases; i++)
                scores[i] = level + (0.05 * random.NextNormal());
            result[s] = new RunScores($"run {s}", names, scores);
        }
        return result;
    }

    private static ScoreMatrix Matrix(RunScores[] runs) => ScoreMatrix.FromRuns([.. runs.Select(r => r.Scores.ToArray())]);

    private static double[] Differences(int n, ulong stream)
    {
        var random = new CounterRandom(78, stream);
        var values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = 0.003 + (0.05 * random.NextNormal());
        return values;
    }

    private static RankingData Ranking(int methods, int cases) => new(
        [.. Enumerable.Range(0, methods).Select(m => $"method {m}")],
        [.. Enumerable.Range(0, methods).Select(m => Array.ConvertAll(Differences(cases, (ulong)(100 + m)), d => d + (0.002 * m)))],
        MetricDirection.HigherIsBetter);
}
