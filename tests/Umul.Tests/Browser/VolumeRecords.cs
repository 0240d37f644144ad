using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Umul.Artifacts;
using Umul.Datasets;
using Umul.Files;
using Umul.Files.Nifti;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Browser;

/// <summary>
/// A project with one case, "scan": a volume of 8 × 10 × 6 voxels (x, y, z) of 0.5 × 1 × 3 mm that lies as RAS, value x + 10·y + 100·z. The
/// reference is the box x 2–5, y 3–6, z 2–4; the run "moved" has it one voxel to the right along x, the run "soft" has 0.9 inside it, 0.4 one
/// voxel around in x, 0.1 elsewhere.
/// </summary>
internal sealed class VolumeRecords(IServiceProvider services, string name)
{
    public static readonly RasterShape Shape = RasterShape.Volume(6, 10, 8);

    private static readonly Affine s_affine = new([0.5, 0, 0, 0, 0, 1, 0, 0, 0, 0, 3, 0]);

    public long ProjectId { get; private set; }

    /// <summary>Run ids by name.</summary>
    public Dictionary<string, string> Runs { get; } = new(StringComparer.Ordinal);

    public async Task Write()
    {
        var image = Nifti<short>((x, y, z) => (short)(x + (10 * y) + (100 * z)));
        var reference = Nifti<byte>((x, y, z) => IsInside(x, y, z) ? (byte)1 : (byte)0);
        await Write("scan", [("scan.nii.gz", FileRoles.Image, image), ("scan_label.nii.gz", FileRoles.Reference, reference)]);
        await WriteRun("moved", "scan.nii.gz", Nifti<byte>((x, y, z) => IsInside(x - 1, y, z) ? (byte)1 : (byte)0));
        await WriteRun("soft", "scan.nii.gz", Nifti<float>((x, y, z) => IsInside(x, y, z) ? 0.9f : IsInside(x - 1, y, z) || IsInside(x + 1, y, z) ? 0.4f : 0.1f));
    }

    /// <summary>A project with one case of the files given, in the split "development".</summary>
    public async Task Write(string id, (string Path, string Role, byte[] Content)[] files)
    {
        ProjectId = await services.GetRequiredService<ProjectStore>().Create(name);
        var content = DatasetContent.Of(
            [], [new DatasetCase(id, "", [], [.. files.Select(f => new CaseFile(f.Role, f.Path, Convert.ToHexStringLower(SHA256.HashData(f.Content)), f.Content.Length))])],
            [new DatasetSplit("development", SplitRole.Development, [id])]);
        var root = DatasetFiles.Root(content.Fingerprint());
        await services.GetRequiredService<ArtifactStore>().PutAll(files.Select(f => (root, ArtifactPath.Parse(f.Path), f.Content)), ProjectId);
        await services.GetRequiredService<DatasetStore>().Add(ProjectId, new NewDataset("scans", "", IsCopied: true, content));
    }

    public async Task WriteRun(string run, string file, byte[] prediction)
    {
        var made = await services.GetRequiredService<RunStore>().Create(new NewRun { ProjectId = ProjectId, Name = run });
        Runs[run] = made.Id;
        await services.GetRequiredService<ArtifactStore>().PutAll([(made.Id, ArtifactPath.Parse($"predictions/development/{file}"), prediction)], ProjectId);
    }

    private static bool IsInside(int x, int y, int z) => x is >= 2 and <= 5 && y is >= 3 and <= 6 && z is >= 2 and <= 4;

    private static byte[] Nifti<T>(Func<int, int, int, T> voxel) where T : unmanaged
    {
        var numbers = new T[Shape.VoxelCount];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = voxel(i % 8, i / 8 % 10, i / 80);
        using var stream = new MemoryStream();
        NiftiWriter.Write(stream, new Raster
        {
            Name = "scan",
            Format = "NIfTI-1",
            Shape = Shape,
            Elements = numbers,
            Spacing = new SpacingMm(3, 1, 0.5),
            HasSpacing = true,
            Affine = s_affine,
        }, gzip: true);
        return stream.ToArray();
    }
}
