using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Umul.Sample;

/// <summary>
/// What examples/ultrasound/pack.py packs: a manifest, the dataset, and for each run its facts, points, console, images, outcomes and
/// predictions. Reading it never trusts it: damage is an <see cref="InvalidDataException"/> that names the file.
/// </summary>
internal sealed class RecordedArchive : IDisposable
{
    private const int KnownFormat = 1;

    private readonly RecordedFiles _files;

    public RecordedArchive(Stream stream)
    {
        _files = new RecordedFiles(stream);
        Manifest = Json("manifest.json", RecordedManifestJson.Default.RecordedManifest);
        if (Manifest.Format != KnownFormat)
            throw new InvalidDataException($"The archive has format {Manifest.Format}; this version reads format {KnownFormat}.");
    }

    public RecordedManifest Manifest { get; }

    /// <summary>Names of the dataset's files, relative to the dataset: metadata.csv, images/P001-1.png, …</summary>
    public IReadOnlyList<string> DatasetFiles => RelativeTo("dataset/");

    public byte[] ReadDatasetFile(string name) => _files.Read("dataset/" + name);

    public RecordedRun Run(string name)
    {
        var run = Json(Folder(name) + "run.json", RecordedRunJson.Default.RecordedRun);
        return run.Name == name ? run : throw new InvalidDataException($"'{Folder(name)}run.json' is about another run, '{run.Name}'.");
    }

    /// <summary>All points, each metric's in the order in which they were logged.</summary>
    public IReadOnlyList<RecordedPoint> Points(string run) =>
        RecordedCsv.Points(_files.ReadText(Folder(run) + "metrics.csv"), Folder(run) + "metrics.csv");

    /// <summary>Images logged at a step.</summary>
    public IReadOnlyList<RecordedImage> Images(string run) =>
        RecordedCsv.Images(_files.ReadText(Folder(run) + "images.csv"), Folder(run) + "images.csv");

    public string Console(string run) => _files.ReadText(Folder(run) + "console.log");

    /// <summary>Names of the run's artifacts, relative to the run: cases/test.csv, predictions/test/P001-1.png, images/…</summary>
    public IReadOnlyList<string> Artifacts(string run) =>
        [.. RelativeTo(Folder(run)).Where(name => name.Contains('/', StringComparison.Ordinal))];

    public byte[] ReadArtifact(string run, string name) => _files.Read(Folder(run) + name);

    public void Dispose() => _files.Dispose();

    private static string Folder(string run) => $"runs/{run}/";

    private IReadOnlyList<string> RelativeTo(string folder) => [.. _files.Below(folder).Select(name => name[folder.Length..])];

    private T Json<T>(string name, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(_files.Read(name), type) ?? throw new InvalidDataException($"'{name}' in the archive is empty.");
        }
        catch (JsonException inner)
        {
            throw new InvalidDataException($"'{name}' in the archive cannot be read: {inner.Message}", inner);
        }
    }
}
