namespace Umul.Evaluation.Statistics;

/// <summary>A two-sided interval and its nominal level (0.95 for 95 %).</summary>
public readonly record struct ConfidenceInterval(double Lower, double Upper, double Level)
{
    /// <summary>Half of the width.</summary>
    public double HalfWidth => 0.5 * (Upper - Lower);

    /// <summary>Whether the value lies inside, limits included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>The interval mirrored at zero: that of the opposite difference.</summary>
    public ConfidenceInterval Negated() => new(-Upper, -Lower, Level);
}
