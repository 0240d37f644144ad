using System.Text.RegularExpressions;

namespace Umul.Tests.Conventions;

/// <summary>
/// Program → Server → feature → {Access, Files, Database, Web}, and features in one line: each uses only folders before it.
/// Read off the usings, and in pages off what they inject and which components they place.
/// </summary>
public sealed partial class ArrowTests
{
    // From what uses nothing to what uses everything. Metrics stand before Runs: a curve knows a run's number only, a run's page shows curves.
    private static readonly string[] s_line =
    [
        "Web", "Database", "Files", "Access",
        "Projects", "Metrics", "Runs", "Artifacts", "Models", "Datasets", "Annotations", "Jobs", "Ledger", "Outcomes", "Ideas", "Comparisons", "Challenges", "Library", "Plans", "Reports",
        "Mlflow", "Ingest", "Import", "Export", "Sample", "Upkeep", "Server",
    ];

    // file → folder: why
    private static readonly Dictionary<(string File, string Folder), string> s_exceptions = new()
    {
        [("Metrics/MetricStore.cs", "Runs")] = "names of metrics, params and tags have one table, and its KeyStore lies where most of its users are",
        [("Metrics/RestingSummaries.cs", "Runs")] = "the same KeyStore",
        [("Metrics/ChartCurves.cs", "Runs")] = "a chart is asked for by the ids of runs",
        [("Metrics/SeriesEndpoints.cs", "Runs")] = "a chart is asked for by the ids of runs",
        [("Import/LocalStores.cs", "Server")] = "belongs to a command, which may need the stores without a server",
    };

    [Fact]
    public void EveryFolder_HasItsPlaceInTheLine() =>
        Assert.Empty(Directory.EnumerateDirectories(SourceTree.Umul).Select(Path.GetFileName).Except([.. s_line, "wwwroot", "bin", "obj"]));

    [Fact]
    public void Folders_UseOnlyFoldersBeforeThem()
    {
        var used = Arrows().Where(arrow => Place(arrow.To) > Place(arrow.From)).ToList();
        var wrong = used.Where(arrow => !MayUse(arrow)).Select(arrow => $"{arrow.From}/{Path.GetFileName(arrow.File)} uses {arrow.To} ({arrow.By})").ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(s_exceptions.Keys.Except(used.Select(arrow => (arrow.File, arrow.To)))); // mended: take the exception away
    }

    [Fact]
    public void Evaluation_KnowsNothingOfTheServer() =>
        Assert.Empty(SourceTree.Files("cs").Where(file => SourceTree.Name(file).StartsWith("src/Umul.Evaluation/", StringComparison.Ordinal))
            .SelectMany(file => Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["folder"].Value).Where(s_line.Contains)));

    // A command is a way in, like Program: it may start or find a server.
    private static bool MayUse((string File, string From, string To, string By) arrow) =>
        s_exceptions.ContainsKey((arrow.File, arrow.To)) || arrow.To == "Server" && arrow.File.EndsWith("Commands.cs", StringComparison.Ordinal);

    private static IEnumerable<(string File, string From, string To, string By)> Arrows()
    {
        var homes = Homes();
        foreach (var path in SourceTree.Files("cs", "razor"))
        {
            var file = Path.GetRelativePath(SourceTree.Umul, path).Replace('\\', '/');
            var from = file.Split('/')[0];
            if (!s_line.Contains(from)) continue;
            var text = File.ReadAllText(path);
            foreach (var folder in Using().Matches(text).Select(match => match.Groups["folder"].Value).Where(s_line.Contains))
                yield return (file, from, folder, "using");
            if (!path.EndsWith(".razor", StringComparison.Ordinal)) continue;
            foreach (var type in Placed().Matches(text).Select(match => match.Groups["type"].Value).Where(homes.ContainsKey))
                yield return (file, from, homes[type], type);
        }
    }

    /// <summary>The folder of each type that has a file of its own name.</summary>
    private static Dictionary<string, string> Homes() => SourceTree.Files("cs", "razor")
        .Select(path => Path.GetRelativePath(SourceTree.Umul, path).Replace('\\', '/'))
        .Where(file => s_line.Contains(file.Split('/')[0]))
        .GroupBy(file => Path.GetFileName(file).Split('.')[0], StringComparer.Ordinal)
        .Where(files => files.Select(file => file.Split('/')[0]).Distinct().Count() == 1)
        .ToDictionary(files => files.Key, files => files.First().Split('/')[0], StringComparer.Ordinal);

    private static int Place(string folder) => Array.IndexOf(s_line, folder);

    [GeneratedRegex(@"^@?using (static )?Umul\.(?<folder>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Using();

    [GeneratedRegex(@"(^@inject |<)(?<type>[A-Z]\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Placed();
}
