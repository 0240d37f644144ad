namespace Umul.Evaluation.Statistics;

/// <summary>Scores of several methods on the same cases. A score that is NaN is missing; infinities are refused.</summary>
public sealed class RankingData
{
    private readonly double[][] oriented;

    /// <summary>Takes method × case scores.</summary>
    /// <exception cref="ArgumentException">Fewer than two methods, no case, ragged rows, an infinity, or an unknown direction.</exception>
    public RankingData(IReadOnlyList<string> methods, IReadOnlyList<double[]> scores, MetricDirection direction)
    {
        ArgumentNullException.ThrowIfNull(methods);
        ArgumentNullException.ThrowIfNull(scores);
        if (methods.Count < 2 || methods.Count != scores.Count)
            throw new ArgumentException($"A ranking needs two methods with scores: {methods.Count} names, {scores.Count} rows.", nameof(scores));
        if (scores[0].Length == 0 || scores.Any(s => s.Length != scores[0].Length))
            throw new ArgumentException("Every method needs a score, or NaN, for the same cases.", nameof(scores));
        if (scores.Any(s => Array.Exists(s, double.IsInfinity)))
            throw new ArgumentException("A score is infinite.", nameof(scores));
        if (direction == MetricDirection.Unknown)
            throw new ArgumentException("A ranking needs to know whether larger is better.", nameof(direction));
        Methods = methods;
        Direction = direction;
        double sign = direction == MetricDirection.LowerIsBetter ? -1 : 1;
        oriented = [.. scores.Select(row => Array.ConvertAll(row, v => sign * v))];
    }

    /// <summary>Names of the methods.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>Which way is better.</summary>
    public MetricDirection Direction { get; }

    /// <summary>Number of methods.</summary>
    public int Count => oriented.Length;

    /// <summary>Number of cases.</summary>
    public int Cases => oriented[0].Length;

    /// <summary>Whether some score is missing.</summary>
    public bool HasMissing => oriented.Any(row => Array.Exists(row, double.IsNaN));

    /// <summary>Scores of a method in the metric's own direction, one a case.</summary>
    public double[] Scores(int method) => Direction == MetricDirection.LowerIsBetter ? Array.ConvertAll(oriented[method], v => -v) : [.. oriented[method]];

    /// <summary>Scores of a method, larger better.</summary>
    internal double[] Oriented(int method) => oriented[method];

    /// <summary>The same cases with missing scores set to a value of the metric.</summary>
    public RankingData WithMissingAs(double value)
    {
        double sign = Direction == MetricDirection.LowerIsBetter ? -1 : 1;
        return new RankingData(Methods, [.. oriented.Select(row => Array.ConvertAll(row, v => double.IsNaN(v) ? value : sign * v))], Direction);
    }

    /// <summary>Only the methods that have a score on every case.</summary>
    public IReadOnlyList<int> CompleteMethods() => [.. Enumerable.Range(0, Count).Where(m => !Array.Exists(oriented[m], double.IsNaN))];
}
