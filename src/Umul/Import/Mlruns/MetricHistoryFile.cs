using System.Buffers.Text;

namespace Umul.Import.Mlruns;

/// <summary>One metric of one run in a file store: a line "time in ms, value, step" a point; old files have no step.</summary>
internal sealed class MetricHistoryFile(string file, ImportReport report)
{
    private const int BufferBytes = 64 << 10;

    public void Read(string key, SourcePlace place, IRunSink sink)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Read(stream, key, place, sink);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Skipped(file, 0, SkipReason.Unreadable, error.Message);
        }
    }

    private void Read(FileStream stream, string key, SourcePlace place, IRunSink sink)
    {
        var buffer = new byte[BufferBytes];
        var held = 0;
        var offset = 0L;
        while (true)
        {
            var read = stream.Read(buffer, held, buffer.Length - held);
            var bytes = buffer.AsSpan(0, held += read);
            var start = 0;
            while (bytes[start..].IndexOf((byte)'\n') is >= 0 and var length)
            {
                Line(bytes.Slice(start, length), offset + start, key, place, sink);
                start += length + 1;
            }
            if (read == 0 || (start == 0 && held == buffer.Length))
            {
                // The last line has no line end; a line that fills the whole buffer is none of MLflow's.
                Line(bytes[start..], offset + start, key, place, sink);
                start = held;
            }
            if (read == 0)
                return;
            bytes[start..].CopyTo(buffer);
            (offset, held) = (offset + start, held - start);
        }
    }

    private void Line(ReadOnlySpan<byte> line, long offset, string key, SourcePlace place, IRunSink sink)
    {
        line = line.Trim(" \r\t"u8);
        if (line.IsEmpty || place.Offset + offset < place.NewFrom)
            return;
        long step = 0;
        if (!TryNext(ref line, out var time) || !TryNext(ref line, out var text) || !TryValue(text, out var value)
            || !Utf8Parser.TryParse(time, out long ms, out var used) || used != time.Length
            || (TryNext(ref line, out var steps) && (!Utf8Parser.TryParse(steps, out step, out used) || used != steps.Length)))
        {
            report.Skipped(file, offset, SkipReason.Malformed);
            return;
        }
        sink.Position(place.Source, place.Offset + offset);
        sink.Point(key, step, ms / 1000.0, value);
        report.Points++;
    }

    private static bool TryNext(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> word)
    {
        line = line.TrimStart((byte)' ');
        var end = line.IndexOf((byte)' ');
        word = end < 0 ? line : line[..end];
        line = end < 0 ? default : line[end..];
        return !word.IsEmpty;
    }

    /// <summary>As Python prints a float.</summary>
    private static bool TryValue(ReadOnlySpan<byte> word, out double value)
    {
        if (Utf8Parser.TryParse(word, out value, out var used) && used == word.Length)
            return true;
        value = word switch
        {
            _ when word.SequenceEqual("nan"u8) => double.NaN,
            _ when word.SequenceEqual("inf"u8) => double.PositiveInfinity,
            _ when word.SequenceEqual("-inf"u8) => double.NegativeInfinity,
            _ => 0,
        };
        return value is not 0;
    }
}

/// <summary>Where one file stands in a source that is made of several.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Offset">Where the file begins in it.</param>
/// <param name="NewFrom">What lies before this place was imported earlier.</param>
internal readonly record struct SourcePlace(string Source, long Offset, long NewFrom);
