using System.Globalization;
using System.IO.Compression;

namespace Umul.Files;

/// <summary>How a header says that its numbers are packed.</summary>
internal enum RawEncoding
{
    Plain,
    Gzip,
    Zlib,
    Text,
}

/// <summary>The numbers behind a header: checked against limits and the file's size before memory is taken, then read at once.</summary>
internal static class RawNumbers
{
    public static Array Read(Stream stream, FileSource source, RasterShape shape, ElementType type, RawEncoding encoding, bool isBigEndian)
    {
        var bytes = (Int128)shape.Depth * shape.Height * shape.Width * shape.Channels * type.Size;
        var most = Math.Min(source.Limits.MostBytes, (long)Array.MaxLength * type.Size);
        if (bytes > most) throw FileFaults.TooLarge(source.Name, shape.ToString(), bytes > long.MaxValue ? long.MaxValue : (long)bytes, most);
        var left = stream.Length - stream.Position;
        var possible = encoding switch
        {
            RawEncoding.Plain => left,
            // A number and a space take at least two bytes of text.
            RawEncoding.Text => (left + 1) / 2 * type.Size,
            _ => ReadLimits.MostInflated(left),
        };
        if (bytes > possible) throw FileFaults.Lies(source.Name, shape.ToString(), (long)bytes, left);
        var elements = type.Allocate((int)shape.ElementCount);
        if (encoding == RawEncoding.Text) ReadText(stream, elements, source.Name);
        else ReadBytes(stream, elements, encoding, source.Name);
        if (isBigEndian) Numbers.ReverseBytes(elements);
        return elements;
    }

    private static void ReadBytes(Stream stream, Array elements, RawEncoding encoding, string file)
    {
        var start = stream.Position;
        var target = Raster.BytesOf(elements);
        try
        {
            using var inflate = encoding switch
            {
                RawEncoding.Gzip => new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true),
                RawEncoding.Zlib => new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true),
                _ => (Stream?)null,
            };
            var count = (inflate ?? stream).ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            if (count < target.Length) throw FileFaults.Truncated(file, FilePlace.Byte(start), target.Length, count);
        }
        catch (InvalidDataException damaged)
        {
            throw FileFaults.BadInflate(file, damaged);
        }
    }

    private static void ReadText(Stream stream, Array elements, string file)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        var numbers = reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (numbers.Length < elements.Length) throw FileFaults.Truncated(file, FilePlace.Field("encoding: text"), elements.Length, numbers.Length);
        for (var i = 0; i < elements.Length; i++)
        {
            if (!double.TryParse(numbers[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !Set(elements, i, number))
                throw FileFaults.WrongValue(file, FilePlace.Field(string.Create(CultureInfo.InvariantCulture, $"number {i + 1}")), numbers[i], ElementTypes.Of(elements).ToString());
        }
    }

    private static bool Set(Array elements, int i, double number)
    {
        switch (elements)
        {
            case float[] singles: singles[i] = (float)number; return true;
            case double[] doubles: doubles[i] = number; return true;
            default: break;
        }
        if (number != Math.Truncate(number)) return false;
        try
        {
            elements.SetValue(Convert.ChangeType(number, elements.GetType().GetElementType()!, CultureInfo.InvariantCulture), i);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
