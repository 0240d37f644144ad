using Umul.Artifacts;
using Umul.Datasets;
using Umul.Files;
using Umul.Outcomes.Pairing;
using Umul.Runs;

namespace Umul.Outcomes.Pages;

/// <summary>Reads the files of a case: image and reference from the dataset, predictions from what runs logged.</summary>
internal sealed class CaseFiles(DatasetStore datasets, DatasetFiles files, ArtifactStore artifacts, RunStore runs)
{
    private const long MostKeptBytes = 256L << 20;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string Hash, Raster Raster)> _recent = new();

    /// <summary>A file of the dataset by its role; null if the case has none.</summary>
    public Raster? OfDataset(long project, string split, string id, string role) =>
        Described(project, split, id) is var (dataset, found) && found.File(role) is { } file ? Read(file.Hash, file.Path, () => files.OpenRead(dataset, file)) : null;

    /// <summary>What a run predicted for the case; null if it logged no file for it. Files are paired as the evaluation pairs them.</summary>
    public Raster? Prediction(long project, string split, string id, string runId)
    {
        if (runs.Find(runId) is not { } run || run.ProjectId != project) return null;
        var prefix = $"predictions/{split}/";
        var logged = artifacts.All(run.Id).Where(a => a.Path.StartsWith(prefix, StringComparison.Ordinal) && EvaluateSegmentationCommands.IsImage(a.Path))
            .ToDictionary(a => a.Path, StringComparer.Ordinal);
        var found = logged.Keys.Select(path => new FoundFile(path, path[prefix.Length..].Normalize())).ToList();
        var path = found.Find(f => f.Stem == id)?.Path ?? Paired(project, split, id, found);
        return path is not null && logged.TryGetValue(path, out var file) ? Read(file.Hash, file.Path, () => artifacts.OpenRead(file)) : null;
    }

    /// <summary>Millimetres between pixels as the dataset says for files that do not; null if it does not.</summary>
    public double? SpacingMm(long project, string split, string id)
    {
        if (Described(project, split, id) is not var (dataset, found)) return null;
        var at = datasets.Content(dataset).Columns.ToList().IndexOf("spacing_mm");
        return at >= 0 && double.TryParse(found.Metadata[at], System.Globalization.CultureInfo.InvariantCulture, out var mm) && Umul.Files.SpacingMm.IsValid(mm) ? mm : null;
    }

    private string? Paired(long project, string split, string id, List<FoundFile> found)
    {
        if (datasets.WithSplit(project, split) is not { } dataset) return null;
        var references = datasets.Content(dataset).Cases.Where(c => c.File(FileRoles.Reference) is not null).Select(c => new FoundFile(c.Id, c.Id) { Stem = c.Id });
        return CasePairing.Of([.. references], found).Pairs.FirstOrDefault(pair => pair.Reference?.Path == id)?.Prediction?.Path;
    }

    private (Dataset Dataset, DatasetCase Case)? Described(long project, string split, string id) =>
        datasets.WithSplit(project, split) is { } dataset && datasets.Content(dataset).Cases.FirstOrDefault(c => c.Id == id) is { } found ? (dataset, found) : null;

    // A volume is asked for slice by slice, so the last few stay decoded, up to a fixed amount of memory.
    private Raster Read(string hash, string name, Func<Stream> open)
    {
        lock (_gate)
        {
            if (_recent.FirstOrDefault(r => r.Hash == hash) is { Raster: not null } known)
            {
                _recent.Remove(known);
                _recent.AddFirst(known);
                return known.Raster;
            }
        }
        using var stream = open();
        var raster = ImageFile.Read(stream, name);
        lock (_gate)
        {
            _recent.AddFirst((hash, raster));
            while (_recent.Count > 1 && _recent.Sum(r => (long)r.Raster.Elements.Length * r.Raster.ElementType.Size) > MostKeptBytes) _recent.RemoveLast();
        }
        return raster;
    }
}
