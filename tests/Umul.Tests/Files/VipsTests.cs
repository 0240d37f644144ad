using Umul.Files;
using Umul.Files.Vips;

namespace Umul.Tests.Files;

/// <summary>Formats that go through libvips, as Pillow writes them. Without libvips the refusal says how to get it.</summary>
public sealed class VipsTests
{
    [VipsFact]
    public void Read_Tiff_KeepsBitsAndPages()
    {
        Fixture.AssertPlane(Fixture.Read("vips/rgb.tif"), 3, 8);
        Fixture.AssertPlane(Fixture.Read("vips/grey16.tif"), 1, 16);
        var pages = Fixture.Read("vips/pages.tif");
        Fixture.AssertVolume(pages);
        Assert.Equal("The 3 pages were read as slices of a volume.", Assert.Single(pages.Notes).English);
    }

    [VipsFact]
    public void Read_WebPAndJpeg()
    {
        Fixture.AssertPlane(Fixture.Read("vips/rgb.webp"), 3, 8);
        var jpeg = Fixture.Read("vips/flat.jpg");
        Assert.Equal(RasterShape.Plane(Fixture.Height, Fixture.Width, 3), jpeg.Shape);
        Assert.All(jpeg.ToDoubles().Chunk(3), pixel => Assert.True(Math.Abs(pixel[0] - 200) <= 2 && Math.Abs(pixel[1] - 100) <= 2 && Math.Abs(pixel[2] - 50) <= 2));
    }

    [VipsFact]
    public void Read_DamagedFile_IsRefusedInOurWords()
    {
        foreach (var name in (string[])["rgb.tif", "flat.jpg", "rgb.webp"])
        {
            var bytes = Fixture.Bytes($"vips/{name}")[..40];
            Assert.StartsWith(name + ": libvips cannot read this", Fixture.Refusal(() => Fixture.Read(bytes, name)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NoVips_SaysHowToInstallIt() =>
        Assert.Contains("apt install libvips42", FileFaults.NoVips("a.jpg", "JPEG").Message, StringComparison.Ordinal);
}

/// <summary>A test that needs libvips, skipped with a clear line where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VipsFactAttribute : FactAttribute
{
    public VipsFactAttribute() => Skip = VipsLibrary.Instance is null ? "libvips is not on this machine" : null;
}
