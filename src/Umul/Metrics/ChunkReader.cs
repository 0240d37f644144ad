using System.Data.Common;
using Umul.Database;

namespace Umul.Metrics;

/// <summary>Reads a series' chunks. Chunks only ever grow at their end, so the first n points are the same in every later reading.</summary>
internal static class ChunkReader
{
    /// <summary>The first <paramref name="count"/> stored points of a series, in order of arrival.</summary>
    public static PointColumns ReadAll(DbConnection connection, Series series, long count) => Read(connection, series, 0, long.MaxValue, count);

    /// <summary>The points of the chunks from <paramref name="firstChunk"/> to <paramref name="lastChunk"/>, of the first <paramref name="count"/> points only.</summary>
    public static PointColumns Read(DbConnection connection, Series series, long firstChunk, long lastChunk, long count)
    {
        if (count == 1)
        {
            var single = new PointColumns();
            var summary = series.Summary;
            single.Add(summary.FirstArrivedStep, summary.FirstTimeMs, summary.FirstValue);
            return single;
        }
        var points = new PointColumns((int)Math.Min(count, 1 << 20));
        if (count == 0) return points;
        using var reader = connection.Read(
            "SELECT points FROM metric_chunks WHERE series = @p0 AND ordinal BETWEEN @p1 AND @p2 ORDER BY ordinal", series.Id, firstChunk, lastChunk);
        while (reader.Read()) ChunkCodec.Decode(reader.GetFieldValue<byte[]>(0), points);
        points.Truncate((int)Math.Min(int.MaxValue, count - firstChunk * ChunkCodec.Capacity));
        return points;
    }
}
