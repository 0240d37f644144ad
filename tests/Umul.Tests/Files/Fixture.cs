using Umul.Files;
using Umul.Tests.Conventions;

namespace Umul.Tests.Files;

/// <summary>The small files written by other programs (Fixtures/make.py), and the formulas that their values follow.</summary>
internal static class Fixture
{
    public const int Height = 13, Width = 21;

    public static string Folder { get; } = System.IO.Path.Combine(SourceTree.Root, "tests", "Umul.Tests", "Files", "Fixtures");

    public static string Path(string relative) => System.IO.Path.Combine(Folder, relative);

    public static byte[] Bytes(string relative) => File.ReadAllBytes(Path(relative));

    public static Raster Read(string relative) => ImageFile.Read(Path(relative));

    public static Raster Read(byte[] bytes, string name = "test", ReadLimits? limits = null) => ImageFile.Read(new MemoryStream(bytes), name, limits);

    public static int PlaneValue(int y, int x, int channel, int bits) => (31 * y + 17 * x + 59 * channel + x * y) % (1 << bits);

    public static double VolumeValue(int z, int y, int x) => x + 7 * y + 31 * z;

    public static void AssertPlane(Raster raster, int channels, int bits)
    {
        Assert.Equal(RasterShape.Plane(Height, Width, channels), raster.Shape);
        var values = raster.ToDoubles();
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(PlaneValue(i / channels / Width, i / channels % Width, i % channels, bits), values[i]);
    }

    public static void AssertVolume(Raster raster, double slope = 1, double intercept = 0)
    {
        Assert.Equal(RasterShape.Volume(3, 4, 5), raster.Shape);
        var values = raster.ToDoubles();
        for (var i = 0; i < values.Length; i++) Assert.Equal(slope * VolumeValue(i / 20, i / 5 % 4, i % 5) + intercept, values[i]);
    }

    /// <summary>The place of every volume that came from make.py's NIfTI files.</summary>
    public static void AssertGeometry(Raster raster)
    {
        Assert.Equal("PSL", raster.Orientation);
        Assert.Equal((3.3, 0.75, 0.5), (Math.Round(raster.Spacing.Z, 5), Math.Round(raster.Spacing.Y, 5), Math.Round(raster.Spacing.X, 5)));
        var (r, a, s) = raster.Affine!.At(1, 2, 3);
        Assert.Equal((0.1, 19.5, -28.5), (Math.Round(r, 4), Math.Round(a, 4), Math.Round(s, 4)));
    }

    /// <summary>Reads what must be refused, and gives the refusal.</summary>
    public static FileException Refusal(Action read)
    {
        var refusal = Assert.Throws<FileException>(read);
        Assert.StartsWith(refusal.File, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith(refusal.File, refusal.Sentence.Korean, StringComparison.Ordinal);
        return refusal;
    }
}
