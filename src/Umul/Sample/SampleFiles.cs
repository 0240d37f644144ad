using System.Security.Cryptography;
using System.Text;
using Umul.Artifacts;
using Umul.Datasets;

namespace Umul.Sample;

/// <summary>Puts the recorded files into Umul: the dataset with its images, references, metadata and splits, and what the runs wrote down.</summary>
internal sealed class SampleFiles(DatasetStore datasets, ArtifactStore artifacts)
{
    private const string Table = "metadata.csv";
    private static readonly string[] s_notMetadata = ["case", "patient", "split", "image", "mask"];

    /// <summary>Loads the dataset; null if the archive has none with files.</summary>
    public async Task<Dataset?> LoadDataset(RecordedArchive archive, long project)
    {
        if (!archive.DatasetFiles.Contains(Table)) return null;
        var (columns, rows) = ManifestTable.Read(Table, archive.ReadDatasetFile(Table));
        var at = columns.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        if (!s_notMetadata.All(at.ContainsKey)) return null;
        int[] metadata = [.. Enumerable.Range(0, columns.Count).Where(i => !s_notMetadata.Contains(columns[i], StringComparer.Ordinal))];
        var files = new List<(string Name, byte[] Content)>();
        var cases = rows.Select(row => new DatasetCase(
            row[at["case"]], row[at["patient"]], [.. metadata.Select(i => row[i])],
            [Add(files, archive, FileRoles.Image, row[at["image"]]), Add(files, archive, FileRoles.Reference, row[at["mask"]])])).ToList();
        var splits = rows.GroupBy(row => row[at["split"]], StringComparer.Ordinal).Select(split => new DatasetSplit(split.Key, DatasetSplit.RoleOf(split.Key), split.Select(row => row[at["case"]])));
        var content = DatasetContent.Of([.. metadata.Select(i => columns[i])], cases, splits);
        var root = DatasetFiles.Root(content.Fingerprint());
        await artifacts.PutAll(files.Select(file => (root, ArtifactPath.Parse(file.Name), file.Content)), project);
        return await datasets.Add(project, new NewDataset(archive.Manifest.Project, "", IsCopied: true, content) { GroupName = "patient" });
    }

    /// <summary>Loads the files of all runs; their tables and predictions become outcomes in the background.</summary>
    public Task LoadRuns(RecordedArchive archive, long project) => artifacts.PutAll(
        archive.Manifest.Runs.SelectMany(run => RunFiles(archive, run).Select(
            file => (SampleProject.IdOf(archive.Manifest.Project, run), ArtifactPath.Parse(file.Name), file.Content))),
        project);

    private static IEnumerable<(string Name, byte[] Content)> RunFiles(RecordedArchive archive, string run)
    {
        var recorded = archive.Run(run);
        yield return (ProvenanceRecord.File, recorded.Provenance());
        yield return (ProvenanceRecord.Packages, Encoding.UTF8.GetBytes($"numpy=={recorded.Numpy}\ntorch=={recorded.Torch}\n"));
        foreach (var name in archive.Artifacts(run))
            yield return (name, archive.ReadArtifact(run, name));
    }

    private static CaseFile Add(List<(string, byte[])> files, RecordedArchive archive, string role, string name)
    {
        var content = archive.ReadDatasetFile(name);
        files.Add((name, content));
        return new CaseFile(role, name, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
    }
}
