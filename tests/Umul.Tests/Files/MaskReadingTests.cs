using Umul.Files;
using Umul.Files.Masks;

namespace Umul.Tests.Files;

/// <summary>What masks are really stored as, what they are taken for, and what is asked for instead of guessed.</summary>
public sealed class MaskReadingTests
{
    [Fact]
    public void ZeroAnd255_IsOneLabel_AndSaid()
    {
        var mask = MaskReading.Read(Bytes(1, 0, 255, 255, 0));
        Assert.Equal([0, 1, 1, 0], mask.Bytes);
        Assert.Equal(MaskKind.FullScale, mask.Kind);
        Assert.Equal("The mask holds 0 and 255 only; 255 was taken as label 1.", Assert.Single(mask.Notes).English);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 }, 0)]
    [InlineData(new byte[] { 255, 255, 255, 255 }, 1)]
    [InlineData(new byte[] { 7, 7, 7, 7 }, 7)]
    public void OneValueOnly_IsKept(byte[] values, int label) => Assert.Equal(new LabelCount(label, 4), Assert.Single(MaskReading.Read(Bytes(1, values)).Found));

    [Fact]
    public void Labels_AreKept_And255BesideThemIsSaid()
    {
        var mask = MaskReading.Read(Bytes(1, 0, 1, 2, 255));
        Assert.Equal([0, 1, 2, 255], mask.Bytes);
        Assert.Contains("255 beside 2 other labels", Assert.Single(mask.Notes).English, StringComparison.Ordinal);
        Assert.Equal(MaskKind.Labels, MaskReading.Read(Bytes(1, 0, 255, 255, 0), new MaskOptions { Labels = [255] }).Kind);
    }

    [Fact]
    public void UndeclaredLabels_AreRefused() =>
        Assert.Contains("labels 2, 3 occur but were not declared (declared: 1)", Fixture.Refusal(() => MaskReading.Read(Bytes(1, 0, 1, 2, 3), new MaskOptions { Labels = [1] })).Message, StringComparison.Ordinal);

    [Fact]
    public void GreySavedAsRgbOrRgba_IsOneChannel()
    {
        Assert.Equal([0, 1], MaskReading.Read(Bytes(3, 0, 0, 0, 255, 255, 255)).Bytes);
        Assert.Equal([0, 1], MaskReading.Read(Bytes(4, 0, 0, 0, 255, 255, 255, 255, 255)).Bytes);
        Assert.Equal([0, 3], MaskReading.Read(Bytes(2, 0, 255, 3, 255)).Bytes);
    }

    [Fact]
    public void Colours_OneIsForeground_SeveralNeedATable()
    {
        Assert.Equal([0, 1], MaskReading.Read(Bytes(3, 0, 0, 0, 255, 0, 0)).Bytes);
        var two = Bytes(3, 255, 0, 0, 0, 255, 0);
        Assert.Contains("#00ff00, #ff0000", Fixture.Refusal(() => MaskReading.Read(two)).Message, StringComparison.Ordinal);
        var mask = MaskReading.Read(two, new MaskOptions { Colours = MaskOptions.ParseColours("#ff0000=2,#00ff00=5") });
        Assert.Equal([2, 5], mask.Bytes);
        Assert.Contains("#00ff00 = 5, #ff0000 = 2", mask.Notes[0].English, StringComparison.Ordinal);
    }

    [Fact]
    public void SoftValues_NeedAThreshold()
    {
        var soft = Of([0f, 0.4f, 0.6f, 1f]);
        Assert.Contains("--threshold 0.5", Fixture.Refusal(() => MaskReading.Read(soft)).Message, StringComparison.Ordinal);
        var mask = MaskReading.Read(soft, new MaskOptions { Threshold = 0.5 });
        Assert.Equal([0, 0, 1, 1], mask.Bytes);
        Assert.Equal("Soft values (0 … 1) were cut: above 0.5 is label 1.", Assert.Single(mask.Notes).English);
        Assert.Equal([0, 1, 1, 1], MaskReading.Read(Of([-2f, 0.5f, 3f, 7f]), new MaskOptions { Threshold = 0 }).Bytes);
        var smooth = Bytes(1, [.. Enumerable.Range(236, 20).Select(value => (byte)value)]);
        Assert.Contains("0 … 255", Fixture.Refusal(() => MaskReading.Read(smooth)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_IsRefusedWithItsPlace() =>
        Assert.Contains("2 values are NaN or infinite, the first at (y 0, x 1)", Fixture.Refusal(() => MaskReading.Read(Of([0f, float.NaN, 1f, float.PositiveInfinity]))).Message, StringComparison.Ordinal);

    [Fact]
    public void WholeFloatsAndWideIntegers_AreLabels_Up65535()
    {
        Assert.Equal([0, 1, 2, 2], MaskReading.Read(Of([0d, 1, 2, 2])).Bytes);
        var wide = MaskReading.Read(Of([0, 1, 300, 65535]));
        Assert.Equal([0, 1, 300, 65535], wide.Words);
        Assert.Contains("65536 is no label", Fixture.Refusal(() => MaskReading.Read(Of([0, 1, 300, 65536]))).Message, StringComparison.Ordinal);
        Assert.Contains("-1 is no label", Fixture.Refusal(() => MaskReading.Read(Of([0, -1, 2, 2]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All65536Labels_AreCounted()
    {
        var mask = MaskReading.Read(new Raster { Name = "many", Format = "", Shape = RasterShape.Plane(256, 256), Elements = Enumerable.Range(0, 65536).Select(label => (ushort)label).ToArray() });
        Assert.Equal(65536, mask.Found.Count);
    }

    [Fact]
    public void OneHotChannels_BecomeLabels()
    {
        var raster = Of([1f, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0]);
        Assert.Equal([0, 2, 1, 0], MaskReading.Read(raster.With(raster.Elements, RasterShape.Plane(2, 2, 3))).Bytes);
        var noBackground = Of([0f, 0, 1, 0, 0, 1, 0, 0]);
        Assert.Equal([0, 1, 2, 0], MaskReading.Read(noBackground.With(noBackground.Elements, RasterShape.Plane(2, 2, 2))).Bytes);
        var overlap = Of([1f, 1, 1, 0, 0, 1, 0, 1]);
        Assert.Contains("1 voxels belong to several channels", Fixture.Refusal(() => MaskReading.Read(overlap.With(overlap.Elements, RasterShape.Plane(2, 2, 2)))).Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void BreastUltrasoundMasks_AreOneLabelOrNone()
    {
        foreach (var file in Directory.GetFiles(SharedData.Path("busi_breast_ultrasound/masks")))
        {
            var mask = MaskReading.Read(ImageFile.Read(file));
            Assert.Equal(Path.GetFileName(file).StartsWith("normal", StringComparison.Ordinal) ? [0] : [0, 1], mask.Found.Select(found => found.Label));
        }
    }

    [SharedDataFact]
    public void BreastUltrasound_MaskOfAnotherSize_IsRefusedWithBothSizes()
    {
        var image = ImageFile.Read(SharedData.Path("busi_breast_ultrasound/images/benign_004.png"));
        var mask = ImageFile.Read(SharedData.Path("busi_breast_ultrasound/masks/benign_004_mask_1.png"));
        var agreement = GeometryCheck.Compare(image.Geometry, mask.Geometry);
        Assert.Equal([GeometryDifference.Shape], agreement.Differences);
        Assert.Contains("Reference 416×416; prediction 465×555", agreement.Refusal!.English, StringComparison.Ordinal);
    }

    private static Raster Bytes(int channels, params byte[] values) =>
        new() { Name = "mask.png", Format = "PNG", Shape = RasterShape.Plane(1, values.Length / channels, channels), Elements = values };

    private static Raster Of<T>(T[] values) where T : unmanaged =>
        new() { Name = "prediction.npy", Format = "NPY", Shape = RasterShape.Plane(1, values.Length), Elements = values };
}
