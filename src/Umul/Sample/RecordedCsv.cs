using System.Globalization;

namespace Umul.Sample;

/// <summary>A logged value. <paramref name="Key"/> is one string for all points of a metric.</summary>
internal readonly record struct RecordedPoint(string Key, long Step, long TimeMs, double Value);

/// <summary>An image logged at a step; <paramref name="Path"/> is an artifact of the run.</summary>
internal sealed record RecordedImage(string Key, long Step, long TimeMs, string Path);

/// <summary>Reads the two tables that train.py writes: key,step,time_ms and a fourth column, without quotes.</summary>
internal static class RecordedCsv
{
    public static IReadOnlyList<RecordedPoint> Points(string text, string name)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var points = new List<RecordedPoint>(text.Length / 40);
        Read(text, name, "key,step,time_ms,value", (key, step, timeMs, value) =>
        {
            if (!keys.TryGetValue(key, out var known))
                keys[key] = known = key.ToString();
            if (!TryNumber(value, out var number))
                return false;
            points.Add(new RecordedPoint(known, step, timeMs, number));
            return true;
        });
        return points;
    }

    public static IReadOnlyList<RecordedImage> Images(string text, string name)
    {
        var images = new List<RecordedImage>();
        Read(text, name, "key,step,time_ms,path", (key, step, timeMs, path) =>
        {
            images.Add(new RecordedImage(key.ToString(), step, timeMs, path.ToString()));
            return true;
        });
        return images;
    }

    private delegate bool TakeRow(ReadOnlySpan<char> key, long step, long timeMs, ReadOnlySpan<char> last);

    private static void Read(string text, string name, string header, TakeRow take)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsEmpty)
                continue;
            var sound = number == 1 ? line.SequenceEqual(header) : TakeFrom(line, take);
            if (!sound)
                throw new InvalidDataException($"'{name}' in the archive cannot be read at line {number}.");
        }
    }

    // Python writes nan, inf and -inf; .NET reads the first only.
    private static bool TryNumber(ReadOnlySpan<char> text, out double number)
    {
        number = text is "inf" ? double.PositiveInfinity : double.NegativeInfinity;
        return text is "inf" or "-inf" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static bool TakeFrom(ReadOnlySpan<char> line, TakeRow take)
    {
        Span<Range> cells = stackalloc Range[5];
        return line.Split(cells, ',') == 4
            && !line[cells[0]].IsEmpty
            && long.TryParse(line[cells[1]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var step)
            && long.TryParse(line[cells[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var timeMs)
            && take(line[cells[0]], step, timeMs, line[cells[3]]);
    }
}
