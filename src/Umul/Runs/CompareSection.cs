using Umul.Web;

namespace Umul.Runs;

/// <summary>One block of the comparison table: a row a name, a value a run; null where a run did not log it.</summary>
internal sealed record CompareSection(string Name, IReadOnlyList<CompareSection.Row> Rows)
{
    internal sealed record Row(string Key, IReadOnlyList<string?> Values)
    {
        public bool Differs { get; } = Values.Distinct(StringComparer.Ordinal).Count() > 1;
    }

    public CompareSection OnlyDifferences() => this with { Rows = [.. Rows.Where(row => row.Differs)] };

    public static CompareSection Params(string name, IReadOnlyList<RunData> runs) => new(name, Align(runs, run => run.Params));

    public static CompareSection Tags(string name, IReadOnlyList<RunData> runs) =>
        new(name, Align(runs, run => run.Tags.Where(tag => !RunTags.IsOfTool(tag.Key))));

    /// <summary>The best value of each metric where somebody has said which way is better, else the last.</summary>
    /// <remarks>The metric that decides in the project comes first.</remarks>
    public static CompareSection Metrics(string name, IReadOnlyList<RunData> runs, KeyStore keys, IReadOnlySet<string> primary)
    {
        var directions = keys.OfProject(runs[0].Run.ProjectId).Where(key => key.Kind == KeyKind.Metric).ToDictionary(key => key.Name, key => key.Direction);
        var rows = Align(runs, run => run.Metrics.Select(metric => KeyValuePair.Create(
            metric.Key, Show.Value(ProjectView.BestOf(metric.Summary, directions.GetValueOrDefault(metric.Key)) ?? metric.Summary.LastValue))));
        return new CompareSection(name, [.. rows.OrderBy(row => !primary.Contains(row.Key))]);
    }

    private static List<Row> Align(IReadOnlyList<RunData> runs, Func<RunData, IEnumerable<KeyValuePair<string, string>>> valuesOf)
    {
        var byKey = new SortedDictionary<string, string?[]>(StringComparer.Ordinal);
        for (var i = 0; i < runs.Count; i++)
        {
            foreach (var (key, value) in valuesOf(runs[i]))
            {
                if (!byKey.TryGetValue(key, out var row))
                    byKey[key] = row = new string?[runs.Count];
                row[i] = value;
            }
        }
        return [.. byKey.Select(row => new Row(row.Key, row.Value))];
    }
}
