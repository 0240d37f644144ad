using Umul.Evaluation.Segmentation;

namespace Umul.Benchmarks.Segmentation;

/// <summary>Made-up label maps of the sizes that the speed goals name, from a fixed seed.</summary>
internal static class SyntheticVolumes
{
    /// <summary>Three organ-like blobs; the prediction is a little shifted, scaled and rougher, with a stray island each.</summary>
    public static (byte[] Reference, byte[] Prediction) Organs(Grid grid)
    {
        var reference = Blank(grid);
        var prediction = Blank(grid);
        (double Z, double Y, double X, double R)[] organs =
            [(0.35, 0.35, 0.35, 0.20), (0.6, 0.62, 0.6, 0.16), (0.3, 0.7, 0.7, 0.12)];
        for (var label = 0; label < organs.Length; label++)
        {
            var (z, y, x, r) = organs[label];
            Blob(reference, grid, (byte)(label + 1), (z, y, x), r, 0.05);
            Blob(prediction, grid, (byte)(label + 1), (z + 0.004, y - 0.003, x + 0.003), r * 1.01, 0.07);
            Blob(prediction, grid, (byte)(label + 1), (z, y + r + 0.12, x), 0.012, 0);
        }

        return (reference, prediction);
    }

    /// <summary>The same object in opposite corners.</summary>
    public static (byte[] Reference, byte[] Prediction) Disjoint(Grid grid)
    {
        var reference = Blank(grid);
        var prediction = Blank(grid);
        for (var label = 1; label <= 3; label++)
        {
            Blob(reference, grid, (byte)label, (0.25, 0.25 * label, 0.22), 0.11, 0.05);
            Blob(prediction, grid, (byte)label, (0.75, 0.25 * label, 0.78), 0.11, 0.05);
        }

        return (reference, prediction);
    }

    /// <summary>Half of all voxels foreground, labels 1 to 3 at random.</summary>
    public static (byte[] Reference, byte[] Prediction) Noise(Grid grid, int seed)
    {
        var random = new Random(seed);
        var reference = Blank(grid);
        var prediction = Blank(grid);
        foreach (var labels in new[] { reference, prediction })
        {
            random.NextBytes(labels);
            for (var i = 0; i < labels.Length; i++)
                labels[i] = labels[i] < 128 ? (byte)0 : (byte)(1 + (labels[i] % 3));
        }

        return (reference, prediction);
    }

    /// <summary>Noise on one side of the image in the reference and on the other in the prediction: many queries, all of them far.</summary>
    public static (byte[] Reference, byte[] Prediction) NoiseApart(Grid grid, int seed)
    {
        var (reference, prediction) = Noise(grid, seed);
        for (var i = 0; i < reference.Length; i++)
        {
            if (i % grid.Width < grid.Width / 2)
                prediction[i] = 0;
            else
                reference[i] = 0;
        }

        return (reference, prediction);
    }

    /// <summary>Pairs of 512² lesion masks of very different quality, a few empty.</summary>
    public static (byte[] Reference, byte[] Prediction)[] Images(Grid grid, int count)
    {
        var random = new Random(7);
        var pairs = new (byte[], byte[])[count];
        for (var i = 0; i < count; i++)
        {
            var reference = Blank(grid);
            var prediction = Blank(grid);
            var (y, x, r) = (0.3 + (0.4 * random.NextDouble()), 0.3 + (0.4 * random.NextDouble()), 0.03 + (0.17 * random.NextDouble()));
            if (random.NextDouble() > 0.02)
                Blob(reference, grid, 1, (0.5, y, x), r, 0.1);
            if (random.NextDouble() > 0.02)
                Blob(prediction, grid, 1, (0.5, y + (0.04 * random.NextDouble()), x), r * (0.8 + (0.4 * random.NextDouble())), 0.15);
            if (random.NextDouble() < 0.2)
                Blob(prediction, grid, 1, (0.5, random.NextDouble(), random.NextDouble()), 0.02, 0);
            pairs[i] = (reference, prediction);
        }

        return pairs;
    }

    /// <summary>Background that is really in memory: pages never written to all share one page of zeros and cost nothing to read.</summary>
    private static byte[] Blank(Grid grid)
    {
        var labels = new byte[grid.VoxelCount];
        labels.AsSpan().Fill(1);
        labels.AsSpan().Clear();
        return labels;
    }

    /// <summary>An ellipsoid of radius r (share of the axes' extent) with a wavy surface.</summary>
    private static void Blob(byte[] labels, Grid grid, byte label, (double Z, double Y, double X) centre, double r, double wave)
    {
        var flat = grid.IsPlane ? 0 : 1;
        for (var z = 0; z < grid.Depth; z++)
        {
            var dz = flat * (((z + 0.5) / grid.Depth) - centre.Z);
            if (Math.Abs(dz) > r * (1 + wave))
                continue;
            for (var y = 0; y < grid.Height; y++)
            {
                var dy = ((y + 0.5) / grid.Height) - centre.Y;
                for (var x = 0; x < grid.Width; x++)
                {
                    var dx = ((x + 0.5) / grid.Width) - centre.X;
                    var distance = Math.Sqrt((dz * dz) + (dy * dy) + (dx * dx));
                    if (distance > r * (1 + wave))
                        continue;
                    var angle = Math.Sin(5 * Math.Atan2(dy, dx)) * Math.Cos(4 * dz / r);
                    if (distance <= r * (1 + (wave * angle)))
                        labels[(((long)z * grid.Height) + y) * grid.Width + x] = label;
                }
            }
        }
    }
}
