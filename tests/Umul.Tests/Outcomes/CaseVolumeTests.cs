using System.Text.Json;
using Umul.Files;
using Umul.Outcomes.Pages;

namespace Umul.Tests.Outcomes;

/// <summary>How a file of a case is cut into pictures, and how much of it is kept.</summary>
public sealed class CaseVolumeTests
{
    // 2 × 3 × 4 voxels (x, y, z), numbered in C order.
    private static readonly RasterShape s_shape = RasterShape.Volume(4, 3, 2);

    [Fact]
    public void Planes_OfAFileThatLiesAsRas_AreThoseOfRadiologists()
    {
        Assert.Equal(
            [new("axial", 0, 1, 2, true, true, "RLAP"), new("coronal", 0, 2, 1, true, true, "RLSI"), new("sagittal", 1, 2, 0, true, true, "APSI")],
            CasePlane.Of(s_shape, "RAS"));
    }

    [Fact]
    public void Planes_OfASliceFirstFile_TakeTheAxesThatItNames()
    {
        // x grows to the back, y downwards, z to the right: nothing is turned but the way to the right.
        Assert.Equal(
            [new("axial", 2, 0, 1, true, false, "RLAP"), new("coronal", 2, 1, 0, true, false, "RLSI"), new("sagittal", 0, 1, 2, false, false, "APSI")],
            CasePlane.Of(s_shape, "PIR"));
    }

    [Fact]
    public void Planes_WithoutOrientation_AreTheAxesOfTheFile_AndAPictureHasOne()
    {
        Assert.Equal(["z", "y", "x"], CasePlane.Of(s_shape, null).Select(plane => plane.Name));
        Assert.Equal(["z"], CasePlane.Of(RasterShape.Plane(5, 5), null).Select(plane => plane.Name));
        Assert.Equal(["sagittal"], CasePlane.Of(RasterShape.Volume(4, 3, 1), "RAS").Select(plane => plane.Name));
    }

    [Theory]
    [InlineData("axial", 1, new short[] { 11, 10, 9, 8, 7, 6 })]
    [InlineData("coronal", 0, new short[] { 19, 18, 13, 12, 7, 6, 1, 0 })]
    [InlineData("sagittal", 1, new short[] { 23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1 })]
    public void Slice_IsTurnedAsThePlaneSays(string plane, int slice, short[] expected)
    {
        var volume = CaseVolume.OfImage(Volume(Enumerable.Range(0, 24).Select(i => (short)i).ToArray()));
        Assert.Equal(expected, volume.Slice(CasePlane.Of(s_shape, "RAS").Single(p => p.Name == plane), slice));
    }

    [Fact]
    public void Mask_IsKeptAsTheBoxAroundItsLabels_AndSentWhole()
    {
        var labels = new byte[24];
        (labels[15], labels[16]) = (1, 2); // z 2, y 1, x 1 and z 2, y 2, x 0
        var volume = CaseVolume.OfMask(Volume(labels));
        Assert.Equal(4, volume.SizeBytes); // 2 × 2 voxels of one slice
        Assert.Equal([0, 0, 0, 1, 2, 0], Assert.IsType<byte[]>(volume.Slice(CasePlane.Of(s_shape, null)[0], 2)));
        Assert.Equal(new byte[6], volume.Slice(CasePlane.Of(s_shape, null)[0], 1));
        Assert.Equal(2, volume.Most);
    }

    [Fact]
    public void Mask_WithoutAnyLabel_TakesNoRoom()
    {
        var volume = CaseVolume.OfMask(Volume(new byte[24]));
        Assert.Equal(0, volume.SizeBytes);
        Assert.Equal(new byte[6], volume.Slice(CasePlane.Of(s_shape, null)[0], 3));
    }

    [Fact]
    public void Slice_IsSentAlone_InSixteenBits_WithItsSpacing()
    {
        var bytes = CaseRaster.Of(CaseVolume.OfImage(Volume(Enumerable.Range(0, 24).Select(i => (short)(i - 5)).ToArray())), "sagittal", slice: 1, spacingMm: null);
        var length = BitConverter.ToInt32(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(4, length));
        var root = header.RootElement;
        Assert.Equal("int16", root.GetProperty("type").GetString());
        Assert.Equal((2, 1), (root.GetProperty("depth").GetInt32(), root.GetProperty("slice").GetInt32()));
        Assert.Equal([0.25, 3, 0.5], root.GetProperty("spacing").EnumerateArray().Select(v => v.GetDouble())); // through x, down z, across y
        Assert.Equal((-5, 18), (root.GetProperty("least").GetDouble(), root.GetProperty("most").GetDouble()));
        Assert.Equal(4 + length + 24, bytes.Length); // 12 voxels of 2 bytes
        Assert.Equal(18, BitConverter.ToInt16(bytes, 4 + length)); // the last voxel of all: top, front
    }

    [Fact]
    public void Range_LeavesOutWhatIsNotFinite()
    {
        var numbers = new float[24];
        (numbers[3], numbers[4], numbers[5], numbers[6]) = (float.NaN, float.PositiveInfinity, -2, 7);
        var volume = CaseVolume.OfImage(Volume(numbers));
        Assert.Equal((-2, 7), (volume.Least, volume.Most));
    }

    [Fact]
    public void Thresholds_CountAsTheComparisonDoes()
    {
        float[] soft = [.. Enumerable.Range(0, 24).Select(i => i / 24f)];
        byte[] labels = [.. Enumerable.Range(0, 24).Select(i => i % 3 == 0 ? (byte)0 : (byte)((i % 2) + 1))];
        var counts = ThresholdCounts.Of(CaseVolume.OfMask(Volume(soft)), CaseVolume.OfMask(Volume(labels)))!;
        for (var k = 0; k < ThresholdCounts.Count; k++)
        {
            var above = soft.Select(value => (double)value > k / 100.0).ToList();
            Assert.Equal(Enumerable.Range(0, 24).Count(i => above[i] && labels[i] > 0), counts.TruePositive[k]);
            Assert.Equal(Enumerable.Range(0, 24).Count(i => above[i] && labels[i] == 0), counts.FalsePositive[k]);
            Assert.Equal(Enumerable.Range(0, 24).Count(i => !above[i] && labels[i] > 0), counts.FalseNegative[k]);
        }
    }

    [Fact]
    public void Thresholds_OfABytePrediction_AreSharesOf255()
    {
        byte[] soft = [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 11)), 255];
        var raster = new Raster { Name = "p", Format = "test", Shape = RasterShape.Plane(5, 5), Elements = soft };
        var labels = new Raster { Name = "r", Format = "test", Shape = RasterShape.Plane(5, 5), Elements = Enumerable.Repeat((byte)1, 25).ToArray() };
        var counts = ThresholdCounts.Of(CaseVolume.OfMask(raster), CaseVolume.OfMask(labels))!;
        Assert.Equal(soft.Count(value => value > 0.5 * 255), counts.TruePositive[50]);
        Assert.Equal(0, counts.TruePositive[100]);
    }

    [Fact]
    public async Task Cache_DecodesOnce_ForgetsTheOldest_AndTriesAgainWhatFailed()
    {
        using var cache = new VolumeCache(100); // two images of 48 bytes
        var decoded = 0;
        CaseVolume Decode()
        {
            Interlocked.Increment(ref decoded);
            Thread.Sleep(20);
            return CaseVolume.OfImage(Volume(new short[24]));
        }
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => cache.Get("a", Decode))));
        Assert.Equal((1, 48), (decoded, cache.KeptBytes));
        cache.Get("b", Decode);
        cache.Get("a", Decode);
        cache.Get("c", Decode); // now b is the oldest
        Assert.Equal((3, 96), (decoded, cache.KeptBytes));
        cache.Get("a", Decode);
        Assert.Equal(3, decoded);
        cache.Get("b", Decode);
        Assert.Equal((4, 96), (decoded, cache.KeptBytes));
        Assert.Throws<InvalidOperationException>(() => cache.Get("d", () => throw new InvalidOperationException()));
        Assert.NotNull(cache.Get("d", Decode));
    }

    private static Raster Volume(Array numbers) => new()
    {
        Name = "scan",
        Format = "test",
        Shape = s_shape,
        Elements = numbers,
        Spacing = new SpacingMm(3, 0.5, 0.25),
        HasSpacing = true,
        Affine = new Affine([0.25, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 3, 0]),
    };
}
