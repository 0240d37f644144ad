using System.Buffers;
using System.Buffers.Binary;
using Umul.Database;

namespace Umul.Metrics;

/// <summary>
/// The points of one group commit as one database row: about 11 bytes a point, so that acknowledging a point costs no row of its own.
/// A point is series (varint), step and time (zigzag varints of the change from the point before), value (8 bytes).
/// </summary>
internal sealed class MetricJournal
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 16);
    private long _step, _timeMs;

    /// <summary>Bytes gathered since the last row.</summary>
    public int Length => _buffer.WrittenCount;

    /// <summary>The row written last.</summary>
    public long LastRow { get; set; }

    /// <summary>Takes one point in.</summary>
    public void Add(long series, long step, long timeMs, double value)
    {
        var span = _buffer.GetSpan(40);
        var n = WriteVarint(span, (ulong)series);
        n += WriteVarint(span[n..], ZigZag(unchecked(step - _step)));
        n += WriteVarint(span[n..], ZigZag(unchecked(timeMs - _timeMs)));
        BinaryPrimitives.WriteDoubleLittleEndian(span[n..], value);
        _buffer.Advance(n + 8);
        (_step, _timeMs) = (step, timeMs);
    }

    /// <summary>A place to go back to with <see cref="Truncate"/>.</summary>
    public (int Length, long Step, long TimeMs) Mark() => (_buffer.WrittenCount, _step, _timeMs);

    /// <summary>Forgets what was added since <paramref name="mark"/>.</summary>
    public void Truncate((int Length, long Step, long TimeMs) mark)
    {
        if (mark.Length == _buffer.WrittenCount) return;
        var kept = _buffer.WrittenSpan[..mark.Length].ToArray();
        _buffer.ResetWrittenCount();
        _buffer.Write(kept);
        (_step, _timeMs) = (mark.Step, mark.TimeMs);
    }

    /// <summary>Forgets the rows up to this one, whose points are all in chunks.</summary>
    /// <remarks>The row itself stays, empty: it says where to go on counting after a restart.</remarks>
    public static void Forget(WriteScope scope, long through)
    {
        scope.Execute("DELETE FROM metric_journal WHERE id < @p0", through);
        scope.Execute(
            "INSERT INTO metric_journal (id, points) VALUES (@p0, @p1) ON CONFLICT (id) DO UPDATE SET points = excluded.points", through, Array.Empty<byte>());
    }

    /// <summary>Writes the row of this group, if there is anything to write.</summary>
    public void WriteRow(WriteScope scope)
    {
        if (_buffer.WrittenCount == 0) return;
        scope.Execute("INSERT INTO metric_journal (id, points) VALUES (@p0, @p1)", LastRow + 1, _buffer.WrittenMemory);
        LastRow++;
        scope.OnRollback(() => LastRow--);
        Clear();
    }

    /// <summary>Forgets everything gathered: the group was lost.</summary>
    public void Clear()
    {
        _buffer.ResetWrittenCount();
        (_step, _timeMs) = (0, 0);
        // A burst may have grown the buffer; it is not kept at that size for ever.
        if (_buffer.Capacity > 1 << 24) _buffer.Clear();
    }

    /// <summary>Reads a row back.</summary>
    /// <exception cref="InvalidDataException">The row is damaged.</exception>
    public static void Replay(ReadOnlySpan<byte> row, Action<long, long, long, double> point)
    {
        long step = 0, timeMs = 0;
        while (row.Length > 0)
        {
            var series = (long)ReadVarint(ref row);
            step = unchecked(step + UnZigZag(ReadVarint(ref row)));
            timeMs = unchecked(timeMs + UnZigZag(ReadVarint(ref row)));
            if (row.Length < 8) throw new InvalidDataException("A row of the metric journal ends too early.");
            point(series, step, timeMs, BinaryPrimitives.ReadDoubleLittleEndian(row));
            row = row[8..];
        }
    }

    private static ulong ZigZag(long number) => unchecked((ulong)(number << 1 ^ number >> 63));

    private static long UnZigZag(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);

    private static int WriteVarint(Span<byte> span, ulong number)
    {
        var n = 0;
        for (; number >= 0x80; number >>= 7) span[n++] = (byte)(number | 0x80);
        span[n++] = (byte)number;
        return n;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> row)
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (row.Length == 0) throw new InvalidDataException("A row of the metric journal ends too early.");
            var b = row[0];
            row = row[1..];
            number |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return number;
        }
        throw new InvalidDataException("A number in the metric journal is too long.");
    }
}
