using Umul.Files;

namespace Umul.Tests.Files;

/// <summary>DICOM as pydicom writes it: transfer syntaxes, colours, signs, frames and series.</summary>
public sealed class DicomTests
{
    [Theory]
    [InlineData("explicit")]
    [InlineData("implicit")]
    [InlineData("big")]
    [InlineData("rle")]
    [InlineData("deflated")]
    public void Read_EverySyntax_HasTheSameWords(string name)
    {
        var raster = Fixture.Read($"dicom/{name}.dcm");
        Fixture.AssertPlane(raster, 1, 12);
        Assert.Equal((0.5, 0.25), (raster.Spacing.Y, raster.Spacing.X));
        Assert.Equal((40, 400), raster.Window);
        Assert.Equal(ElementType.UInt16, raster.ElementType);
    }

    [Theory]
    [InlineData("rgb")]
    [InlineData("rgbrle")]
    [InlineData("planar")]
    public void Read_Colours_AreInterleaved(string name) => Fixture.AssertPlane(Fixture.Read($"dicom/{name}.dcm"), 3, 8);

    [Fact]
    public void Read_RescaleSlope_IsAppliedAndSaid()
    {
        var raster = Fixture.Read("dicom/scaled.dcm");
        Assert.Equal(2 * Fixture.PlaneValue(3, 5, 0, 12) - 1024, raster.ToDoubles()[3 * Fixture.Width + 5]);
        Assert.Contains("2 × stored + -1024", Assert.Single(raster.Notes).English, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwelveBitsInSixteen_DropsTheOthers() => Fixture.AssertPlane(Fixture.Read("dicom/twelve.dcm"), 1, 12);

    [Fact]
    public void Read_Monochrome1_IsMarkedAndNotTurned()
    {
        var raster = Fixture.Read("dicom/inverted.dcm");
        Assert.True(raster.IsInverted);
        Fixture.AssertPlane(raster, 1, 12);
    }

    [Theory]
    [InlineData("frames")]
    [InlineData("framesrle")]
    public void Read_Frames_AreAVolume(string name) => Fixture.AssertVolume(Fixture.Read($"dicom/{name}.dcm"));

    [Fact]
    public void ReadFolder_SortsSlicesByPlace()
    {
        var raster = ImageFile.Read(Fixture.Path("dicom/series"));
        Fixture.AssertVolume(raster);
        Assert.Equal((2.5, 0.5, 0.25), (raster.Spacing.Z, raster.Spacing.Y, raster.Spacing.X));
        Assert.Equal("LPS", raster.Orientation);
        Assert.Equal((10, 20, 30), raster.Affine!.At(0, 0, 0));
        Assert.Contains(raster.Notes, note => note.English.Contains("3 slices were put in order by their place", StringComparison.Ordinal));
    }

    [Fact]
    public void ReadFolder_WithoutDicom_IsRefused() => Fixture.Refusal(() => ImageFile.Read(Fixture.Path("png")));

    [Fact]
    public void Read_CompressedAsJpeg_NamesTheWayOut()
    {
        var bytes = Fixture.Bytes("dicom/rle.dcm");
        var syntax = bytes.AsSpan().IndexOf("1.2.840.10008.1.2.5"u8);
        "1.2.840.10008.1.2.9"u8.CopyTo(bytes.AsSpan(syntax));
        Assert.Contains("gdcmconv --raw", Fixture.Refusal(() => Fixture.Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        foreach (var name in (string[])["explicit", "rle", "implicit"])
        {
            var bytes = Fixture.Bytes($"dicom/{name}.dcm");
            for (var length = 140; length < bytes.Length; length += 3) Fixture.Refusal(() => Fixture.Read(bytes[..length], "a.dcm"));
        }
    }
}
