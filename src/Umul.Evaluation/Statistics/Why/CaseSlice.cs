namespace Umul.Evaluation.Statistics;

/// <summary>Cases that share a property, and how they changed beside all others.</summary>
public sealed record CaseSlice
{
    /// <summary>The column that it is cut from.</summary>
    public required string Column { get; init; }

    /// <summary>What its cases share; two bounds for an inner quartile.</summary>
    public required IReadOnlyList<CaseCondition> Conditions { get; init; }

    /// <summary>Its cases, in their order.</summary>
    public required IReadOnlyList<int> Cases { get; init; }

    /// <summary>Independent units among them.</summary>
    public required int Units { get; init; }

    /// <summary>Mean over its units, positive meaning better.</summary>
    public required double Mean { get; init; }

    /// <summary>t interval of that mean over units; null for fewer than two.</summary>
    public ConfidenceInterval? Interval { get; init; }

    /// <summary>Mean minus that of the units of all other cases.</summary>
    public required double Gap { get; init; }

    /// <summary>Welch's p of "no gap", two-sided.</summary>
    public required double PValue { get; init; }

    /// <summary>The same after allowing for all slices looked at (Holm).</summary>
    public double AdjustedP { get; init; } = double.NaN;

    /// <summary>By how much the slice moves the mean over all cases: n_k·D̄_k/N.</summary>
    public required double Contribution { get; init; }

    /// <summary>That, as a share of the whole change; says little where the whole change is near zero.</summary>
    public required double Share { get; init; }
}
