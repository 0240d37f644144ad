using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Umul.Artifacts;
using Umul.Datasets;
using Umul.Evaluation;
using Umul.Files;
using Umul.Files.Nifti;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;
using Umul.Server;

namespace Umul.Benchmarks.Viewer;

/// <summary>What the viewer is measured on: scans of 512 × 512 × 300 as .nii.gz with their labels under two runs, and 20 runs × 1,000 cases.</summary>
internal static class ViewerFixture
{
    public const int Scans = 4;
    public const int Runs = 20;
    public const int Cases = 1000;

    private const string Ids = "viewer-ids.txt";

    private static readonly RasterShape s_shape = RasterShape.Volume(300, 512, 512);
    private static readonly SpacingMm s_spacing = new(1, 0.7, 0.7);
    private static readonly Affine s_affine = new([-0.7, 0, 0, 0, 0, -0.7, 0, 0, 0, 0, 1, 0]);

    private static byte[]? s_scan;
    private static byte[]? s_labels;

    /// <summary>Writes both projects into a new folder; the answer is the ids of the runs that predicted the scans.</summary>
    public static async Task<(long Scans, string[] ScanRuns, long Table)> Write(string folder)
    {
        await using var server = await UmulServer.Start(new ServerOptions { DataFolder = folder, Port = 0, WithSample = false });
        var (scans, runs) = await WriteScans(server.Services);
        var table = await WriteTable(server.Services);
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, Ids), FormattableString.Invariant($"{scans} {string.Join(',', runs)} {table}"));
        return (scans, runs, table);
    }

    /// <summary>What <see cref="Write"/> answered for a folder that is there already.</summary>
    public static (long Scans, string[] ScanRuns, long Table) Known(string folder)
    {
        var parts = System.IO.File.ReadAllText(Path.Combine(folder, Ids)).Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1].Split(','), long.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    /// <summary>One of the scans as a file.</summary>
    public static byte[] PackedScan() => s_scan ??= Gzip(Scan(0));

    /// <summary>The labels as a file.</summary>
    public static byte[] PackedLabels() => s_labels ??= Gzip(Labels(0));

    private static async Task<(long, string[])> WriteScans(IServiceProvider services)
    {
        var project = await services.GetRequiredService<ProjectStore>().Create("scans");
        var files = new List<(string Name, byte[] Content)>();
        var cases = new List<DatasetCase>();
        var reference = Gzip(Labels(0));
        for (var i = 0; i < Scans; i++)
        {
            var image = Gzip(Scan(i));
            files.Add(($"scan{i}.nii.gz", image));
            cases.Add(new DatasetCase($"scan{i}", "", [], [File(FileRoles.Image, $"scan{i}.nii.gz", image), File(FileRoles.Reference, "labels.nii.gz", reference)]));
        }
        files.Add(("labels.nii.gz", reference));
        var content = DatasetContent.Of([], cases, [new DatasetSplit("development", SplitRole.Development, cases.Select(c => c.Id))]);
        var root = DatasetFiles.Root(content.Fingerprint());
        var artifacts = services.GetRequiredService<ArtifactStore>();
        await artifacts.PutAll(files.Select(f => (root, ArtifactPath.Parse(f.Name), f.Content)), project);
        await services.GetRequiredService<DatasetStore>().Add(project, new NewDataset("scans", "", IsCopied: true, content));
        var runs = new List<string>();
        for (var run = 1; run <= 2; run++)
        {
            var made = await services.GetRequiredService<RunStore>().Create(new NewRun { ProjectId = project, Name = $"run {run}" });
            var prediction = Gzip(Labels(run));
            for (var i = 0; i < Scans; i++) await artifacts.PutAll([(made.Id, ArtifactPath.Parse($"predictions/development/scan{i}.nii.gz"), prediction)], project);
            runs.Add(made.Id);
        }
        return (project, [.. runs]);
    }

    private static async Task<long> WriteTable(IServiceProvider services)
    {
        var project = await services.GetRequiredService<ProjectStore>().Create("table");
        string[] cases = [.. Enumerable.Range(0, Cases).Select(i => $"case-{i:0000}")];
        var random = new Random(7);
        for (var run = 0; run < Runs; run++)
        {
            var made = await services.GetRequiredService<RunStore>().Create(new NewRun { ProjectId = project, Name = $"run-{run}" });
            MetricValue[] Column() => [.. cases.Select(_ => MetricValue.Of("dice", 0.5 + (0.5 * random.NextDouble())))];
            OutcomeColumn[] columns = [OutcomeColumn.Of(OutcomeMetric.Of("dice"), Column()), OutcomeColumn.Of(OutcomeMetric.Of("iou"), Column()), OutcomeColumn.Of(OutcomeMetric.Of("precision"), Column())];
            await services.GetRequiredService<OutcomeStore>().Write(made.Id, "development", OutcomeTable.Of(cases, null, columns, (OutcomeSource.Rest, "benchmark")));
        }
        return project;
    }

    private static CaseFile File(string role, string path, byte[] content) => new(role, path, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);

    // A body of soft tissue with the noise of a scanner, in Hounsfield units, and air around it.
    private static short[] Scan(int seed)
    {
        var numbers = new short[s_shape.VoxelCount];
        var random = new Random(seed);
        var noise = new short[1 << 16];
        for (var i = 0; i < noise.Length; i++) noise[i] = (short)(12 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
        Parallel.For(0, s_shape.Depth, z =>
        {
            for (var y = 0; y < 512; y++)
            {
                for (var x = 0; x < 512; x++)
                {
                    var (u, v) = ((x - 256) / 220.0, (y - 256) / 160.0);
                    var at = (((z * 512) + y) * 512) + x;
                    numbers[at] = (u * u) + (v * v) > 1 ? (short)-1000 : (short)(40 + (int)(30 * Math.Sin(x / 31.0) * Math.Cos((y + z) / 27.0)) + noise[(at * 40503) >> 7 & 0xFFFF]);
                }
            }
        });
        return numbers;
    }

    private static byte[] Labels(int shift)
    {
        var labels = new byte[s_shape.VoxelCount];
        (int X, int Y, int Z, int Radius)[] organs = [(200, 250, 150, 60), (330, 230, 170, 40), (256, 300, 100, 30)];
        for (var label = 0; label < organs.Length; label++)
        {
            var (cx, cy, cz, radius) = organs[label];
            for (var z = cz - radius; z <= cz + radius; z++)
                for (var y = cy - radius; y <= cy + radius; y++)
                    for (var x = cx - radius; x <= cx + radius; x++)
                        if (((x - cx) * (x - cx)) + ((y - cy) * (y - cy)) + ((z - cz) * (z - cz)) <= radius * radius) labels[(((z * 512) + y) * 512) + x + shift] = (byte)(label + 1);
        }
        return labels;
    }

    private static byte[] Gzip(Array numbers)
    {
        using var stream = new MemoryStream();
        NiftiWriter.Write(stream, new Raster { Name = "scan", Format = "NIfTI-1", Shape = s_shape, Elements = numbers, Spacing = s_spacing, HasSpacing = true, Affine = s_affine }, gzip: true);
        return stream.ToArray();
    }
}
