using Umul.Evaluation.Statistics;

namespace Umul.Runs;

/// <summary>Runs that share the values of some columns.</summary>
/// <param name="Key">The values, joined; the same for the same values.</param>
/// <param name="Label">The values as a person reads them, with the columns' names.</param>
/// <param name="Values">In the order of <see cref="RunGrouping.By"/>; null where the runs have none.</param>
/// <param name="Runs">Their ids.</param>
internal sealed record RunGroup(string Key, string Label, IReadOnlyList<string?> Values, IReadOnlyList<string> Runs);

/// <summary>The runs of a table in groups, and what is needed to give the interval of a group's mean.</summary>
internal sealed record RunGrouping(IReadOnlyList<string> By, IReadOnlyList<RunGroup> Groups, IReadOnlyList<double?> TQuantiles)
{
    /// <summary>Stands for every param but the seeds.</summary>
    public const string EverythingExceptSeed = "!seed";

    private const string Params = "params.";
    private const string Tags = "tags.";
    private const string IdeaTag = "umul.idea";
    private const double UpperTail = 0.975;

    /// <summary>Params that differ from run to run without making a different experiment: where it writes, not what it does.</summary>
    private static readonly string[] s_incidental =
        ["output_dir", "logging_dir", "log_dir", "run_name", "run_id", "checkpoint_dir", "save_dir", "hub_model_id", "timestamp", "hostname", "experiment_dir"];

    /// <summary>Groups runs by columns such as <c>params.lr</c>, <c>tags.stage</c>, <c>status</c>, <c>user</c>, or by <see cref="EverythingExceptSeed"/>.</summary>
    public static RunGrouping Of(ProjectRuns project, IReadOnlyList<Run> runs, IReadOnlyList<string> by, IEnumerable<Key> keys)
    {
        var isAllButSeed = by.Contains(EverythingExceptSeed, StringComparer.Ordinal);
        var columns = (isAllButSeed ? AllButSeed(keys) : by).Select(name => (Name: name, Values: Column(project, runs, name))).ToList();
        if (isAllButSeed) columns.RemoveAll(c => c.Values.Distinct(StringComparer.Ordinal).Count() < 2);
        var usual = isAllButSeed ? Usual(columns) : null;
        var groups = Enumerable.Range(0, runs.Count)
            .GroupBy(i => string.Join('\u001f', columns.Select(c => c.Values[i] ?? "\u0000")), StringComparer.Ordinal)
            .Select(g => Group(g.Key, [.. g], columns, runs, usual))
            .OrderBy(g => g.Label, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var largest = groups.Count == 0 ? 0 : groups.Max(g => g.Runs.Count);
        return new RunGrouping([.. columns.Select(c => c.Name)], groups, Quantiles(largest));
    }

    /// <summary>Whether a param names the seed, by its words: seed, random_seed, seed_everything, random_state.</summary>
    public static bool IsSeed(string param)
    {
        var words = param.ToLowerInvariant().Split('/', '.', '_', '-', ' ');
        return words.Contains("seed") || words.Contains("seeds") || (words.Contains("random") && words.Contains("state"));
    }

    /// <summary>Every param that makes an experiment what it is, and the idea that the run belongs to.</summary>
    private static IEnumerable<string> AllButSeed(IEnumerable<Key> keys) => keys
        .Where(k => (k.Kind == KeyKind.Param && !IsSeed(k.Name) && !s_incidental.Contains(k.Name.Split('/', '.')[^1], StringComparer.OrdinalIgnoreCase))
            || (k.Kind == KeyKind.Tag && k.Name == IdeaTag))
        .Select(k => (k.Kind == KeyKind.Tag ? Tags : Params) + k.Name);

    private static RunGroup Group(string key, int[] members, List<(string Name, string?[] Values)> columns, IReadOnlyList<Run> runs, string?[]? usual)
    {
        var values = columns.Select(c => c.Values[members[0]]).ToList();
        var named = columns.Select((c, i) => (Text: $"{ShortName(c.Name)}={values[i] ?? "–"}", IsUsual: usual is not null && values[i] == usual[i])).ToList();
        if (named.Any(n => !n.IsUsual)) named.RemoveAll(n => n.IsUsual);
        var label = Idea(columns, members) ?? string.Join(" · ", named.Select(n => n.Text));
        return new RunGroup(key, label.Length == 0 ? "–" : label, values, [.. members.Select(i => runs[i].Id)]);
    }

    /// <summary>The idea's name, where no other group has the same: it says what the params say, and shorter.</summary>
    private static string? Idea(List<(string Name, string?[] Values)> columns, int[] members)
    {
        if (columns.FirstOrDefault(c => c.Name == Tags + IdeaTag).Values is not { } ideas || ideas[members[0]] is not { } idea) return null;
        return ideas.Count(i => i == idea) == members.Length ? idea : null;
    }

    /// <summary>The commonest value of each column. With many columns a label names only what departs from it: that is what was tried.</summary>
    private static string?[]? Usual(List<(string Name, string?[] Values)> columns) => columns.Count < 3 ? null
        : [.. columns.Select(c => c.Values.GroupBy(v => v, StringComparer.Ordinal).MaxBy(g => g.Count())!.Key)];

    private static string?[] Column(ProjectRuns project, IReadOnlyList<Run> runs, string name)
    {
        if (name == "status") return [.. runs.Select(r => r.Status.ToString().ToLowerInvariant())];
        if (name == "user") return [.. runs.Select(r => r.UserName)];
        var column = name.StartsWith(Params, StringComparison.Ordinal) ? project.Param(name[Params.Length..])
            : name.StartsWith(Tags, StringComparison.Ordinal) ? project.Tag(name[Tags.Length..])
            : new Dictionary<long, string>();
        return [.. runs.Select(r => column.GetValueOrDefault(r.RowId))];
    }

    private static string ShortName(string column) =>
        column.StartsWith(Params, StringComparison.Ordinal) ? column[Params.Length..]
        : column.StartsWith(Tags, StringComparison.Ordinal) ? column[Tags.Length..]
        : column;

    /// <summary>By the number of runs, up to the largest group; null where there is no interval.</summary>
    private static double?[] Quantiles(int largest)
    {
        var quantiles = new double?[Math.Max(2, largest + 1)];
        for (var n = 2; n <= largest; n++) quantiles[n] = StudentTDistribution.Quantile(UpperTail, n - 1);
        return quantiles;
    }
}
