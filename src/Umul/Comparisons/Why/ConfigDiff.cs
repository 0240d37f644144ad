namespace Umul.Comparisons.Why;

/// <summary>A setting that all runs of an arm share and that is another in the other arm.</summary>
/// <param name="Key">Dotted path.</param>
/// <param name="Was">In the baseline; "" if it is not set.</param>
/// <param name="Now">In the idea.</param>
internal sealed record ConfigChange(string Key, string Was, string Now);

/// <summary>What differs between the settings of two arms. A setting that varies between the runs of one arm is no difference between the arms.</summary>
/// <param name="Declared">Changes that the idea announced.</param>
/// <param name="Undeclared">All others.</param>
/// <param name="Same">How many are the same in all runs.</param>
/// <param name="Varying">How many vary inside an arm.</param>
internal sealed record ConfigDiff(IReadOnlyList<ConfigChange> Declared, IReadOnlyList<ConfigChange> Undeclared, int Same, int Varying)
{
    public static ConfigDiff Of(
        IEnumerable<IEnumerable<KeyValuePair<string, string>>> baseline, IEnumerable<IEnumerable<KeyValuePair<string, string>>> idea, Func<string, bool> isDeclared, Func<string, bool> isLeftOut)
    {
        var (was, now) = (Values(baseline), Values(idea));
        var (declared, undeclared, same, varying) = (new List<ConfigChange>(), new List<ConfigChange>(), 0, 0);
        foreach (var key in was.Keys.Union(now.Keys, StringComparer.Ordinal).Where(key => !isLeftOut(key)).Order(StringComparer.Ordinal))
        {
            var (left, right) = (was.GetValueOrDefault(key, [""]), now.GetValueOrDefault(key, [""]));
            if (left.Count > 1 || right.Count > 1) varying++;
            else if (left.SetEquals(right)) same++;
            else (isDeclared(key) ? declared : undeclared).Add(new ConfigChange(key, left.First(), right.First()));
        }
        return new ConfigDiff(declared, undeclared, same, varying);
    }

    // A run that does not set it has "" of it.
    private static Dictionary<string, HashSet<string>> Values(IEnumerable<IEnumerable<KeyValuePair<string, string>>> runs)
    {
        var settings = runs.Select(run => run.GroupBy(s => s.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal)).ToList();
        return settings.SelectMany(run => run.Keys).Distinct(StringComparer.Ordinal)
            .ToDictionary(key => key, key => settings.Select(run => run.GetValueOrDefault(key, "")).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
