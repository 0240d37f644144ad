using System.Globalization;
using System.Text;

namespace Umul.Files;

/// <summary>The lines of a text header (NRRD, MetaImage), read byte by byte so that the stream stands right behind it.</summary>
internal static class HeaderText
{
    private const int MostLine = 1 << 16;
    private const int MostLines = 10_000;

    /// <summary>The lines up to the one that ends the header (which is included), or to the end of the file.</summary>
    public static List<string> Lines(FileSource source, Func<string, bool> isLast)
    {
        var lines = new List<string>();
        var line = new List<byte>();
        var buffer = new byte[4096];
        source.Stream.Position = 0;
        var at = 0L;
        for (int count; (count = source.Stream.Read(buffer)) > 0;)
        {
            for (var i = 0; i < count; i++, at++)
            {
                if (buffer[i] != '\n')
                {
                    line.Add(buffer[i]);
                    if (line.Count > MostLine) throw FileFaults.WrongValue(source.Name, FilePlace.Byte(at), "…", $"≤ {MostLine}");
                    continue;
                }
                lines.Add(Encoding.UTF8.GetString([.. line]).TrimEnd('\r'));
                line.Clear();
                if (lines.Count > MostLines) throw FileFaults.WrongValue(source.Name, FilePlace.Byte(at), "…", $"≤ {MostLines}");
                if (!isLast(lines[^1])) continue;
                source.Stream.Position = at + 1;
                return lines;
            }
        }
        if (line.Count > 0) lines.Add(Encoding.UTF8.GetString([.. line]).TrimEnd('\r'));
        source.Stream.Position = source.Length;
        return lines;
    }

    /// <summary>Numbers separated by white space, or null if one is no number.</summary>
    public static double[]? Numbers(string text)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])) return null;
        return numbers;
    }

    /// <summary>Whole numbers from 1 on, or a refusal that names the field.</summary>
    public static int[] Sizes(string text, string field, string file)
    {
        var numbers = Numbers(text);
        if (numbers is null || numbers.Length == 0 || numbers.Any(number => number < 1 || number > int.MaxValue || number != Math.Truncate(number)))
            throw FileFaults.WrongValue(file, FilePlace.Field(field), text, "1 … 2147483647");
        return Array.ConvertAll(numbers, number => (int)number);
    }
}
