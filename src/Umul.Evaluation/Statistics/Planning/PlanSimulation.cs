namespace Umul.Evaluation.Statistics;

/// <summary>Check of a planned design by drawing it: normal case, seed and residual effects, then the crossed-t test.</summary>
public static class PlanSimulation
{
    /// <summary>Share of draws in which the test finds the difference with the right sign.</summary>
    /// <param name="components">Noise; without per-arm values seed and residual variance are split evenly.</param>
    /// <param name="difference">The true difference drawn.</param>
    /// <param name="runs">Seeds per arm, at least two.</param>
    /// <param name="units">Units, at least two.</param>
    /// <param name="draws">Number of simulated comparisons.</param>
    /// <param name="options">Seed and threads.</param>
    public static double Power(VarianceComponents components, double difference, int runs, int units, int draws = 1_000,
        ResamplingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(components);
        options ??= new ResamplingOptions();
        var found = new bool[draws];
        options.ForChunks(draws, 16, (from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                var random = new CounterRandom(options.Seed, (ulong)i);
                var unitEffects = Normals(ref random, units, Math.Sqrt(components.Case / 2));
                var otherEffects = Normals(ref random, units, Math.Sqrt(components.Case / 2));
                var baseline = Draw(ref random, runs, unitEffects,
                    (components.BaselineSeed ?? components.Seed / 2, components.BaselineResidual ?? components.Residual / 2, 0));
                var idea = Draw(ref random, runs, otherEffects,
                    (components.IdeaSeed ?? components.Seed / 2, components.IdeaResidual ?? components.Residual / 2, difference));
                var estimate = CrossedT.Independent(baseline, idea).Estimate;
                found[i] = estimate.Difference > 0 && estimate.PValue < 0.05;
            }
        });
        return found.Count(f => f) / (double)draws;
    }

    private static double[] Normals(ref CounterRandom random, int count, double sd)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = sd * random.NextNormal();
        return values;
    }

    private static ScoreMatrix Draw(ref CounterRandom random, int runs, double[] unitEffects, (double Seed, double Residual, double Shift) arm)
    {
        var scores = new double[runs * unitEffects.Length];
        double residual = Math.Sqrt(arm.Residual);
        for (int s = 0; s < runs; s++)
        {
            double level = arm.Shift + (Math.Sqrt(arm.Seed) * random.NextNormal());
            for (int i = 0; i < unitEffects.Length; i++)
                scores[(s * unitEffects.Length) + i] = level + unitEffects[i] + (residual * random.NextNormal());
        }
        return new ScoreMatrix(runs, unitEffects.Length, scores);
    }
}
