namespace Umul.Evaluation.Statistics;

/// <summary>Looks at every slice of every column: quartiles of numbers, levels of words; corrected over all of them by Holm.</summary>
/// <remarks>Units, not cases, are the sample: a unit's mean over its cases inside the slice. Welch's test against the units of the rest.</remarks>
public sealed record SliceScan
{
    private const int LeastCases = 10;
    private const double LeastShare = 0.05;

    /// <summary>Every slice that was tested, by corrected p.</summary>
    public required IReadOnlyList<CaseSlice> Slices { get; init; }

    /// <summary>Columns of which no slice is large enough, such as names and identifiers.</summary>
    public required IReadOnlyList<string> NotCut { get; init; }

    /// <summary>Fewest cases that make a slice.</summary>
    public required int Least { get; init; }

    /// <summary>Scans the columns.</summary>
    /// <exception cref="ArgumentException">A column has another number of cases.</exception>
    public static SliceScan Of(CaseDeltas deltas, IReadOnlyList<CaseColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(deltas);
        ArgumentNullException.ThrowIfNull(columns);
        int least = SmallestSlice(deltas.Cases);
        var found = new List<CaseSlice>();
        var without = new List<string>();
        foreach (var column in columns)
        {
            if (column.Words.Count != deltas.Cases)
                throw new ArgumentException($"The column {column.Name} has {column.Words.Count} values for {deltas.Cases} cases.", nameof(columns));
            int before = found.Count;
            foreach (var conditions in column.IsNumeric ? Quarters(column) : Levels(column))
            {
                if (Test(deltas, column, conditions, least) is { } slice)
                    found.Add(slice);
            }
            if (found.Count == before)
                without.Add(column.Name);
        }
        var adjusted = Multiplicity.Holm([.. found.Select(s => s.PValue)]);
        return new SliceScan
        {
            Slices = [.. found.Select((slice, i) => slice with { AdjustedP = adjusted[i] }).OrderBy(s => s.AdjustedP).ThenBy(s => s.PValue)],
            NotCut = without,
            Least = least,
        };
    }

    /// <summary>max(10, 5 % of the cases).</summary>
    internal static int SmallestSlice(int cases) => Math.Max(LeastCases, (int)Math.Ceiling(LeastShare * cases));

    private static IEnumerable<IReadOnlyList<CaseCondition>> Quarters(CaseColumn column)
    {
        double[] sorted = [.. column.Numbers.Where(double.IsFinite).Order()];
        double[] cuts = [.. new[] { 0.25, 0.5, 0.75 }.Select(p => Quantiles.OfSorted(sorted, p)).Distinct().Where(c => c < sorted[^1])];
        for (int i = 0; i <= cuts.Length && cuts.Length > 0; i++)
        {
            var conditions = new List<CaseCondition>(2);
            if (i > 0)
                conditions.Add(CaseCondition.Above(column.Name, cuts[i - 1]));
            if (i < cuts.Length)
                conditions.Add(CaseCondition.AtMost(column.Name, cuts[i]));
            yield return conditions;
        }
        if (column.Words.Contains("", StringComparer.Ordinal))
            yield return [CaseCondition.Is(column.Name, "")];
    }

    private static IEnumerable<IReadOnlyList<CaseCondition>> Levels(CaseColumn column) =>
        column.Words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(word => (IReadOnlyList<CaseCondition>)[CaseCondition.Is(column.Name, word)]);

    private static CaseSlice? Test(CaseDeltas deltas, CaseColumn column, IReadOnlyList<CaseCondition> conditions, int least)
    {
        var (inside, outside) = (new List<int>(), new List<int>());
        for (int i = 0; i < deltas.Cases; i++)
            (conditions.All(c => c.Holds(column, i)) ? inside : outside).Add(i);
        return inside.Count < least || outside.Count < 2 ? null : Measure(deltas, column.Name, conditions, (inside, outside));
    }

    internal static CaseSlice? Measure(CaseDeltas deltas, string column, IReadOnlyList<CaseCondition> conditions, (List<int> Inside, List<int> Outside) cases)
    {
        var (within, rest) = (deltas.UnitMeans(cases.Inside), deltas.UnitMeans(cases.Outside));
        if (within.Length < 2 || rest.Length < 2)
            return null;
        double sum = cases.Inside.Sum(i => deltas[i]);
        var welch = Welch(within, rest);
        return new CaseSlice
        {
            Column = column,
            Conditions = conditions,
            Cases = cases.Inside,
            Units = within.Length,
            Mean = Moments.Mean(within),
            Interval = PairedT.Compute(within).Interval(),
            Gap = welch.Difference,
            PValue = welch.PValue,
            Contribution = sum / (cases.Inside.Count + cases.Outside.Count),
            Share = sum / (sum + cases.Outside.Sum(i => deltas[i])),
        };
    }

    /// <summary>Welch's unequal-variance t of two samples, with Satterthwaite's degrees of freedom.</summary>
    internal static Estimate Welch(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double a = Moments.Variance(left) / left.Length;
        double b = Moments.Variance(right) / right.Length;
        double df = a + b > 0 ? (a + b) * (a + b) / ((a * a / (left.Length - 1)) + (b * b / (right.Length - 1))) : left.Length + right.Length - 2;
        return new Estimate(Moments.Mean(left) - Moments.Mean(right), Math.Sqrt(a + b), df);
    }
}
