using Umul.Artifacts;
using Umul.Datasets;
using Umul.Files;
using Umul.Outcomes.Pairing;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes.Pages;

/// <summary>Reads the files of a case: image and reference from the dataset, predictions from what runs logged.</summary>
internal sealed class CaseFiles(DatasetStore datasets, DatasetFiles files, ArtifactStore artifacts, RunStore runs) : IDisposable
{
    /// <summary>So much of decoded volumes stays in memory: an image of 512×512×300 in 16 bits with its masks, and the next.</summary>
    public const long MostKeptBytes = 512L << 20;

    private readonly VolumeCache _volumes = new(MostKeptBytes);

    /// <summary>Bytes of decoded files that are kept now.</summary>
    public long KeptBytes => _volumes.KeptBytes;

    /// <summary>A file of the dataset by its role; null if the case has none that is an image.</summary>
    public CaseVolume? OfDataset(long project, string split, string id, string role)
    {
        if (Described(project, split, id) is not var (dataset, found) || found.File(role) is not { } file || CaseFileKinds.Of(file.Path) != CaseFileKind.Picture) return null;
        return Read(file.Hash, file.Path, role != FileRoles.Image, () => files.OpenRead(dataset, file));
    }

    /// <summary>What a run predicted for the case; null if it logged no image for it. Files are paired as the evaluation pairs them.</summary>
    public CaseVolume? Prediction(long project, string split, string id, string runId)
    {
        var prefix = $"predictions/{split}/";
        var logged = Logged(project, split, runId).Where(file => EvaluateSegmentationCommands.IsImage(file.Path)).ToDictionary(file => file.Path, StringComparer.Ordinal);
        if (logged.Count == 0) return null;
        var found = logged.Keys.Select(path => new FoundFile(path, path[prefix.Length..].Normalize())).ToList();
        var path = found.Find(f => f.Stem == id)?.Path ?? Paired(project, split, id, found);
        return path is not null && logged.TryGetValue(path, out var file) ? Read(file.Hash, file.Path, true, () => artifacts.OpenRead(file)) : null;
    }

    /// <summary>
    /// Decodes the pictures of a case in the background, while the browser still loads the page's scripts. What cannot be read is said when it
    /// is asked for.
    /// </summary>
    public void Prepare(long project, string split, string id, IReadOnlyList<Run> shown)
    {
        Action[] all = [() => OfDataset(project, split, id, FileRoles.Image), () => OfDataset(project, split, id, FileRoles.Reference), .. shown.Select(run => (Action)(() => Prediction(project, split, id, run.Id)))];
        _ = Task.Run(() => Parallel.ForEach(all, new ParallelOptions { MaxDegreeOfParallelism = 2 }, read =>
        {
            try
            {
                read();
            }
            catch (Exception refused) when (refused is UmulException or IOException)
            {
                // the request for the slice is refused with the same sentence
            }
        }));
    }

    /// <summary>All files that a run logged as predictions of a split.</summary>
    public IReadOnlyList<Artifact> Logged(long project, string split, string runId)
    {
        if (runs.Find(runId) is not { } run || run.ProjectId != project) return [];
        var prefix = $"predictions/{split}/";
        return [.. artifacts.All(run.Id).Where(a => a.Path.StartsWith(prefix, StringComparison.Ordinal))];
    }

    /// <summary>The bytes of a file of the dataset.</summary>
    public byte[] Bytes(Dataset dataset, CaseFile file) => Whole(files.OpenRead(dataset, file), file.Path);

    /// <summary>The bytes of a logged file.</summary>
    public byte[] Bytes(Artifact file) => Whole(artifacts.OpenRead(file), file.Path);

    /// <summary>The recording of a case, opened for reading; null if it has none.</summary>
    public (CaseFile File, Stream Content)? Audio(long project, string split, string id) =>
        Described(project, split, id) is var (dataset, found) && found.Files.FirstOrDefault(file => CaseFileKinds.Of(file.Path) == CaseFileKind.Audio) is { } audio
            ? (audio, files.OpenRead(dataset, audio)) : null;

    /// <summary>Names of the dataset's columns.</summary>
    public IReadOnlyList<string> Columns(Dataset dataset) => datasets.Content(dataset).Columns;

    /// <summary>Millimetres between pixels as the dataset says for files that do not; null if it does not.</summary>
    public double? SpacingMm(long project, string split, string id)
    {
        if (Described(project, split, id) is not var (dataset, found)) return null;
        var at = datasets.Content(dataset).Columns.ToList().IndexOf("spacing_mm");
        return at >= 0 && double.TryParse(found.Metadata[at], System.Globalization.CultureInfo.InvariantCulture, out var mm) && Umul.Files.SpacingMm.IsValid(mm) ? mm : null;
    }

    /// <summary>The case as the dataset of the split describes it; null if there is none.</summary>
    public (Dataset Dataset, DatasetCase Case)? Described(long project, string split, string id) =>
        datasets.WithSplit(project, split) is { } dataset && datasets.Content(dataset).Cases.FirstOrDefault(c => c.Id == id) is { } found ? (dataset, found) : null;

    public void Dispose() => _volumes.Dispose();

    private static byte[] Whole(Stream stream, string name)
    {
        using var source = FileSource.Of(stream, name);
        return source.ReadAll();
    }

    private string? Paired(long project, string split, string id, List<FoundFile> found)
    {
        if (datasets.WithSplit(project, split) is not { } dataset) return null;
        var references = datasets.Content(dataset).Cases.Where(c => c.File(FileRoles.Reference) is not null).Select(c => new FoundFile(c.Id, c.Id) { Stem = c.Id });
        return CasePairing.Of([.. references], found).Pairs.FirstOrDefault(pair => pair.Reference?.Path == id)?.Prediction?.Path;
    }

    // The same bytes may be the image of one case and the mask of another, which is another volume.
    private CaseVolume Read(string hash, string name, bool isMask, Func<Stream> open) => _volumes.Get(isMask ? hash + " mask" : hash, () =>
    {
        using var stream = open();
        var raster = ImageFile.Read(stream, name);
        return isMask ? CaseVolume.OfMask(raster) : CaseVolume.OfImage(raster);
    });
}
