using System.Buffers.Binary;
using System.Globalization;
using Umul.Web;

namespace Umul.Files.Nifti;

/// <summary>
/// Reads NIfTI-1 and NIfTI-2, one file or .hdr with .img, plain or gzipped, of either endianness. The array is (z, y, x) as stored: a file
/// whose first axis counts slices keeps it as x, with its own spacing and orientation code.
/// </summary>
internal static class NiftiReader
{
    private const int Rgb = 128, Rgba = 2304;
    private const int MostTrailing = 1 << 20;

    public static Raster Read(FileSource source)
    {
        try
        {
            using var content = source.IsGzip ? source.Inflated() : new UnownedStream(source.Stream);
            return Read(content, source);
        }
        catch (InvalidDataException damaged)
        {
            throw FileFaults.BadInflate(source.Name, damaged);
        }
    }

    private static Raster Read(Stream content, FileSource source)
    {
        var header = ReadHeader(content, source);
        var notes = new List<Sentence>();
        var shape = Shape(header, source.Name);
        var type = Type(header, source.Name);
        CheckSize(header, shape, type.Size, source);
        var elements = type.Allocate((int)shape.ElementCount);
        if (header.IsDetached) ReadDetached(header, source, elements);
        else ReadData(content, header.DataOffset - HeaderBytes(header), elements, source.Name, notes);
        if (source.IsGzip) NoteUnconfirmedEnd(source, header.DataOffset + (long)elements.Length * type.Size, notes);
        if (header.IsBigEndian) Numbers.ReverseBytes(elements);
        var (spacing, affine) = NiftiGeometry.Of(header, notes);
        return new Raster
        {
            Name = source.Name,
            Format = header.Format,
            Shape = shape,
            Elements = Scale(elements, header, notes),
            Spacing = spacing,
            HasSpacing = true,
            Affine = affine,
            Notes = notes,
        };
    }

    private static int HeaderBytes(NiftiHeader header) => header.Version == 1 ? NiftiHeader.Size1 : NiftiHeader.Size2;

    private static NiftiHeader ReadHeader(Stream content, FileSource source)
    {
        var bytes = new byte[NiftiHeader.Size2];
        var count = content.ReadAtLeast(bytes.AsSpan(0, NiftiHeader.Size1), NiftiHeader.Size1, throwOnEndOfStream: false);
        var (version, isBigEndian) = NiftiHeader.Recognise(bytes.AsSpan(0, count));
        if (version == 0) throw FileFaults.NotRecognised(source.Name, (source.IsGzip ? "gzip: " : "") + Convert.ToHexString(bytes, 0, Math.Min(8, count)));
        var size = version == 1 ? NiftiHeader.Size1 : NiftiHeader.Size2;
        if (version == 2 && count == NiftiHeader.Size1)
            count += content.ReadAtLeast(bytes.AsSpan(NiftiHeader.Size1), NiftiHeader.Size2 - NiftiHeader.Size1, throwOnEndOfStream: false);
        if (count < size) throw FileFaults.Truncated(source.Name, FilePlace.Byte(count), size, count);
        return NiftiHeader.Parse(bytes.AsSpan(0, size), version, isBigEndian, source.Name);
    }

    private static RasterShape Shape(NiftiHeader header, string file)
    {
        var lengths = header.Dimensions;
        var text = string.Join('×', lengths.Select(length => length.ToString(CultureInfo.InvariantCulture)));
        if (lengths.Skip(3).Any(length => length > 1)) throw FileFaults.NotOneImage(file, text);
        var (x, y, z) = (lengths[0], lengths.ElementAtOrDefault(1) is 0 ? 1 : lengths[1], lengths.Length > 2 ? lengths[2] : 1);
        if (x > int.MaxValue || y > int.MaxValue || z > int.MaxValue) throw FileFaults.TooLarge(file, text, long.MaxValue, ReadLimits.Default.MostBytes);
        var channels = header.DataType switch { Rgb => 3, Rgba => 4, _ => 1 };
        return new RasterShape((int)z, (int)y, (int)x, channels, lengths.Length < 3);
    }

    private static ElementType Type(NiftiHeader header, string file) => header.DataType switch
    {
        2 or Rgb or Rgba => ElementType.UInt8,
        4 => ElementType.Int16,
        8 => ElementType.Int32,
        16 => ElementType.Float32,
        64 => ElementType.Float64,
        256 => ElementType.Int8,
        512 => ElementType.UInt16,
        768 => ElementType.UInt32,
        1024 => ElementType.Int64,
        1280 => ElementType.UInt64,
        1 => throw FileFaults.Unsupported(file, "NIfTI with 1-bit voxels (datatype 1)", "uint8"),
        32 or 1792 or 2048 => throw FileFaults.Unsupported(file, "complex NIfTI (datatype 32, 1792, 2048)", "float32"),
        1536 => throw FileFaults.Unsupported(file, "128-bit floats (datatype 1536)", "float64"),
        _ => throw FileFaults.WrongValue(file, FilePlace.Field("datatype"), header.DataType.ToString(CultureInfo.InvariantCulture), "2 4 8 16 64 128 256 512 768 1024 1280 2304"),
    };

    // Before memory is taken: by the limit, and by what a file of this size can hold at all.
    private static void CheckSize(NiftiHeader header, RasterShape shape, int elementBytes, FileSource source)
    {
        var claimed = (Int128)shape.Depth * shape.Height * shape.Width * shape.Channels * elementBytes;
        var bytes = claimed > long.MaxValue ? long.MaxValue : (long)claimed;
        if (bytes > source.Limits.MostBytes || bytes / elementBytes > Array.MaxLength)
            throw FileFaults.TooLarge(source.Name, shape.ToString(), bytes, Math.Min(source.Limits.MostBytes, (long)Array.MaxLength * elementBytes));
        if (header.IsDetached) return;
        var present = source.IsGzip ? ReadLimits.MostInflated(source.Length) : source.Length;
        if (header.DataOffset > present - bytes) throw FileFaults.Lies(source.Name, shape.ToString(), bytes, source.Length);
    }

    private static void ReadData(Stream content, long skip, Array elements, string file, List<Sentence> notes)
    {
        var data = Raster.BytesOf(elements);
        if (!Skip(content, skip)) throw FileFaults.Truncated(file, FilePlace.Field("vox_offset"), skip, 0);
        var count = content.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        if (count < data.Length) throw FileFaults.Truncated(file, FilePlace.Byte(skip), data.Length, count);
        NoteTrailing(content, notes);
    }

    // Reading on to the end also makes gzip check its sum.
    private static void NoteTrailing(Stream content, List<Sentence> notes)
    {
        var buffer = new byte[4096];
        long trailing = 0;
        for (int count; trailing < MostTrailing && (count = content.Read(buffer)) > 0;) trailing += count;
        if (trailing > 0)
            notes.Add(new($"Bytes after the image ({(trailing < MostTrailing ? "" : "more than ")}{trailing:N0}) were left out.", $"영상 뒤에 있는 {trailing:N0}바이트{(trailing < MostTrailing ? "는" : " 이상은")} 제외했습니다."));
    }

    // Gzip ends with the length of what it holds. .NET's stream does not miss it where the file is cut off inside those last bytes.
    private static void NoteUnconfirmedEnd(FileSource source, long inflatedBytes, List<Sentence> notes)
    {
        if (notes.Count > 0 || source.Length < 18) return;
        Span<byte> end = stackalloc byte[4];
        source.Stream.Position = source.Length - end.Length;
        source.Stream.ReadExactly(end);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) == (uint)inflatedBytes) return;
        notes.Add(new(
            "All voxels were there, but the end of the gzip file does not confirm them: its last bytes are missing, or more follows, or it was packed in parts.",
            "복셀은 모두 있지만 gzip 파일의 끝부분으로는 확인되지 않습니다. 마지막 바이트가 없거나, 뒤에 다른 내용이 있거나, 나누어 압축된 파일입니다."));
    }

    private static bool Skip(Stream content, long bytes)
    {
        var buffer = new byte[Math.Min(Math.Max(bytes, 1), 1 << 16)];
        while (bytes > 0)
        {
            var count = content.Read(buffer, 0, (int)Math.Min(buffer.Length, bytes));
            if (count == 0) return false;
            bytes -= count;
        }
        return true;
    }

    private static void ReadDetached(NiftiHeader header, FileSource source, Array elements)
    {
        var stem = Path.GetFileName(source.Name);
        if (stem.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) stem = stem[..^3];
        using var part = OpenImage(source, Path.ChangeExtension(stem, ".img"));
        var data = Raster.BytesOf(elements);
        if (!Skip(part, header.DataOffset)) throw FileFaults.Truncated(source.Name, FilePlace.Field("vox_offset"), header.DataOffset, 0);
        var count = part.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        if (count < data.Length) throw FileFaults.Truncated(Path.ChangeExtension(stem, ".img"), FilePlace.Byte(header.DataOffset), data.Length, count);
    }

    private static Stream OpenImage(FileSource source, string name)
    {
        var part = source.OpenPart(name);
        Span<byte> head = stackalloc byte[2];
        var isGzip = part.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head is [0x1F, 0x8B];
        part.Position = 0;
        return isGzip ? new System.IO.Compression.GZipStream(part, System.IO.Compression.CompressionMode.Decompress) : part;
    }

    private static Array Scale(Array elements, NiftiHeader header, List<Sentence> notes)
    {
        var (slope, intercept) = (header.Slope, header.Intercept);
        // A slope of 0 means "not scaled"; nibabel takes NaN and infinities the same way.
        if (slope == 0 || !double.IsFinite(slope)) return elements;
        if (!double.IsFinite(intercept)) intercept = 0;
        if ((slope == 1 && intercept == 0) || header.DataType is Rgb or Rgba) return elements;
        notes.Add(new(
            string.Create(CultureInfo.InvariantCulture, $"Stored numbers were scaled: {slope:G9} × stored + {intercept:G9} (scl_slope, scl_inter)."),
            string.Create(CultureInfo.InvariantCulture, $"저장된 값을 {slope:G9} × 값 + {intercept:G9}(scl_slope, scl_inter)으로 환산했습니다.")));
        return Numbers.Scaled(elements, slope, intercept);
    }
}
