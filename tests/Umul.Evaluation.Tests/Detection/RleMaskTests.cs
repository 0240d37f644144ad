using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

public class RleMaskTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    // Two rows, three columns; runs go down the columns.
    [Fact]
    public void FromImage_SmallMask_RunsDownTheColumns()
    {
        var mask = RleMask.FromImage(2, 3, [0, 1, 1, 0, 1, 0]);
        Assert.Equal([2u, 3u, 1u], mask.Runs.ToArray());
        Assert.Equal(3, mask.Area);
        Assert.Equal((1, 0, 2, 2), mask.Box());
        Assert.Equal([0u, 1u, 5u], RleMask.FromImage(2, 3, [1, 0, 0, 0, 0, 0]).Runs.ToArray());
    }

    // Written by pycocotools (cocoapi 8c9bcc3): from the fourth number on a difference to the last but one, negative ones included.
    [Theory]
    [InlineData("231", new uint[] { 2, 3, 1 }, 2, 3)]
    [InlineData("04d001", new uint[] { 0, 4, 20, 4, 21 }, 7, 7)]
    [InlineData(@"T3b13Zd0\1", new uint[] { 100, 50, 3, 700, 47 }, 30, 30)]
    [InlineData(@"57\9KeFk8", new uint[] { 5, 7, 300, 2, 1, 285 }, 20, 30)]
    public void FromText_OfPycocotools_AreTheRuns(string text, uint[] runs, int height, int width) =>
        Assert.Equal(runs, RleMask.FromText(height, width, text).Runs.ToArray());

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Overlaps_RandomMasks_EqualCountingPixels(int seed)
    {
        var random = new Random(seed);
        var (height, width) = (random.Next(1, 20), random.Next(1, 20));
        var (a, b) = (Image(random, height * width), Image(random, height * width));
        var (first, second) = (RleMask.FromImage(height, width, a), RleMask.FromImage(height, width, b));
        Assert.Equal(a.Count(pixel => pixel != 0), first.Area);
        Assert.Equal(a.Where((pixel, i) => pixel != 0 && b[i] != 0).Count(), first.Intersection(second));
        Assert.Equal(first.Intersection(second), second.Intersection(first));
        Assert.Equal(RleMask.FromImage(height, width, [.. a.Select((pixel, i) => (byte)(pixel | b[i]))]).Runs.ToArray(), first.Union(second).Runs.ToArray());
        Assert.Equal(NaiveBox(a, height, width, first), first.Box());
    }

    [Fact]
    public void FromPolygons_SquareOnPixelEdges_IsThatSquare()
    {
        var square = RleMask.FromPolygons(10, 12, [[2, 3, 7, 3, 7, 6, 2, 6]]);
        Assert.Equal((2, 3, 5, 3), square.Box());
        Assert.Equal(15, square.Area);
        Assert.Equal(0, RleMask.FromPolygons(10, 12, [[20, 20, 30, 20, 30, 30]]).Area);
        Assert.Equal(120, RleMask.FromPolygons(10, 12, [[-5, -5, 40, -5, 40, 40, -5, 40]]).Area);
    }

    [Fact]
    public void Of_DamagedInput_IsRefusedWithTheReason()
    {
        Assert.Contains("cover 5 pixels, but 2×3 are 6", Assert.Throws<ArgumentException>(() => RleMask.FromRuns(2, 3, [2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("end within number 0", Assert.Throws<ArgumentException>(() => RleMask.FromText(2, 3, "P")).Message, StringComparison.Ordinal);
        Assert.Contains("no digit", Assert.Throws<ArgumentException>(() => RleMask.FromText(2, 3, "2 31")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RleMask.FromPolygons(2, 3, [[1, 1, 2, 2]]));
        Assert.Throws<ArgumentException>(() => RleMask.FromPolygons(2, 3, [[1, 1, 2, 2, double.NaN, 0]]));
        Assert.Throws<ArgumentException>(() => RleMask.FromImage(0, 3, []));
    }

    private static byte[] Image(Random random, int pixels)
    {
        var share = random.Next(11);
        return [.. Enumerable.Range(0, pixels).Select(_ => (byte)(random.Next(10) < share ? 1 : 0))];
    }

    // As in COCO's mask API, a run that goes on in the next column makes the box as high as the image.
    private static (double, double, double, double) NaiveBox(byte[] image, int height, int width, RleMask mask)
    {
        (int Y, int X)[] pixels = [.. Enumerable.Range(0, image.Length).Where(i => image[i] != 0).Select(i => (i / width, i % width))];
        if (pixels.Length == 0)
            return (0, 0, 0, 0);
        var (left, right, top, bottom) = (pixels.Min(p => p.X), pixels.Max(p => p.X), pixels.Min(p => p.Y), pixels.Max(p => p.Y));
        var crosses = Enumerable.Range(0, width - 1).Any(x => image[((height - 1) * width) + x] != 0 && image[x + 1] != 0);
        Assert.True(mask.Area > 0);
        return crosses ? (left, 0, right - left + 1, height) : (left, top, right - left + 1, bottom - top + 1);
    }
}
