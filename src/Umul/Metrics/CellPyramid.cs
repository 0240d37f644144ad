using System.Runtime.InteropServices;

namespace Umul.Metrics;

/// <summary>
/// The stored level of the pyramid: one cell for each 512 consecutive points. Coarser levels are merged from it, finer ones are computed
/// from the points, which costs less than storing them.
/// </summary>
internal static class CellPyramid
{
    /// <summary>Points in a cell of the stored level.</summary>
    public const int Block = 512;

    /// <summary>Cells of <paramref name="block"/> consecutive points each; the last may hold fewer.</summary>
    public static List<CurveCell> Build(PointColumns points, int first, int count, int block)
    {
        var cells = new List<CurveCell>((count + block - 1) / block);
        for (var start = first; start < first + count; start += block)
        {
            var cell = default(CurveCell);
            var end = Math.Min(start + block, first + count);
            for (var i = start; i < end; i++) cell.Add(points.Steps[i], points.TimesMs[i], points.Values[i]);
            cells.Add(cell);
        }
        return cells;
    }

    /// <summary>Each <paramref name="factor"/> consecutive cells as one.</summary>
    public static List<CurveCell> Merge(List<CurveCell> cells, int factor)
    {
        if (factor <= 1) return cells;
        var merged = new List<CurveCell>((cells.Count + factor - 1) / factor);
        for (var i = 0; i < cells.Count; i++)
        {
            if (i % factor == 0) merged.Add(cells[i]);
            else CollectionsMarshal.AsSpan(merged)[^1].Add(cells[i]);
        }
        return merged;
    }

    /// <summary>For the database.</summary>
    public static byte[] ToBytes(List<CurveCell> cells) => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(cells)).ToArray();

    /// <summary>The inverse of <see cref="ToBytes"/>.</summary>
    public static void AppendFromBytes(ReadOnlySpan<byte> bytes, List<CurveCell> cells) => cells.AddRange(MemoryMarshal.Cast<byte, CurveCell>(bytes));
}
