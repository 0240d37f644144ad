using Umul.Files;
using Umul.Files.Annotations;
using Umul.Files.Masks;
using Umul.Files.Tables;
using Umul.Files.Transcripts;

namespace Umul.Tests.Files;

/// <summary>Random damage, fixed seeds: a file is read or refused in our words; nothing else is thrown, hangs, or takes memory without bound.</summary>
public sealed class FileFuzzTests
{
    private const int Rounds = 120;
    private const long MostAllocatedBytes = 48L << 20;

    private static readonly ReadLimits s_limits = new() { MostBytes = 16 << 20, MostFileBytes = 16 << 20 };

    public static TheoryData<string> Images => [.. Directory.GetFiles(Fixture.Folder, "*.*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is not (".py" or ".raw" or ".img" or ".tif" or ".jpg" or ".webp" or ".txt" or ".json"))
        .Select(file => Path.GetRelativePath(Fixture.Folder, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Images))]
    public void Image_Damaged_IsReadOrRefused(string file)
    {
        var whole = Fixture.Bytes(file);
        for (var seed = 0; seed < Rounds; seed++)
            Survives(() => MaskReading.Read(Fixture.Read(Damaged(whole, new Random(seed)), file, s_limits), new MaskOptions { Threshold = 0.5 }));
    }

    [Fact]
    public void Image_CutAtEveryByte_IsReadOrRefused()
    {
        foreach (var file in (string[])["png/grey1.png", "nifti/u1le.nii", "npy/u1.npy", "npy/one.npz", "itk/raw.nrrd", "itk/packed.mha", "dicom/frames.dcm"])
        {
            var whole = Fixture.Bytes(file);
            for (var length = 0; length < whole.Length; length++) Survives(() => Fixture.Read(whole[..length], file, s_limits));
        }
    }

    [Fact]
    public void Headers_OfRandomBytes_AreReadOrRefused()
    {
        byte[][] starts = [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0x5C, 1, 0, 0], [0, 0, 1, 0x5C], [0x1F, 0x8B, 8, 0], [0x93, .. "NUMPY\x01\x00"u8], [.. "NRRD0004\ntype: uchar\nsizes: "u8], [.. "NDims = 3\nDimSize = "u8], [8, 0, 5, 0]];
        foreach (var start in starts)
        {
            for (var seed = 0; seed < Rounds; seed++)
            {
                var random = new Random(seed);
                var bytes = new byte[random.Next(16, 2000)];
                random.NextBytes(bytes);
                start.CopyTo(bytes, 0);
                Survives(() => Fixture.Read(bytes, "random", s_limits));
            }
        }
    }

    [Fact]
    public void Texts_Damaged_AreReadOrRefused()
    {
        var coco = """{"images": [{"id": 1, "height": 4, "width": 6}], "categories": [], "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "segmentation": [[1, 1, 4, 1, 4, 3]]}]}"""u8.ToArray();
        var results = """[{"image_id": 1, "category_id": 1, "score": 0.5, "bbox": [1, 2, 3, 4], "segmentation": {"size": [4, 6], "counts": "44`0"}}]"""u8.ToArray();
        var labelMe = """{"imageHeight": 6, "imageWidth": 8, "shapes": [{"label": "a", "shape_type": "polygon", "points": [[1, 1], [5, 1], [5, 5]]}]}"""u8.ToArray();
        var table = "id,text\n1,\"a b\"\n2,한글\n"u8.ToArray();
        for (var seed = 0; seed < 10 * Rounds; seed++)
        {
            var random = new Random(seed);
            Survives(() => CocoFile.ReadReference(Damaged(coco, random), "gt.json").Objects.Mask(0, 4, 6));
            Survives(() => CocoFile.ReadResults(Damaged(results, random), "dt.json").Mask(0, 4, 6));
            Survives(() => LabelMeFile.Of(Damaged(labelMe, random), "a.json").ToMask(new Dictionary<string, int> { ["a"] = 1 }));
            Survives(() => DelimitedTable.Of(TextFile.Of(Damaged(table, random), "a.csv")));
            Survives(() => TranscriptFile.Of(TextFile.Of(Damaged("one two (a-1)\nthree (a-2)\n"u8.ToArray(), random), "a.trn")));
            Survives(() => YoloFile.Of(TextFile.Of(Damaged("0 0.5 0.5 0.1 0.1\n1 0 0 1 0 1 1\n"u8.ToArray(), random), "a.txt"), 10, 10));
        }
    }

    private static void Survives(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (FileException refusal)
        {
            Assert.False(string.IsNullOrWhiteSpace(refusal.Sentence.Korean));
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MostAllocatedBytes, $"{allocated:N0} bytes were allocated");
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        var bytes = whole.ToArray();
        switch (random.Next(4))
        {
            case 0: return bytes[..random.Next(bytes.Length)];
            case 1:
                for (var i = random.Next(1, 6); i > 0; i--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                for (var i = random.Next(1, 12); i > 0; i--) bytes[random.Next(Math.Min(bytes.Length, 400))] = (byte)random.Next(256);
                return bytes;
            default:
                var at = random.Next(bytes.Length);
                return [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]];
        }
    }
}
