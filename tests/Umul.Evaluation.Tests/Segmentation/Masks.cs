using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

/// <summary>Small masks for tests: drawn as text, cut as boxes, or made at random from a seed.</summary>
internal static class Masks
{
    /// <summary>Rows of digits; a blank line is not a row.</summary>
    public static byte[] Draw(params string[] rows) => [.. rows.SelectMany(row => row).Select(digit => (byte)(digit - '0'))];

    /// <summary>Sets [fromY, toY) × [fromX, toX) of a plane.</summary>
    public static byte[] Fill(this byte[] mask, Grid grid, Range y, Range x, byte value = 1)
    {
        var (top, height) = y.GetOffsetAndLength(grid.Height);
        var (left, width) = x.GetOffsetAndLength(grid.Width);
        for (var row = top; row < top + height; row++)
            mask.AsSpan((row * grid.Width) + left, width).Fill(value);
        return mask;
    }

    /// <summary>A ball as MONAI's tests make it: axes in array order, centre and radius in the unit of the spacing.</summary>
    public static byte[] Ball(Grid grid, double radius, (double A, double B, double C) centre)
    {
        var mask = new byte[grid.VoxelCount];
        for (var i = 0; i < mask.Length; i++)
        {
            var z = ((i / grid.Width / grid.Height) * grid.SpacingZMm) - centre.A;
            var y = ((i / grid.Width % grid.Height) * grid.SpacingYMm) - centre.B;
            var x = ((i % grid.Width) * grid.SpacingXMm) - centre.C;
            mask[i] = (x * x) + (y * y) + (z * z) <= radius * radius ? (byte)1 : (byte)0;
        }

        return mask;
    }

    /// <summary>A grid and two masks of a kind that the seed chooses: noise, boxes, or a few far points; never empty.</summary>
    public static (Grid Grid, byte[] Reference, byte[] Prediction) Random(int seed)
    {
        var random = new Random(seed);
        double[] spacings = [1, 0.7, 0.586, 3.3, 0.1, 12];
        double Spacing() => spacings[random.Next(spacings.Length)];
        var grid = random.Next(3) == 0
            ? Grid.Plane(random.Next(1, 60), random.Next(1, 150), Spacing(), Spacing())
            : Grid.Volume(random.Next(1, 12), random.Next(1, 16), random.Next(1, 140), Spacing(), Spacing(), Spacing());
        return (grid, RandomMask(grid, random), RandomMask(grid, random));
    }

    private static byte[] RandomMask(Grid grid, Random random)
    {
        var mask = new byte[grid.VoxelCount];
        var kind = random.Next(3);
        if (kind == 0)
        {
            var density = random.NextDouble();
            for (var i = 0; i < mask.Length; i++)
                mask[i] = random.NextDouble() < density ? (byte)1 : (byte)0;
        }
        else if (kind == 1)
        {
            var (z, y, x) = (Part(grid.Depth, random), Part(grid.Height, random), Part(grid.Width, random));
            for (var i = 0; i < mask.Length; i++)
            {
                mask[i] = z.Contains(i / grid.Width / grid.Height) && y.Contains(i / grid.Width % grid.Height) && x.Contains(i % grid.Width)
                    ? (byte)1
                    : (byte)0;
            }
        }

        for (var points = random.Next(1, 4); points > 0; points--)
            mask[random.Next(mask.Length)] = 1;
        return mask;
    }

    private static HashSet<int> Part(int length, Random random)
    {
        var from = random.Next(length);
        return [.. Enumerable.Range(from, random.Next(1, length - from + 1))];
    }
}
