using System.Globalization;
using System.IO.Compression;
using System.Text;
using Umul.Files;
using Umul.Files.Annotations;
using Umul.Files.Masks;
using Umul.Files.Nifti;
using Umul.Files.Png;

namespace Umul.Benchmarks;

/// <summary>Reading files: 2,000 small PNG masks, a packed volume against bare inflate of the same bytes, COCO results of 59 MB.</summary>
internal static class FilesBenchmarks
{
    private const int Repeats = 9;

    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("umul-files");
        try
        {
            if (args.Length == 0 || args[0] == "png") Pngs(folder.FullName);
            if (args.Length == 0 || args[0] == "nifti") Volumes(folder.FullName);
            if (args.Length == 0 || args[0] == "coco") Coco(folder.FullName);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Pngs(string folder)
    {
        var files = Enumerable.Range(0, 2000).Select(i => Path.Combine(folder, $"{i}.png")).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            using var stream = File.Create(files[i]);
            PngWriter.Write(stream, Blob(i), RasterShape.Plane(512, 512));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"2,000 masks 512×512, {files.Sum(file => new FileInfo(file).Length) / 2000.0:0} bytes each on average"));
        foreach (var threads in (int[])[1, 2])
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
            Timing.Print($"PNG: 2,000 masks decoded, {threads} threads", Repeats, () => Parallel.ForEach(files, parallel, file => ImageFile.Read(file)));
            Timing.Print($"PNG: 2,000 masks decoded and read as labels, {threads} threads", Repeats, () => Parallel.ForEach(files, parallel,
                file => MaskReading.Read(ImageFile.Read(file), MaskOptions.Default with { MayReuse = true })));
        }
    }

    private static void Volumes(string folder)
    {
        var shape = RasterShape.Volume(300, 512, 512);
        var labels = new byte[shape.VoxelCount];
        for (var z = 0; z < 300; z++)
            for (var y = 0; y < 512; y++)
                for (var x = 0; x < 512; x++)
                    labels[(z * 512 + y) * 512 + x] = (byte)(Math.Sqrt(Square(z - 150) + Square(y - 256) + Square(x - 256)) switch { < 60 => 1, < 100 => 2, < 130 => 3, _ => 0 });
        var path = Path.Combine(folder, "volume.nii.gz");
        using (var stream = File.Create(path)) NiftiWriter.Write(stream, new Raster { Name = "", Format = "", Shape = shape, Elements = labels }, gzip: true);
        var target = new byte[labels.Length + 352];
        Console.WriteLine($"volume.nii.gz: {new FileInfo(path).Length:N0} bytes, {labels.Length:N0} voxels");
        Timing.Print("bare inflate of the same bytes (GZipStream into one array)", Repeats, () =>
        {
            using var file = File.OpenRead(path);
            using var zip = new GZipStream(file, CompressionMode.Decompress);
            zip.ReadExactly(target);
        });
        Timing.Print("the same into a new array each time", Repeats, () =>
        {
            using var file = File.OpenRead(path);
            using var zip = new GZipStream(file, CompressionMode.Decompress);
            zip.ReadExactly(GC.AllocateUninitializedArray<byte>(target.Length));
        });
        Timing.Print("NIfTI: volume.nii.gz", Repeats, () => ImageFile.Read(path));
        var plain = Path.Combine(folder, "volume.nii");
        File.WriteAllBytes(plain, target);
        Timing.Print("NIfTI: volume.nii", Repeats, () => ImageFile.Read(plain));
    }

    private static void Coco(string folder)
    {
        var random = new Random(1);
        var text = new StringBuilder("[");
        for (var image = 1; image <= 5000; image++)
        {
            for (var i = 0; i < 100; i++)
            {
                text.Append(text.Length > 1 ? ", " : "").Append(CultureInfo.InvariantCulture, $"{{\"image_id\": {image}, \"category_id\": {random.Next(1, 11)}, \"bbox\": [");
                text.Append(CultureInfo.InvariantCulture, $"{random.NextDouble() * 600:0.0#}, {random.NextDouble() * 400:0.0#}, {random.NextDouble() * 100:0.0#}, {random.NextDouble() * 90:0.0#}], \"score\": {random.NextDouble()}}}");
            }
        }
        var path = Path.Combine(folder, "results.json");
        File.WriteAllText(path, text.Append(']').ToString());
        Console.WriteLine($"results.json: {new FileInfo(path).Length / 1e6:0.0} MB, 500,000 detections");
        Timing.Print("COCO: bytes of the file only", Repeats, () => File.ReadAllBytes(path));
        Timing.Print("COCO: results into columns", Repeats, () => CocoFile.ReadResults(path));
    }

    // A filled ellipse: what a mask of one object looks like.
    private static byte[] Blob(int seed)
    {
        var random = new Random(seed);
        var (cy, cx, ry, rx) = (random.Next(150, 360), random.Next(150, 360), random.Next(30, 140), random.Next(30, 140));
        var mask = new byte[512 * 512];
        for (var i = 0; i < mask.Length; i++)
            if (Square((i / 512 - cy) / (double)ry) + Square((i % 512 - cx) / (double)rx) < 1) mask[i] = 255;
        return mask;
    }

    private static double Square(double x) => x * x;
}
