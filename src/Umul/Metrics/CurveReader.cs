using System.Data.Common;
using Umul.Database;

namespace Umul.Metrics;

/// <summary>Reads just so much of a series as a chart can show: cells of the stored level where that is enough, points where not.</summary>
internal static class CurveReader
{
    public static Curve Read(DbConnection connection, Series series, CurveRange range, int maximumCells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumCells, 1);
        var (stored, tail, summary) = series.Snapshot();
        if (summary.BackwardSteps > 0) return FromSorted(connection, series, stored, tail, summary, range, maximumCells);
        var heads = stored >= CellPyramid.Block ? ReadHeads(connection, series, stored) : [];
        var (first, last) = Overlap(heads, range);
        var storedInRange = heads.Count == 0 ? stored : heads.Skip(first).Take(last - first + 1).Sum(c => (long)c.Count);
        var block = BlockFor(storedInRange + tail.Count, maximumCells);
        if (block >= CellPyramid.Block && heads.Count > 0)
        {
            var cells = heads.GetRange(first, Math.Max(0, last - first + 1));
            cells.AddRange(CellPyramid.Build(tail, 0, tail.Count, CellPyramid.Block).Where(c => Touches(c, range)));
            return new Curve { Cells = CellPyramid.Merge(cells, block / CellPyramid.Block), PointsPerCell = block, PointCount = cells.Sum(c => (long)c.Count), Summary = summary };
        }
        const int CellsPerChunk = ChunkCodec.Capacity / CellPyramid.Block;
        var points = heads.Count == 0
            ? ChunkReader.ReadAll(connection, series, stored)
            : last < first ? new PointColumns() : ChunkReader.Read(connection, series, first / CellsPerChunk, last / CellsPerChunk, stored);
        points.AddRange(tail, tail.Count);
        return FromPoints(points, summary, range, maximumCells);
    }

    /// <summary>The smallest power of two so that <paramref name="count"/> points make at most <paramref name="maximumCells"/> cells.</summary>
    internal static int BlockFor(long count, int maximumCells)
    {
        var block = 1;
        while (count > (long)block * maximumCells && block < 1 << 30) block *= 2;
        return block;
    }

    private static Curve FromSorted(
        DbConnection connection, Series series, long stored, PointColumns tail, SeriesSummary summary, CurveRange range, int maximumCells)
    {
        var points = ChunkReader.ReadAll(connection, series, stored);
        points.AddRange(tail, tail.Count);
        return FromPoints(points.SortedByStep(), summary, range, maximumCells);
    }

    private static Curve FromPoints(PointColumns points, SeriesSummary summary, CurveRange range, int maximumCells)
    {
        var (start, end) = PointsIn(points, range);
        var count = end - start;
        var block = BlockFor(count, maximumCells);
        if (block > 1)
            return new Curve { Cells = CellPyramid.Build(points, start, count, block), PointsPerCell = block, PointCount = count, Summary = summary };
        var exact = new PointColumns(Math.Max(1, count));
        exact.AddRange(points.Steps[start..end], points.TimesMs[start..end], points.Values[start..end]);
        return new Curve { Points = exact, PointsPerCell = 1, PointCount = count, Summary = summary };
    }

    // One point more on either side, so that the line runs on to the edge of the chart.
    private static (int Start, int End) PointsIn(PointColumns points, CurveRange range)
    {
        var x = range.Axis == CurveAxis.Step ? points.Steps : points.TimesMs;
        int start = 0, end = x.Length;
        while (start < end && x[start] < range.From) start++;
        while (end > start && x[end - 1] > range.To) end--;
        return (Math.Max(0, start - 1), Math.Min(x.Length, end + 1));
    }

    private static (int First, int Last) Overlap(List<CurveCell> cells, CurveRange range)
    {
        var first = cells.FindIndex(c => Touches(c, range));
        var last = cells.FindLastIndex(c => Touches(c, range));
        return first < 0 ? (0, -1) : (Math.Max(0, first - 1), Math.Min(cells.Count - 1, last + 1));
    }

    private static bool Touches(CurveCell cell, CurveRange range) => range.Axis == CurveAxis.Step
        ? cell.LastStep >= range.From && cell.FirstStep <= range.To
        : cell.LastTimeMs >= range.From && cell.FirstTimeMs <= range.To;

    private static List<CurveCell> ReadHeads(DbConnection connection, Series series, long stored)
    {
        var cells = new List<CurveCell>((int)(stored / CellPyramid.Block) + 8);
        using var reader = connection.Read("SELECT head FROM metric_chunks WHERE series = @p0 ORDER BY ordinal", series.Id);
        while (reader.Read()) CellPyramid.AppendFromBytes(reader.GetFieldValue<byte[]>(0), cells);
        // Cells written since the snapshot would double points that the snapshot still holds in memory.
        long sum = 0;
        var keep = 0;
        while (keep < cells.Count && sum + cells[keep].Count <= stored) sum += cells[keep++].Count;
        return sum == stored ? cells[..keep] : [];
    }
}
