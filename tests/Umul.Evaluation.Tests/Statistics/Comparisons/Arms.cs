using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Arms for comparison tests: drawn from a fixed stream, or written out.</summary>
internal static class Arms
{
    public static string[] Cases(int n) => [.. Enumerable.Range(0, n).Select(i => $"case{i:000}")];

    public static RunScores[] Draw(int runs, int cases, double mean, ulong stream, double seedSd = 0.004, double noise = 0.02)
    {
        var difficulty = new CounterRandom(1, 0);
        double[] level = [.. Enumerable.Range(0, cases).Select(_ => 0.05 * difficulty.NextNormal())];
        var random = new CounterRandom(1, stream);
        var result = new RunScores[runs];
        for (int s = 0; s < runs; s++)
        {
            double shift = mean + (seedSd * random.NextNormal());
            double[] scores = new double[cases];
            for (int i = 0; i < cases; i++)
                scores[i] = level[i] + shift + (noise * random.NextNormal());
            result[s] = new RunScores($"run{stream}-{s}", Cases(cases), scores);
        }
        return result;
    }

    public static RunScores Run(string name, params double[] scores) => new(name, Cases(scores.Length), scores);

    public static ComparisonRequest Request(IReadOnlyList<RunScores> baseline, IReadOnlyList<RunScores> idea, double? worthwhile = 0.01) => new()
    {
        Baseline = baseline,
        Idea = idea,
        Direction = MetricDirection.HigherIsBetter,
        SmallestWorthwhile = worthwhile,
        Resampling = new ResamplingOptions { Resamples = 500, Flips = 2_000 },
    };

    public static VerdictState State(ComparisonRequest request) => Comparison.Evaluate(request).Verdict.State;

    public static Guard? Find(this ComparisonResult result, GuardKind kind) => result.Verdict.Guards.FirstOrDefault(g => g.Kind == kind);
}
