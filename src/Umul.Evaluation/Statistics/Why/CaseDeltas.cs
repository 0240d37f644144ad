namespace Umul.Evaluation.Statistics;

/// <summary>
/// What each case gained: seed-averaged differences idea − baseline, positive meaning better, with the independent unit (patient, speaker)
/// that each case belongs to. Every difference is finite.
/// </summary>
public sealed class CaseDeltas
{
    private readonly double[] values;
    private readonly int[] units;

    /// <summary>One difference a case; without groups each case is a unit of its own.</summary>
    /// <exception cref="ArgumentException">No case, lengths differ, or a difference is not finite.</exception>
    public CaseDeltas(IReadOnlyList<double> differences, IReadOnlyList<string>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count == 0)
            throw new ArgumentException("At least one case is needed.", nameof(differences));
        if (groups is not null && groups.Count != differences.Count)
            throw new ArgumentException($"{differences.Count} cases have {groups.Count} groups.", nameof(groups));
        if (differences.Any(d => !double.IsFinite(d)))
            throw new ArgumentException("Every difference is finite.", nameof(differences));
        values = [.. differences];
        units = new int[values.Length];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < units.Length; i++)
        {
            if (groups is null)
            {
                units[i] = i;
                continue;
            }
            if (!numbers.TryGetValue(groups[i], out int number))
                numbers.Add(groups[i], number = numbers.Count);
            units[i] = number;
        }
        HasGroups = groups is not null && numbers.Count < values.Length;
        Units = groups is null ? values.Length : numbers.Count;
    }

    /// <summary>Number of cases.</summary>
    public int Cases => values.Length;

    /// <summary>Number of independent units.</summary>
    public int Units { get; }

    /// <summary>Whether a unit has several cases.</summary>
    public bool HasGroups { get; }

    /// <summary>Mean over cases.</summary>
    public double Mean => Moments.Mean(values);

    /// <summary>Difference of a case.</summary>
    public double this[int index] => values[index];

    /// <summary>Differences in the order of the cases.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The unit of a case, from 0.</summary>
    public int UnitOf(int index) => units[index];

    /// <summary>For each unit that has one of the cases, its mean over them, in the order in which units appear.</summary>
    internal double[] UnitMeans(IReadOnlyList<int> cases)
    {
        var sums = new double[Units];
        var counts = new int[Units];
        var order = new List<int>();
        foreach (int i in cases)
        {
            if (counts[units[i]]++ == 0)
                order.Add(units[i]);
            sums[units[i]] += values[i];
        }
        return [.. order.Select(u => sums[u] / counts[u])];
    }

    /// <summary>Mean over the units of these cases with its t interval; without interval for fewer than two units.</summary>
    internal (double Mean, Estimate? Estimate, int Units) Over(IReadOnlyList<int> cases)
    {
        var means = UnitMeans(cases);
        return (Moments.Mean(means), means.Length < 2 ? null : PairedT.Compute(means), means.Length);
    }
}
