namespace Umul.Ledger;

/// <summary>
/// What a result on a test split may tell about being the best so far (Blum and Hardt's Ladder): a gain that is not beyond z·s/√n of the
/// differences is shown as none, so that a hundred small steps over the same cases do not climb on noise alone.
/// </summary>
/// <param name="Difference">Gain over the best so far; positive is better.</param>
/// <param name="Step">z·s/√n: the smallest gain that is released.</param>
internal sealed record LadderGate(double Difference, double Step)
{
    /// <summary>Errors of one step; what the parameter-free Ladder takes.</summary>
    public const double Errors = 1;

    /// <summary>Errors of one step once dozens of ideas have been tried on the same cases.</summary>
    public const double ErrorsOfMany = 3;

    /// <summary>From this many ideas on it is dozens.</summary>
    public const int Many = 20;

    public bool IsReleased => Difference > Step;

    /// <summary>The gain rounded to whole steps, as it may be shown; 0 if it is not beyond one.</summary>
    public double Released => !IsReleased ? 0 : Step > 0 ? Math.Floor(Difference / Step) * Step : Difference;

    /// <summary>The gate over differences of units; null for fewer than two.</summary>
    public static LadderGate? Of(IReadOnlyList<double> differences, int ideas)
    {
        if (differences.Count < 2) return null;
        var mean = differences.Average();
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (differences.Count - 1);
        return new LadderGate(mean, (ideas >= Many ? ErrorsOfMany : Errors) * Math.Sqrt(variance / differences.Count));
    }
}
