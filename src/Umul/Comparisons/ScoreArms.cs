using Umul.Evaluation.Statistics;

namespace Umul.Comparisons;

/// <summary>Files of a command line, read once: which arm each belongs to, their runs by metric, and the unit of each case.</summary>
internal sealed class ScoreArms
{
    private readonly List<(string Arm, ScoreFile File)> _files;
    private readonly Dictionary<string, string> _units = new(StringComparer.Ordinal);

    private ScoreArms(List<(string Arm, ScoreFile File)> files)
    {
        _files = files;
        // A case of a file without a unit column has the unit that another file gives it; if none does, the comparison says so.
        foreach (var (_, file) in files) file.AddUnits(_units);
    }

    /// <summary>Arms in the order given.</summary>
    public IReadOnlyList<string> Arms => [.. _files.Select(f => f.Arm).Distinct(StringComparer.Ordinal)];

    /// <summary>Name of the column of units; null if there is none.</summary>
    public string? UnitColumn => _files.Select(f => f.File.UnitColumn).FirstOrDefault(name => name is not null);

    /// <summary>The unit of each case; null if there is no column of units.</summary>
    public IReadOnlyDictionary<string, string>? Units => UnitColumn is null ? null : _units;

    /// <summary>Reads NAME=FILE or FILE; a file without a name belongs to the arm given beside it, or, if that is null, to the arm of its own name.</summary>
    public static ScoreArms Read(IReadOnlyList<(string Given, string? Unnamed)> given, ScoreColumns columns, Action<int>? progress = null)
    {
        var files = new List<(string, ScoreFile)>();
        foreach (var (text, unnamed) in given)
        {
            var cut = File.Exists(text) ? -1 : text.IndexOf('=', StringComparison.Ordinal);
            var path = text[(cut + 1)..];
            var arm = cut > 0 ? text[..cut] : unnamed ?? Path.GetFileNameWithoutExtension(path);
            files.Add((arm, ScoreFile.Read(path, columns)));
            progress?.Invoke(files.Count);
        }
        return new ScoreArms(files);
    }

    /// <summary>The metrics asked for, or the only one there is.</summary>
    public IReadOnlyList<string> Metrics(IReadOnlyList<string> asked)
    {
        if (asked.Count > 0) return [.. asked.Distinct(StringComparer.Ordinal)];
        var shared = _files.Skip(1).Aggregate(_files[0].File.Metrics, (names, next) => [.. names.Intersect(next.File.Metrics, StringComparer.OrdinalIgnoreCase)]);
        return shared switch
        {
            [] => throw ScoreFaults.NoMetric(_files[0].File.Name),
            [var only] => [only],
            _ => throw ScoreFaults.ManyMetrics(shared),
        };
    }

    /// <summary>Runs of an arm.</summary>
    public IReadOnlyList<RunScores> Runs(string arm, string metric) =>
        [.. _files.Where(f => f.Arm == arm).SelectMany(f => f.File.Runs(metric)).Select(r => r.Run)];

    /// <summary>Runs by method: the method column of a file, else the arm.</summary>
    public IReadOnlyList<(string Method, IReadOnlyList<RunScores> Runs)> Methods(string metric) =>
        [.. _files.SelectMany(f => f.File.Runs(metric).Select(r => (Method: r.Method.Length > 0 ? r.Method : f.Arm, r.Run)))
            .GroupBy(r => r.Method, StringComparer.Ordinal).Select(g => (g.Key, (IReadOnlyList<RunScores>)[.. g.Select(r => r.Run)]))];
}
