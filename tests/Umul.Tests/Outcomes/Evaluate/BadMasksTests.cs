using System.Buffers.Binary;
using System.Text;
using Umul.Files;
using Umul.Files.Nifti;

namespace Umul.Tests.Outcomes.Evaluate;

/// <summary>
/// Masks and detection maps that cannot be used, as the command meets them: the exit code, a sentence that names the file and what to do, and
/// every case still there. Beside each bad case P1 lies a good case P2, which must be evaluated all the same.
/// </summary>
public sealed class BadMasksTests : IDisposable
{
    private readonly EvaluateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("segmentation", "dice", 1.0)]
    [InlineData("detection", "objectRecall.picai", 1.0)]
    public async Task MissingPartner_KeepsTheCaseAndListsTheStranger(string kind, string metric, double expected)
    {
        Pair("P2", Volume(0, 1), Volume(0, 1));
        _folder.Write("r/P1.nii.gz", Volume(0, 1));
        _folder.Write("p/P9.nii.gz", Volume(0, 1));
        var found = await Run(kind);
        Assert.Equal((2, "predictionMissing"), (found.Code, found.Why("P1")));
        Assert.Contains("P1.nii.gz", found.Problem("P1"), StringComparison.Ordinal);
        Assert.Contains("Add a file of that name", found.Problem("P1"), StringComparison.Ordinal);
        Assert.EndsWith("P9.nii.gz", Assert.Single(found.Strangers), StringComparison.Ordinal);
        Assert.Equal(expected, found.Value("P2", metric));
        Assert.Equal(1, found.Summary(metric).GetProperty("undefined").GetInt32());
    }

    [Theory]
    [InlineData(0, 1, 0.0, "referenceEmpty")]
    [InlineData(1, 0, 0.0, "predictionEmpty")]
    [InlineData(0, 0, null, "bothEmpty")]
    public async Task EmptyMasks_AreZeroOrUndefinedForAReason_AndNoFault(float reference, float prediction, double? dice, string why)
    {
        Pair("P1", Volume(0, reference), Volume(0, prediction));
        var found = await Run("segmentation");
        Assert.Equal((0, dice), (found.Code, found.Value("P1", "dice")));
        Assert.Equal(why, found.Case("P1").GetProperty("undefined").GetProperty("hausdorffDistance95.maxOfDirected").GetString());
    }

    [Fact]
    public async Task AllBackgroundEverywhere_KeepsEveryCase()
    {
        Pair("P1", Volume(0, 0), Volume(0, 0));
        Pair("P2", Volume(0, 0), Volume(0, 0));
        var masks = await Run("segmentation");
        Assert.Equal(["P1", "P2"], masks.Cases);
        Assert.Equal(2, masks.Summary("dice").GetProperty("reasons").GetProperty("bothEmpty").GetInt32());
        var maps = await Run("detection");
        Assert.Equal(0, maps.Code);
        Assert.Equal(["P1", "P2"], maps.Cases);
        Assert.Equal("noPositives", maps.Json!.Value.GetProperty("overall").EnumerateArray().First(o => o.GetProperty("metric").GetString() == "picai.averagePrecision").GetProperty("undefined").GetString());
    }

    [Theory]
    [InlineData("segmentation")]
    [InlineData("detection")]
    public async Task WrongShape_IsRefusedWithBothShapes(string kind) =>
        await Refused(kind, "P1.nii.gz", Volume(0, 1), Volume(0, 1, 1), "1×1×2", "1×1×3", kind == "segmentation" ? "--resample nearest" : "on the reference's grid");

    [Theory]
    [InlineData("segmentation", "NaN or infinite")]
    [InlineData("detection", "holds NaN")]
    public async Task NaN_IsRefused(string kind, string said) => await Refused(kind, "P1.nii.gz", Volume(0, 1), Volume(0, float.NaN), said);

    [Fact]
    public async Task SoftPrediction_AsksForAThreshold_AndAMapForCandidates()
    {
        await Refused("segmentation", "P1.nii.gz", Volume(0, 1), Volume(0.2f, 0.9f), "--threshold 0.5");
        await Refused("detection", "P1.nii.gz", Volume(0, 1), Volume(0.2f, 0.9f), "soft prediction", "Extract candidates");
    }

    [Fact]
    public async Task LabelsNotDeclared_AreNamedAndCountAsBackground()
    {
        Pair("P1", Volume(1, 2, 3), Volume(1, 2, 2));
        var found = await Run("segmentation", "--labels", "liver=1");
        Assert.Equal((0, 1.0), (found.Code, found.Value("P1", "dice:liver")));
        Assert.Contains(found.Case("P1").GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("Labels 2, 3", StringComparison.Ordinal) && note.GetString()!.Contains("--labels", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("segmentation")]
    [InlineData("detection")]
    public async Task TruncatedGzip_IsRefused(string kind) => await Refused(kind, "P1.nii.gz", Volume(0, 1), Volume(0, 1)[..40], "Copy or write the file again");

    [Theory]
    [InlineData("segmentation")]
    [InlineData("detection")]
    public async Task FourDimensions_AreRefused(string kind) =>
        await Refused(kind, "P1.nii", Header([4, 2, 1, 1, 2], new byte[4]), Header([4, 2, 1, 1, 2], new byte[4]), "more than three dimensions", "one channel or time point a file");

    [Fact]
    public async Task AllThe65536Labels_AreAskedFor_AndOneMoreIsNoLabel()
    {
        var every = Enumerable.Range(0, 65536).Select(i => (ushort)i).ToArray();
        using var stream = new MemoryStream();
        NiftiWriter.Write(stream, new Raster { Name = "v", Format = "NIfTI-1", Shape = RasterShape.Volume(1, 256, 256), Elements = every, HasSpacing = true }, gzip: true);
        await Refused("segmentation", "P1.nii.gz", stream.ToArray(), stream.ToArray(), "65,535 different labels", "--labels");
        await Refused("segmentation", "P1.nii.gz", Volume(0, 65536), Volume(0, 1), "65536 is no label", "Renumber");
        Pair("P3", stream.ToArray(), stream.ToArray());
        Assert.Equal(1, (await Run("segmentation", "--labels", "first=1,last=65535")).Value("P3", "dice:last"));
    }

    [Theory]
    [InlineData("segmentation")]
    [InlineData("detection")]
    public async Task HeaderThatClaimsTenGigabytes_IsRefusedWithoutTakingThem(string kind)
    {
        var before = GC.GetTotalAllocatedBytes();
        await Refused(kind, "P1.nii", Header([3, 2154, 2154, 2154], new byte[64]), Header([3, 2154, 2154, 2154], new byte[64]), "2154×2154×2154");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 1_000_000_000);
    }

    [Theory]
    [InlineData("segmentation")]
    [InlineData("detection")]
    public async Task TwoFilesForOneCase_AreBothNamedAndNeitherIsChosen(string kind)
    {
        Pair("P2", Volume(0, 1), Volume(0, 1));
        Pair("P1", Volume(0, 1), Volume(0, 1));
        _folder.Write("p/P1.png", MaskFolder.Png("01"));
        var found = await Run(kind);
        Assert.Equal(2, found.Code);
        Assert.Contains("P1", found.Cases);
        var note = Assert.Single(found.Notes, note => note.Contains("several files could be this case", StringComparison.Ordinal));
        Assert.Contains("P1.png", note, StringComparison.Ordinal);
        Assert.Contains("keep one", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MixedFileEndings_ArePaired()
    {
        _folder.Write("r/P1.nii.gz", Volume(0, 1));
        _folder.Write("p/P1.png", MaskFolder.Png("01"));
        Assert.Equal(1, (await Run("segmentation")).Value("P1", "dice"));
    }

    [Fact]
    public async Task NameInNfd_IsTheSameCase()
    {
        _folder.Write("r/환자1.png", MaskFolder.Png("01"));
        _folder.Write($"p/{"환자1".Normalize(NormalizationForm.FormD)}_pred.png", MaskFolder.Png("01"));
        var found = await Run("segmentation");
        Assert.Equal((0, "환자1"), (found.Code, Assert.Single(found.Cases)));
    }

    [Theory]
    [InlineData("nowhere", "p", "--reference")]
    [InlineData("r", "nowhere", "--prediction")]
    [InlineData("r", "empty", "--prediction")]
    public async Task FolderThatIsNotThereOrEmpty_EndsWithTwoAndNamesTheOption(string reference, string prediction, string option)
    {
        Pair("P1", Volume(0, 1), Volume(0, 1));
        Directory.CreateDirectory(_folder.Path("empty"));
        var found = await _folder.Run("segmentation", reference, prediction);
        Assert.Equal((2, false), (found.Code, found.Json.HasValue));
        Assert.Contains(option, found.Errors, StringComparison.Ordinal);
    }

    private async Task Refused(string kind, string name, byte[] reference, byte[] prediction, params string[] said)
    {
        Pair("P2", Volume(0, 1), Volume(0, 1));
        _folder.Write("r/" + name, reference);
        _folder.Write("p/" + name, prediction);
        var found = await Run(kind);
        Assert.Equal((2, "notUsable"), (found.Code, found.Why("P1")));
        Assert.Equal(["P1", "P2"], found.Cases);
        Assert.Equal(1, found.Value("P2", kind == "segmentation" ? "dice" : "objectRecall.picai"));
        foreach (var words in said.Prepend(name)) Assert.Contains(words, found.Problem("P1"), StringComparison.Ordinal);
        Assert.Contains(found.Problem("P1"), found.Errors, StringComparison.Ordinal);
    }

    private Task<Evaluated> Run(string kind, params string[] more) => _folder.Run(kind, "r", "p", kind == "detection" ? ["--kind", "map", .. more] : more);

    private void Pair(string name, byte[] reference, byte[] prediction)
    {
        _folder.Write($"r/{name}.nii.gz", reference);
        _folder.Write($"p/{name}.nii.gz", prediction);
    }

    private static byte[] Volume(params float[] voxels)
    {
        using var stream = new MemoryStream();
        NiftiWriter.Write(stream, new Raster { Name = "v.nii.gz", Format = "NIfTI-1", Shape = RasterShape.Volume(1, 1, voxels.Length), Elements = voxels, HasSpacing = true }, gzip: true);
        return stream.ToArray();
    }

    // A NIfTI-1 header of bytes with these dim fields, and whatever data follow.
    private static byte[] Header(short[] dim, byte[] data)
    {
        var header = new byte[352];
        BinaryPrimitives.WriteInt32LittleEndian(header, 348);
        for (var i = 0; i < 8; i++) BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(40 + 2 * i), i < dim.Length ? dim[i] : (short)1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(70), 2); // unsigned bytes
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(72), 8);
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(76 + 4 * i), 1);
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(108), 352);
        "n+1\0"u8.CopyTo(header.AsSpan(344));
        return [.. header, .. data];
    }
}
