using System.Text.Json;
using Umul.Files;
using Umul.Files.Nifti;
using Umul.Files.Npy;

namespace Umul.Tests.Outcomes.Evaluate;

/// <summary><c>umul evaluate segmentation</c> from files to numbers: objects, errors, several masks of one image, units, layouts.</summary>
public sealed class SegmentationCommandTests : IDisposable
{
    private readonly EvaluateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Three objects of 4, 1 and 2 pixels; the first is found in half, the second missed, the third found; one is spurious.
    [Fact]
    public async Task Lesions_AreCountedOneByOneAndBySize()
    {
        _folder.Write("r/P1.png", MaskFolder.Png("11000100", "11000000", "00000000", "11000000"));
        _folder.Write("p/P1.png", MaskFolder.Png("10000000", "10000000", "00000000", "11000011"));
        var found = await _folder.Run("segmentation", "r", "p", "--lesions", "--size-classes", "2,4");
        const string matching = ".Naive.Iou≥0.5.8neighbours";
        Assert.Equal(2.0 / 3, found.Value("P1", "lesionRecall" + matching)!.Value, 15);
        Assert.Equal(2.0 / 3, found.Value("P1", "lesionPrecision" + matching)!.Value, 15);
        Assert.Equal(1.5 / 3, found.Value("P1", "panopticQuality" + matching)!.Value, 15); // IoU ½ and 1 over 2 + ½ + ½
        Assert.Equal(0, found.Value("P1", $"lesionRecall{matching}@size0-2"));
        Assert.Equal(1, found.Value("P1", $"lesionRecall{matching}@size2-4"));
        Assert.Equal(2.0 / 3, found.Value("P1", $"lesionPrecision{matching}@size2-4")!.Value, 15); // of three of 2 pixels two are right
        Assert.Equal(1.0 / 1.5, found.Value("P1", $"panopticQuality{matching}@size2-4")!.Value, 15); // the third's IoU 1 over 1 + ½
        Assert.Equal(0.5, found.Value("P1", $"panopticQuality{matching}@size4-")!.Value, 15);
        Assert.Contains("\"matching\":\"naive\"", found.Json!.Value.GetProperty("settings").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4", 2, "4neighbours")]
    [InlineData("8", 1, "8neighbours")]
    public async Task Connectivity_DecidesWhatIsOneObject(string connectivity, int objects, string name)
    {
        _folder.Write("r/P1.png", MaskFolder.Png("1000", "0100"));
        _folder.Write("p/P1.png", MaskFolder.Png("1000", "0000"));
        var found = await _folder.Run("segmentation", "r", "p", "--lesions", "--connectivity", connectivity);
        Assert.Equal(1.0 / objects, found.Value("P1", "lesionRecall.Naive.Iou≥0.5." + name)!.Value, 15);
    }

    // Two squares and a stray pixel: one object missed whole, one spurious, and what Dice would be without each, by hand.
    [Fact]
    public async Task Errors_AreSortedAndEachHasItsGain()
    {
        _folder.Write("r/P1.png", MaskFolder.Png("110000000", "110000000", "000000000", "000000000", "000000110", "000000110"));
        _folder.Write("p/P1.png", MaskFolder.Png("110000001", "110000000", "000000000", "000000000", "000000000", "000000000"));
        var found = await _folder.Run("segmentation", "r", "p", "--errors");
        var dice = 2.0 * 4 / (4 + 4 + 5);
        Assert.Equal(dice, found.Value("P1", "dice")!.Value, 15);
        Assert.Equal((4.0, 1.0, 0.0), (found.Value("P1", "errorVoxels.missedObject@2voxels"), found.Value("P1", "errorVoxels.spuriousObject@2voxels"), found.Value("P1", "errorVoxels.leak@2voxels")));
        Assert.Equal(2.0 * 8 / (8 + 9) - dice, found.Value("P1", "diceGain.missedObject@2voxels")!.Value, 15);
        Assert.Equal(2.0 * 4 / (8 + 4) - dice, found.Value("P1", "diceGain.spuriousObject@2voxels")!.Value, 15);
    }

    [Fact]
    public async Task SeveralMasksOfOneImage_AreJoinedAndThatIsSaid()
    {
        _folder.Write("r/benign_004_mask.png", MaskFolder.Png("1100", "0000"));
        _folder.Write("r/benign_004_mask_1.png", MaskFolder.Png("0000", "0011"));
        _folder.Write("p/benign_004.png", MaskFolder.Png("1100", "0011"));
        var found = await _folder.Run("segmentation", "r", "p");
        Assert.Equal((0, "benign_004"), (found.Code, Assert.Single(found.Cases)));
        Assert.Equal(1, found.Value("benign_004", "dice"));
        Assert.Contains(found.Case("benign_004").GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("2 files (benign_004_mask.png, benign_004_mask_1.png)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NumberedCases_AreNotTakenForPartsOfOne()
    {
        foreach (var name in (string[])["mask_1.png", "mask_2.png", "case_mask_7.png"])
        {
            _folder.Write("r/" + name, MaskFolder.Png("10"));
            _folder.Write("p/" + name, MaskFolder.Png("10"));
        }
        Assert.Equal(3, (await _folder.Run("segmentation", "r", "p")).Cases.Count);
    }

    // BUSI has one case whose two masks differ in size; 69 others are joined or whole.
    [SharedDataFact]
    public async Task Busi_WithItselfAsPrediction_IsPerfectButForTheCaseOfTwoSizes()
    {
        var masks = SharedData.Path("busi_breast_ultrasound/masks");
        foreach (var file in Directory.EnumerateFiles(masks, "*_mask.png")) _folder.Write("p/" + Path.GetFileName(file), await File.ReadAllBytesAsync(file));
        var found = await _folder.Run("segmentation", masks, "p");
        Assert.Equal((2, 70), (found.Code, found.Cases.Count));
        var odd = Assert.Single(found.Cases, name => found.Problem(name).Length > 0);
        Assert.Contains("benign_004_mask_1.png: 465×555", found.Problem(odd), StringComparison.Ordinal);
        Assert.True(found.Value("benign_025_mask", "dice") < 1); // its second lesion is only in the second file
        Assert.Equal(58, found.Cases.Count(name => found.Value(name, "dice") == 1)); // all others but the 10 normal ones, which are empty
    }

    [Fact]
    public async Task VolumeError_OfPlanesIsAnArea()
    {
        _folder.Write("r/P1.png", MaskFolder.Png("1110"));
        _folder.Write("p/P1.png", MaskFolder.Png("1000"));
        Assert.Equal("px²", Unit(await _folder.Run("segmentation", "r", "p")));
        var known = await _folder.Run("segmentation", "r", "p", "--spacing", "0.5");
        Assert.Equal(("mm²", -0.5), (Unit(known), known.Value("P1", "volumeError.signed")!.Value));
        var volume = Volume(RasterShape.Volume(1, 2, 2), 1, 1, 0, 0);
        _folder.Write("rv/P1.nii.gz", volume);
        _folder.Write("pv/P1.nii.gz", volume);
        Assert.Equal("mm³", Unit(await _folder.Run("segmentation", "rv", "pv")));
    }

    [Fact]
    public async Task NumpyOneHot_OfASliceStack_IsRefusedWithWhatToDo()
    {
        _folder.Write("r/P1.npy", Npy(RasterShape.Volume(2, 3, 4), new byte[24]));
        using var stream = new MemoryStream();
        var header = System.Text.Encoding.ASCII.GetBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2, 3, 4), }".PadRight(117) + "\n");
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. new byte[72]]);
        _folder.Write("p/P1.npy", stream.ToArray());
        var found = await _folder.Run("segmentation", "r", "p");
        Assert.Equal((2, "notUsable"), (found.Code, found.Why("P1")));
        Assert.Contains("3×2×3×4", found.Problem("P1"), StringComparison.Ordinal);
        Assert.Contains("argmax", found.Problem("P1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherGrid_IsRefusedWithBothGeometries_AndResampledOnRequest()
    {
        _folder.Write("r/P1.png", MaskFolder.Png("0011", "0011"));
        _folder.Write("p/P1.png", MaskFolder.Png("01"));
        var refused = await _folder.Run("segmentation", "r", "p");
        Assert.Equal(2, refused.Code);
        Assert.Contains("--resample nearest", refused.Problem("P1"), StringComparison.Ordinal);
        var resampled = await _folder.Run("segmentation", "r", "p", "--resample", "nearest");
        Assert.Equal((0, 1.0), (resampled.Code, resampled.Value("P1", "dice")));
        Assert.Contains(resampled.Case("P1").GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("nearest voxel", StringComparison.Ordinal));
        Assert.Equal(2, (await _folder.Run("segmentation", "r", "p", "--resample", "cubic")).Code);
    }

    // The keys and meanings of nnU-Net v2's summary.json, read back by a script such as people have, and the report's own numbers.
    [Fact]
    public async Task NnunetSummary_ReadBack_HasTheReportsNumbers()
    {
        _folder.Write("r/P1.png", MaskFolder.Png("1120"));
        _folder.Write("p/P1.png", MaskFolder.Png("1020"));
        _folder.Write("r/P2.png", MaskFolder.Png("1000"));
        _folder.Write("p/P2.png", MaskFolder.Png("1110"));
        var found = await _folder.Run("segmentation", "r", "p", "--nnunet", _folder.Path("summary.json"));
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.Path("summary.json")));
        Assert.Equal(["foreground_mean", "mean", "metric_per_case"], summary.RootElement.EnumerateObject().Select(p => p.Name));
        foreach (var c in summary.RootElement.GetProperty("metric_per_case").EnumerateArray())
        {
            var name = Path.GetFileNameWithoutExtension(c.GetProperty("prediction_file").GetString()!);
            foreach (var label in c.GetProperty("metrics").EnumerateObject())
            {
                Assert.Equal(["Dice", "FN", "FP", "IoU", "TN", "TP", "n_pred", "n_ref"], label.Value.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
                Assert.Equal(found.Value(name, "dice:" + label.Name), label.Value.GetProperty("Dice") is { ValueKind: JsonValueKind.Number } dice ? dice.GetDouble() : null);
                Assert.Equal(found.Value(name, "iou:" + label.Name), label.Value.GetProperty("IoU") is { ValueKind: JsonValueKind.Number } iou ? iou.GetDouble() : null);
                Assert.Equal(label.Value.GetProperty("TP").GetInt32() + label.Value.GetProperty("FN").GetInt32(), label.Value.GetProperty("n_ref").GetInt32());
            }
        }
        foreach (var label in (string[])["1", "2"])
            Assert.Equal(found.Summary("dice:" + label).GetProperty("mean").GetDouble(), summary.RootElement.GetProperty("mean").GetProperty(label).GetProperty("Dice").GetDouble(), 15);
        var means = summary.RootElement.GetProperty("mean").EnumerateObject().Select(l => l.Value.GetProperty("Dice").GetDouble()).ToList();
        Assert.Equal(means.Average(), summary.RootElement.GetProperty("foreground_mean").GetProperty("Dice").GetDouble(), 15);
    }

    private static string Unit(Evaluated found) =>
        found.Json!.Value.GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("name").GetString() == "volumeError.signed").GetProperty("unit").GetString()!;

    private static byte[] Volume(RasterShape shape, params float[] voxels)
    {
        using var stream = new MemoryStream();
        NiftiWriter.Write(stream, new Raster { Name = "v.nii.gz", Format = "NIfTI-1", Shape = shape, Elements = voxels, HasSpacing = true }, gzip: true);
        return stream.ToArray();
    }

    private static byte[] Npy(RasterShape shape, byte[] values)
    {
        using var stream = new MemoryStream();
        NpyWriter.Write(stream, new Raster { Name = "v.npy", Format = "NPY", Shape = shape, Elements = values });
        return stream.ToArray();
    }
}
