
namespace Umul.Import.Mlruns;

/// <summary>Finds the experiments and runs of an MLflow file store (<c>mlruns</c>), its bin included.</summary>
internal static class MlrunsFolder
{
    private const string MetaFile = "meta.yaml";
    private const string TrashFolder = ".trash";
    private const int LargestMetaBytes = 1 << 20;

    /// <summary>Accepts the <c>mlruns</c> folder itself, the folder that holds it, or one experiment's folder.</summary>
    public static IEnumerable<MlrunsRun> Runs(string path, ImportReport report)
    {
        var root = Directory.Exists(Path.Combine(path, "mlruns")) ? Path.Combine(path, "mlruns") : path;
        if (Meta(root, report) is { } own && own.ContainsKey("experiment_id") && !own.ContainsKey("run_id"))
            return RunsOf(root, own, report);
        return Below(root, report).Concat(Below(Path.Combine(root, TrashFolder), report)).SelectMany(folder =>
            Meta(folder, report) is { } meta && meta.ContainsKey("experiment_id") ? RunsOf(folder, meta, report) : []);
    }

    private static IEnumerable<MlrunsRun> RunsOf(string folder, Dictionary<string, string> experiment, ImportReport report)
    {
        var name = experiment.GetValueOrDefault("name") is { Length: > 0 } given ? given : experiment["experiment_id"];
        var isDeleted = experiment.GetValueOrDefault("lifecycle_stage") == "deleted";
        foreach (var run in Below(folder, report))
        {
            if (Meta(run, report) is { } meta && (meta.GetValueOrDefault("run_id") ?? meta.GetValueOrDefault("run_uuid")) is { } id)
                yield return new MlrunsRun(run, id, name, isDeleted, meta);
        }
    }

    private static string[] Below(string folder, ImportReport report)
    {
        if (!Directory.Exists(folder))
            return [];
        try
        {
            return [.. Directory.EnumerateDirectories(folder, "*", FolderWalk.NoLinks).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Skipped(folder, 0, SkipReason.Unreadable, error.Message);
            return [];
        }
    }

    private static Dictionary<string, string>? Meta(string folder, ImportReport report)
    {
        var file = Path.Combine(folder, MetaFile);
        return SmallText.TryRead(file, LargestMetaBytes, report, out var text) ? FlatYaml.Parse(text) : null;
    }
}
