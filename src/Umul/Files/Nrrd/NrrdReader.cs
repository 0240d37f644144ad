using System.Globalization;

namespace Umul.Files.Nrrd;

/// <summary>Reads NRRD 1 to 5: raw, gzip and text, attached or in one other file, scalar or with a first axis of channels.</summary>
internal static class NrrdReader
{
    public static Raster Read(FileSource source)
    {
        var fields = Fields(source);
        var file = source.Name;
        var type = Type(Required(fields, "type", file), file);
        var sizes = HeaderText.Sizes(Required(fields, "sizes", file), "sizes", file);
        if (fields.TryGetValue("dimension", out var dimension) && dimension != sizes.Length.ToString(CultureInfo.InvariantCulture))
            throw FileFaults.WrongValue(file, FilePlace.Field("dimension"), dimension, sizes.Length.ToString(CultureInfo.InvariantCulture));
        var geometry = NrrdGeometry.Of(fields, sizes, file);
        var encoding = Encoding(Required(fields, "encoding", file), file);
        var isBigEndian = type.Size > 1 && encoding != RawEncoding.Text && Required(fields, "endian", file).Equals("big", StringComparison.OrdinalIgnoreCase);
        Array elements;
        if (fields.TryGetValue("data file", out var part) || fields.TryGetValue("datafile", out part))
        {
            if (part.StartsWith("LIST", StringComparison.Ordinal) || part.Contains('%', StringComparison.Ordinal)) throw FileFaults.Unsupported(file, "NRRD with its data in several files", "one .nrrd");
            using var data = source.OpenPart(part.StartsWith("./", StringComparison.Ordinal) ? part[2..] : part);
            Skip(data, fields, geometry.Shape, type, encoding, file);
            elements = RawNumbers.Read(data, source, geometry.Shape, type, encoding, isBigEndian);
        }
        else
        {
            Skip(source.Stream, fields, geometry.Shape, type, encoding, file);
            elements = RawNumbers.Read(source.Stream, source, geometry.Shape, type, encoding, isBigEndian);
        }
        return new Raster
        {
            Name = file,
            Format = "NRRD",
            Shape = geometry.Shape,
            Elements = elements,
            Spacing = geometry.Spacing,
            HasSpacing = geometry.HasSpacing,
            Affine = geometry.Affine,
            Notes = geometry.Notes,
        };
    }

    private static Dictionary<string, string> Fields(FileSource source)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in HeaderText.Lines(source, line => line.Length == 0).Skip(1))
        {
            if (line.StartsWith('#') || line.Contains(":=", StringComparison.Ordinal)) continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
        return fields;
    }

    private static void Skip(Stream data, Dictionary<string, string> fields, RasterShape shape, ElementType type, RawEncoding encoding, string file)
    {
        for (var lines = Count(fields, "line skip", "lineskip", file); lines > 0; lines--)
            for (int b; (b = data.ReadByte()) != '\n';)
                if (b < 0) throw FileFaults.WrongValue(file, FilePlace.Field("line skip"), lines.ToString(CultureInfo.InvariantCulture), "0");
        var bytes = Count(fields, "byte skip", "byteskip", file);
        if (bytes == 0) return;
        var target = bytes == -1 && encoding == RawEncoding.Plain ? data.Length - shape.ElementCount * type.Size : data.Position + bytes;
        if (encoding != RawEncoding.Plain || bytes < -1 || target < 0 || target > data.Length)
            throw FileFaults.WrongValue(file, FilePlace.Field("byte skip"), bytes.ToString(CultureInfo.InvariantCulture), "-1, 0 … (encoding: raw)");
        data.Position = target;
    }

    private static long Count(Dictionary<string, string> fields, string name, string other, string file)
    {
        if (!fields.TryGetValue(name, out var text) && !fields.TryGetValue(other, out text)) return 0;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count < 1L << 40 ? count : throw FileFaults.WrongValue(file, FilePlace.Field(name), text, "0 …");
    }

    private static string Required(Dictionary<string, string> fields, string name, string file) =>
        fields.TryGetValue(name, out var value) ? value : throw FileFaults.WrongValue(file, FilePlace.Field(name), "–", "NRRD: " + name);

    private static RawEncoding Encoding(string text, string file) => text.ToLowerInvariant() switch
    {
        "raw" => RawEncoding.Plain,
        "gzip" or "gz" => RawEncoding.Gzip,
        "text" or "txt" or "ascii" => RawEncoding.Text,
        _ => throw FileFaults.Unsupported(file, $"NRRD with the encoding {text}", "gzip"),
    };

    private static ElementType Type(string text, string file) => text.ToLowerInvariant() switch
    {
        "uchar" or "unsigned char" or "uint8" or "uint8_t" => ElementType.UInt8,
        "signed char" or "int8" or "int8_t" or "char" => ElementType.Int8,
        "short" or "short int" or "signed short" or "signed short int" or "int16" or "int16_t" => ElementType.Int16,
        "ushort" or "unsigned short" or "unsigned short int" or "uint16" or "uint16_t" => ElementType.UInt16,
        "int" or "signed int" or "int32" or "int32_t" => ElementType.Int32,
        "uint" or "unsigned int" or "uint32" or "uint32_t" => ElementType.UInt32,
        "longlong" or "long long" or "long long int" or "signed long long" or "signed long long int" or "int64" or "int64_t" => ElementType.Int64,
        "ulonglong" or "unsigned long long" or "unsigned long long int" or "uint64" or "uint64_t" => ElementType.UInt64,
        "float" => ElementType.Float32,
        "double" => ElementType.Float64,
        _ => throw FileFaults.Unsupported(file, $"NRRD with the type {text}", "uchar, short or float"),
    };
}
