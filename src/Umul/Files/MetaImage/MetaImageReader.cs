using System.Globalization;

namespace Umul.Files.MetaImage;

/// <summary>Reads MetaImage: .mha with the data inside, .mhd with the data beside, plain or compressed (zlib), of either endianness.</summary>
internal static class MetaImageReader
{
    public static Raster Read(FileSource source)
    {
        var fields = Fields(source);
        var file = source.Name;
        var sizes = HeaderText.Sizes(Required(fields, "DimSize", file), "DimSize", file);
        while (sizes.Length > 3 && sizes[^1] == 1) sizes = sizes[..^1];
        if (sizes.Length is < 2 or > 3) throw FileFaults.NotOneImage(file, string.Join('×', sizes));
        var channels = fields.TryGetValue("ElementNumberOfChannels", out var text) ? HeaderText.Sizes(text, "ElementNumberOfChannels", file)[0] : 1;
        var shape = new RasterShape(sizes.Length > 2 ? sizes[2] : 1, sizes[1], sizes[0], channels, sizes.Length == 2);
        var spacing = Spacing(fields);
        return new Raster
        {
            Name = file,
            Format = "MetaImage",
            Shape = shape,
            Elements = Elements(source, fields, shape),
            Spacing = spacing ?? SpacingMm.One,
            HasSpacing = spacing is not null,
            Affine = Place(fields, spacing ?? SpacingMm.One, shape),
        };
    }

    private static Dictionary<string, string> Fields(FileSource source)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in HeaderText.Lines(source, line => line.StartsWith("ElementDataFile", StringComparison.OrdinalIgnoreCase)))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) fields.TryAdd(line[..equals].Trim(), line[(equals + 1)..].Trim());
        }
        return fields;
    }

    private static Array Elements(FileSource source, Dictionary<string, string> fields, RasterShape shape)
    {
        var type = Type(Required(fields, "ElementType", source.Name), source.Name);
        var part = Required(fields, "ElementDataFile", source.Name);
        var isBigEndian = IsTrue(fields, "BinaryDataByteOrderMSB") || IsTrue(fields, "ElementByteOrderMSB");
        var encoding = IsTrue(fields, "CompressedData") ? RawEncoding.Zlib : fields.ContainsKey("BinaryData") && !IsTrue(fields, "BinaryData") ? RawEncoding.Text : RawEncoding.Plain;
        if (part.Equals("LOCAL", StringComparison.OrdinalIgnoreCase)) return RawNumbers.Read(source.Stream, source, shape, type, encoding, isBigEndian);
        if (part.StartsWith("LIST", StringComparison.Ordinal) || part.Contains('%', StringComparison.Ordinal)) throw FileFaults.Unsupported(source.Name, "MetaImage with its data in several files", "one .mha");
        using var data = source.OpenPart(part);
        if (fields.TryGetValue("HeaderSize", out var text)) data.Position = HeaderBytes(text, data, shape, type, source.Name);
        return RawNumbers.Read(data, source, shape, type, encoding, isBigEndian && type.Size > 1);
    }

    private static long HeaderBytes(string text, Stream data, RasterShape shape, ElementType type, string file)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bytes)) throw FileFaults.WrongValue(file, FilePlace.Field("HeaderSize"), text, "-1, 0 …");
        var offset = bytes == -1 ? data.Length - shape.ElementCount * type.Size : bytes;
        return offset >= 0 && offset <= data.Length ? offset : throw FileFaults.WrongValue(file, FilePlace.Field("HeaderSize"), text, "-1, 0 …");
    }

    private static SpacingMm? Spacing(Dictionary<string, string> fields)
    {
        if (!fields.TryGetValue("ElementSpacing", out var text) && !fields.TryGetValue("ElementSize", out text)) return null;
        var numbers = HeaderText.Numbers(text);
        if (numbers is null || numbers.Length < 2 || !numbers.Take(3).All(number => SpacingMm.IsValid(Math.Abs(number)))) return null;
        // The file counts x, y, z, the array z, y, x.
        return new SpacingMm(numbers.Length > 2 ? Math.Abs(numbers[2]) : 1, Math.Abs(numbers[1]), Math.Abs(numbers[0]));
    }

    private static Affine? Place(Dictionary<string, string> fields, SpacingMm spacing, RasterShape shape)
    {
        if (shape.IsPlane) return null;
        var matrix = Numbers(fields, "TransformMatrix", "Rotation", "Orientation");
        var origin = Numbers(fields, "Offset", "Position", "Origin");
        if (matrix is not { Length: 9 } && origin is not { Length: 3 }) return null;
        double[] axes = matrix is { Length: 9 } ? matrix : [1, 0, 0, 0, 1, 0, 0, 0, 1];
        // MetaImage writes the direction of x, then of y, then of z; a matrix of directions has them as columns.
        double[] columns = [axes[0], axes[3], axes[6], axes[1], axes[4], axes[7], axes[2], axes[5], axes[8]];
        var affine = Affine.FromLps(columns, spacing, origin is { Length: 3 } ? origin : [0, 0, 0]);
        return affine.IsUsable ? affine : null;
    }

    private static double[]? Numbers(Dictionary<string, string> fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (fields.TryGetValue(name, out var text)) return HeaderText.Numbers(text);
        return null;
    }

    private static bool IsTrue(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var value) && (value.StartsWith('T') || value.StartsWith('t') || value == "1");

    private static string Required(Dictionary<string, string> fields, string name, string file) =>
        fields.TryGetValue(name, out var value) && value.Length > 0 ? value : throw FileFaults.WrongValue(file, FilePlace.Field(name), "–", "MetaImage: " + name);

    private static ElementType Type(string text, string file) => text.ToUpperInvariant() switch
    {
        "MET_UCHAR" or "MET_UCHAR_ARRAY" => ElementType.UInt8,
        "MET_CHAR" or "MET_CHAR_ARRAY" => ElementType.Int8,
        "MET_USHORT" or "MET_USHORT_ARRAY" => ElementType.UInt16,
        "MET_SHORT" or "MET_SHORT_ARRAY" => ElementType.Int16,
        "MET_UINT" or "MET_UINT_ARRAY" => ElementType.UInt32,
        "MET_INT" or "MET_INT_ARRAY" => ElementType.Int32,
        "MET_ULONG_LONG" => ElementType.UInt64,
        "MET_LONG_LONG" => ElementType.Int64,
        "MET_FLOAT" or "MET_FLOAT_ARRAY" => ElementType.Float32,
        "MET_DOUBLE" or "MET_DOUBLE_ARRAY" => ElementType.Float64,
        _ => throw FileFaults.Unsupported(file, $"MetaImage with the type {text}", "MET_UCHAR, MET_SHORT or MET_FLOAT"),
    };
}
