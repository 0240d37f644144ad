namespace Umul.Evaluation.Statistics;

/// <summary>Scores of one arm: runs (seeds) × units (cases or groups). Every value is finite; there is at least one run and one unit.</summary>
public sealed class ScoreMatrix
{
    private readonly double[] values;

    /// <summary>Takes a copy of <paramref name="values"/>, run after run.</summary>
    /// <exception cref="ArgumentException">The length is not runs × units, or a value is NaN or infinite.</exception>
    public ScoreMatrix(int runs, int units, ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        if (values.Length != (long)runs * units)
            throw new ArgumentException($"{runs} runs × {units} units need {(long)runs * units} values, not {values.Length}.", nameof(values));
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Run {i / units}, unit {i % units} is {values[i]}; a score is finite.", nameof(values));
        }
        Runs = runs;
        Units = units;
        this.values = values.ToArray();
    }

    /// <summary>Number of runs R.</summary>
    public int Runs { get; }

    /// <summary>Number of units N.</summary>
    public int Units { get; }

    /// <summary>Score of a run on a unit.</summary>
    public double this[int run, int unit] => Run(run)[unit];

    /// <summary>All scores of one run, in the order of the units.</summary>
    public ReadOnlySpan<double> Run(int run)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(run);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(run, Runs);
        return values.AsSpan(run * Units, Units);
    }

    /// <summary>One array per run.</summary>
    /// <exception cref="ArgumentException">No run, runs of different length, or a value that is not finite.</exception>
    public static ScoreMatrix FromRuns(IReadOnlyList<double[]> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
            throw new ArgumentException("At least one run is needed.", nameof(runs));
        if (runs.Any(r => r.Length != runs[0].Length))
            throw new ArgumentException("Every run must have scores for the same units.", nameof(runs));
        return new ScoreMatrix(runs.Count, runs[0].Length, runs.SelectMany(r => r).ToArray());
    }

    /// <summary>The mean over units of each run.</summary>
    public double[] RunMeans()
    {
        var means = new double[Runs];
        for (int s = 0; s < Runs; s++)
            means[s] = Moments.Mean(Run(s));
        return means;
    }

    /// <summary>The mean over runs of each unit.</summary>
    public double[] UnitMeans()
    {
        var means = new double[Units];
        for (int s = 0; s < Runs; s++)
        {
            var run = Run(s);
            for (int i = 0; i < means.Length; i++)
                means[i] += run[i];
        }
        for (int i = 0; i < means.Length; i++)
            means[i] /= Runs;
        return means;
    }

    /// <summary>The same scores with every value transformed.</summary>
    public ScoreMatrix Map(Func<double, double> transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        return new ScoreMatrix(Runs, Units, Array.ConvertAll(values, v => transform(v)));
    }

    /// <summary>The largest absolute score.</summary>
    internal double Magnitude()
    {
        double largest = 0;
        foreach (double value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
