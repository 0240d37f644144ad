using System.Numerics;
using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>Reference and prediction of one object as bits within the box that holds both, with room for lattice corners and searches.</summary>
internal sealed class MaskPair : IDisposable
{
    private MaskPair(Grid grid, Box box, OverlapCounts counts)
    {
        Grid = grid;
        Box = box;
        Counts = counts;
        Reach = Reach.For(grid);
        var extra = grid.IsPlane ? 0 : 1;
        var layout = new BitLayout(box.Depth + extra, box.Height + 1, box.Width + 1, Reach.PadZ, Reach.PadY);
        Reference = new BitVolume(layout);
        Prediction = new BitVolume(layout);
    }

    public Grid Grid { get; }

    public Box Box { get; }

    public OverlapCounts Counts { get; }

    public Reach Reach { get; }

    public BitVolume Reference { get; }

    public BitVolume Prediction { get; }

    public static unsafe MaskPair Cut<T>(T* reference, T* prediction, Grid grid, LabelCensus.Entry entry, int? ignored)
        where T : unmanaged, IBinaryInteger<T>
    {
        var pair = new MaskPair(grid, entry.Box, entry.Counts);
        T[] labels = [.. entry.Region.Labels.Where(label => Fits<T>(label)).Select(T.CreateTruncating)];
        LabelBits.Fill(pair.Reference, reference, grid, entry.Box, labels);
        LabelBits.Fill(pair.Prediction, prediction, grid, entry.Box, labels);
        if (ignored is { } label && Fits<T>(label))
        {
            LabelBits.Remove(pair.Reference, reference, grid, entry.Box, T.CreateTruncating(label));
            LabelBits.Remove(pair.Prediction, reference, grid, entry.Box, T.CreateTruncating(label));
        }

        return pair;
    }

    /// <summary>Two masks in which any non-zero voxel is foreground.</summary>
    public static MaskPair? FromMasks(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid) =>
        FromMasks(reference, prediction, grid, 0, (1, 1, 1));

    /// <summary>The same with a margin around the box, as far as the image goes.</summary>
    public static unsafe MaskPair? FromMasks(
        ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid, double margin, (double Z, double Y, double X) step)
    {
        grid.RequireLength(reference.Length, nameof(reference));
        grid.RequireLength(prediction.Length, nameof(prediction));
        fixed (byte* r = reference)
        fixed (byte* p = prediction)
        {
            var census = LabelCensus.Take(LabelScan.Run(r, p, grid, 1), grid, null);
            if (census.Labels.Count == 0)
                return null;
            var entry = census.Count(new Region("foreground", census.Labels));
            var (z, y, x) = ((int)(margin / step.Z), (int)(margin / step.Y), (int)(margin / step.X));
            return Cut(r, p, grid, entry with { Box = entry.Box.Grown(z, y, x, grid) }, null);
        }
    }

    public void Dispose()
    {
        Reference.Dispose();
        Prediction.Dispose();
    }

    private static bool Fits<T>(int label)
        where T : unmanaged, IBinaryInteger<T> => int.CreateTruncating(T.CreateTruncating(label)) == label;
}
