using Umul.Web;

namespace Umul.Files.Masks;

/// <summary>
/// Brings a mask onto another grid: each voxel of the wanted grid takes the label of the nearest voxel of the mask, background outside.
/// By place in the patient if both say it; else both grids are laid over each other edge to edge.
/// </summary>
internal static class Resampling
{
    public static LabelMask Nearest(LabelMask mask, Geometry wanted)
    {
        var byPlace = mask.Geometry.Affine is not null && wanted.Affine is not null;
        var map = byPlace ? ByPlace(mask.Geometry.Affine!, wanted.Affine!) : EdgeToEdge(mask.Geometry.Shape, wanted.Shape);
        var bytes = mask.Bytes is { } b ? Sample(b, mask.Geometry.Shape, wanted.Shape, map) : null;
        var words = bytes is null ? Sample(mask.Words!, mask.Geometry.Shape, wanted.Shape, map) : null;
        var counts = new long[ushort.MaxValue + 1];
        foreach (var label in bytes ?? []) counts[label]++;
        foreach (var label in words ?? []) counts[label]++;
        var (from, to) = (mask.Geometry.ToString(), wanted.ToString());
        var note = byPlace
            ? new Sentence($"Resampled to the reference's grid (nearest voxel): from {from} to {to}.", $"기준 격자로 다시 표본화했습니다(가장 가까운 복셀): {from} → {to}.")
            : new Sentence($"Stretched to the reference's grid (nearest voxel, edges on edges): from {from} to {to}.", $"기준 격자에 맞추어 늘렸습니다(가장 가까운 복셀, 가장자리 기준): {from} → {to}.");
        return new LabelMask
        {
            Geometry = wanted with { Name = mask.Geometry.Name, Shape = wanted.Shape with { Channels = 1 } },
            Bytes = bytes,
            Words = words,
            Kind = mask.Kind,
            Found = MaskReading.Found(counts),
            Notes = [.. mask.Notes, note],
        };
    }

    private static Affine ByPlace(Affine mask, Affine wanted)
    {
        var back = mask.Inverse();
        var rows = new double[12];
        for (var row = 0; row < 3; row++)
            for (var column = 0; column < 4; column++)
                rows[row * 4 + column] = back[row, 0] * wanted[0, column] + back[row, 1] * wanted[1, column] + back[row, 2] * wanted[2, column] + (column == 3 ? back[row, 3] : 0);
        return new Affine(rows);
    }

    private static Affine EdgeToEdge(RasterShape mask, RasterShape wanted)
    {
        var (x, y, z) = ((double)mask.Width / wanted.Width, (double)mask.Height / wanted.Height, (double)mask.Depth / wanted.Depth);
        return new Affine([x, 0, 0, (x - 1) / 2, 0, y, 0, (y - 1) / 2, 0, 0, z, (z - 1) / 2]);
    }

    private static T[] Sample<T>(T[] labels, RasterShape from, RasterShape to, Affine map) where T : unmanaged
    {
        var result = new T[to.VoxelCount];
        var at = 0;
        for (var z = 0; z < to.Depth; z++)
            for (var y = 0; y < to.Height; y++)
                for (var x = 0; x < to.Width; x++, at++)
                {
                    var (fx, fy, fz) = map.At(x, y, z);
                    // Half a voxel is rounded up, so that doubling a grid takes each voxel twice.
                    var (ix, iy, iz) = ((int)Math.Floor(fx + 0.5), (int)Math.Floor(fy + 0.5), (int)Math.Floor(fz + 0.5));
                    if ((uint)ix < (uint)from.Width && (uint)iy < (uint)from.Height && (uint)iz < (uint)from.Depth)
                        result[at] = labels[((long)iz * from.Height + iy) * from.Width + ix];
                }
        return result;
    }
}
