using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Umul.Web;

namespace Umul.Files.Npy;

/// <summary>
/// Reads NumPy's .npy (versions 1 to 3) and .npz with one array: numbers and booleans of any endianness, C or Fortran order, half floats.
/// Arrays of Python objects are refused: reading them would run code.
/// </summary>
internal static partial class NpyReader
{
    private const int MostHeader = 1 << 20;

    public static Raster Read(FileSource source) => Read(source.Stream, source, []);

    /// <summary>The one array of an .npz, or the one called mask, label or prediction.</summary>
    public static Raster ReadZip(FileSource source)
    {
        try
        {
            using var zip = new ZipArchive(source.Stream, ZipArchiveMode.Read, leaveOpen: true);
            var arrays = zip.Entries.Where(entry => entry.Name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)).ToList();
            var chosen = arrays.Count == 1 ? arrays[0] : arrays.FirstOrDefault(entry => Path.GetFileNameWithoutExtension(entry.Name) is "mask" or "label" or "labels" or "prediction" or "pred" or "arr_0");
            if (chosen is null) throw Undecided(source, arrays);
            if (chosen.Length > source.Limits.MostBytes) throw FileFaults.TooLarge(source.Name, chosen.Name, chosen.Length, source.Limits.MostBytes);
            if (chosen.Length > ReadLimits.MostInflated(source.Length)) throw FileFaults.Lies(source.Name, chosen.Name, chosen.Length, source.Length);
            var content = new MemoryStream((int)Math.Min(chosen.Length, Array.MaxLength));
            using (var packed = chosen.Open()) CopyAtMost(packed, content, chosen.Length);
            content.Position = 0;
            Sentence[] note = arrays.Count == 1 ? [] : [new($"Of the arrays in the file, \"{Path.GetFileNameWithoutExtension(chosen.Name)}\" was read.", $"파일의 배열 가운데 \"{Path.GetFileNameWithoutExtension(chosen.Name)}\"을(를) 읽었습니다.")];
            return Read(content, source, note);
        }
        catch (InvalidDataException damaged)
        {
            throw FileFaults.BadInflate(source.Name, damaged);
        }
    }

    private static Raster Read(Stream stream, FileSource source, Sentence[] notes)
    {
        stream.Position = 0;
        var header = Header(stream, source.Name);
        var description = Find(Descr(), header, "descr", source.Name);
        var isFortran = Find(Order(), header, "fortran_order", source.Name) == "True";
        var (axes, said) = Axes(Find(Shape(), header, "shape", source.Name), source.Name);
        var type = Type(description, source.Name);
        var shape = Of(axes, type, isFortran);
        var isBigEndian = description[0] == '>';
        var isHalf = description[1..] == "f2";
        var elements = RawNumbers.Read(stream, source, shape, isHalf ? ElementType.UInt16 : type, RawEncoding.Plain, isBigEndian);
        if (isHalf) elements = Array.ConvertAll((ushort[])elements, bits => (float)BitConverter.UInt16BitsToHalf(bits));
        if (isFortran) elements = FromFortran(elements, shape);
        return new Raster { Name = source.Name, Format = "NPY", Shape = shape, Elements = elements, Notes = [.. notes, .. said] };
    }

    private static string Header(Stream stream, string file)
    {
        var start = new byte[12];
        var count = stream.ReadAtLeast(start, 10, throwOnEndOfStream: false);
        if (count < 10) throw FileFaults.Truncated(file, FilePlace.Start, 10, count);
        if (!start.AsSpan(0, 6).SequenceEqual((ReadOnlySpan<byte>)[0x93, .. "NUMPY"u8])) throw FileFaults.WrongValue(file, FilePlace.Start, Convert.ToHexString(start, 0, 6), "934E554D5059");
        if (start[6] is 0 or > 3) throw FileFaults.WrongValue(file, FilePlace.Byte(6), start[6].ToString(CultureInfo.InvariantCulture), "1 2 3");
        stream.Position = start[6] == 1 ? 10 : 8;
        long length = BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8));
        if (start[6] > 1)
        {
            var four = new byte[4];
            if (stream.ReadAtLeast(four, 4, throwOnEndOfStream: false) < 4) throw FileFaults.Truncated(file, FilePlace.Byte(8), 4, 0);
            length = BinaryPrimitives.ReadUInt32LittleEndian(four);
        }
        if (length > MostHeader) throw FileFaults.WrongValue(file, FilePlace.Byte(8), length.ToString(CultureInfo.InvariantCulture), $"≤ {MostHeader}");
        var text = new byte[length];
        count = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        if (count < text.Length) throw FileFaults.Truncated(file, FilePlace.Byte(10), length, count);
        return Encoding.UTF8.GetString(text);
    }

    private static ElementType Type(string description, string file) => description[1..] switch
    {
        "u1" or "b1" => ElementType.UInt8,
        "i1" => ElementType.Int8,
        "u2" => ElementType.UInt16,
        "i2" => ElementType.Int16,
        "u4" => ElementType.UInt32,
        "i4" => ElementType.Int32,
        "u8" => ElementType.UInt64,
        "i8" => ElementType.Int64,
        "f2" or "f4" => ElementType.Float32,
        "f8" => ElementType.Float64,
        _ => throw FileFaults.Unsupported(file, $"NumPy arrays of type {description}", "uint8, uint16 or float32"),
    };

    private static (List<int> Axes, Sentence[] Notes) Axes(string text, string file)
    {
        var axes = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length < 1 || axes.Count > 32)
                throw FileFaults.WrongValue(file, FilePlace.Field("shape"), text, "1 … 2147483647");
            axes.Add(length);
        }
        if (axes.Count <= 3) return (axes, []);
        var kept = axes.ToList();
        while (kept.Count > 3 && kept.Remove(1))
        {
        }
        if (kept.Count > 3) throw FileFaults.NotOneImage(file, string.Join('×', axes));
        return (kept, [new($"The array's shape ({string.Join(", ", axes)}) has axes of length 1, which were left out.", $"배열 모양({string.Join(", ", axes)})에서 길이가 1인 축을 제외했습니다.")]);
    }

    // Three numbers a pixel can only be told from three slices by their size.
    private static RasterShape Of(List<int> axes, ElementType type, bool isFortran) => axes switch
    {
        [] => RasterShape.Plane(1, 1),
        [var x] => RasterShape.Plane(1, x),
        [var y, var x] => RasterShape.Plane(y, x),
        [> 4 and var y, > 4 and var x, (3 or 4) and var c] when type == ElementType.UInt8 && !isFortran => RasterShape.Plane(y, x, c),
        [var z, var y, var x, ..] => RasterShape.Volume(z, y, x),
    };

    private static Array FromFortran(Array elements, RasterShape shape)
    {
        var size = ElementTypes.Of(elements).Size;
        var result = ElementTypes.Of(elements).Allocate(elements.Length);
        var (from, to) = (0, 0);
        for (var z = 0; z < shape.Depth; z++)
            for (var y = 0; y < shape.Height; y++)
                for (var x = 0; x < shape.Width; x++, to += size)
                {
                    from = ((x * shape.Height + y) * shape.Depth + z) * size;
                    Buffer.BlockCopy(elements, from, result, to, size);
                }
        return result;
    }

    private static void CopyAtMost(Stream from, MemoryStream to, long most)
    {
        var buffer = new byte[1 << 16];
        for (int count; (count = from.Read(buffer)) > 0 && to.Length + count <= most;) to.Write(buffer, 0, count);
    }

    private static FileException Undecided(FileSource source, List<ZipArchiveEntry> arrays) => FileFaults.Because(source.Name, new(
        $"{source.Name}: which of its arrays is meant is not clear ({string.Join(", ", arrays.Take(8).Select(entry => Path.GetFileNameWithoutExtension(entry.Name)))}). Save one array a file, or call it mask.",
        $"{source.Name}: 어느 배열을 읽어야 할지 알 수 없습니다({string.Join(", ", arrays.Take(8).Select(entry => Path.GetFileNameWithoutExtension(entry.Name)))}). 배열을 하나만 저장하거나 이름을 mask로 하세요."));

    private static string Find(Regex field, string header, string name, string file) =>
        field.Match(header) is { Success: true } match ? match.Groups["value"].Value : throw FileFaults.WrongValue(file, FilePlace.Field(name), header.Trim(), "{'descr': …, 'fortran_order': …, 'shape': …}");

    [GeneratedRegex(@"'descr'\s*:\s*'(?<value>[<>|=][a-zA-Z]\d*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Descr();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(?<value>True|False)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape'\s*:\s*\((?<value>[\d,\sL]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
