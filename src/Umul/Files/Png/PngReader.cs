using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Umul.Web;

namespace Umul.Files.Png;

/// <summary>
/// Reads PNG: 1 to 16 bits, grey, RGB, palette, with or without alpha, interlaced or not (W3C PNG, third edition). Palette images stay
/// indices, because in a mask the index is the label; grey of fewer than 8 bits keeps its stored numbers for the same reason.
/// </summary>
internal static class PngReader
{
    public static Raster Read(FileSource source) => Read(source.ReadAll(), source.Name, source.Limits);

    public static Raster Read(byte[] bytes, string name, ReadLimits limits)
    {
        var chunks = PngChunks.Read(bytes, name);
        var header = chunks.Header;
        var shape = RasterShape.Plane(header.Height, header.Width, header.Channels);
        var filteredBytes = FilteredBytes(header);
        CheckSize(shape, header, filteredBytes, chunks, name, limits);

        var rented = ArrayPool<byte>.Shared.Rent((int)filteredBytes);
        try
        {
            var filtered = rented.AsSpan(0, (int)filteredBytes);
            Inflate(chunks, filtered, name);
            return new Raster
            {
                Name = name,
                Format = "PNG",
                Shape = shape,
                Palette = chunks.Palette,
                Notes = Notes(chunks),
                Elements = header.BitDepth == 16 ? Words(filtered, header, name) : Pixels(filtered, header, name),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static long FilteredBytes(PngHeader header)
    {
        if (!header.IsInterlaced) return header.Height * (1L + header.RowBytes(header.Width));
        var total = 0L;
        foreach (var pass in PngPass.All)
        {
            var (width, height) = pass.Size(header);
            if (width > 0) total += height * (1L + header.RowBytes(width));
        }
        return total;
    }

    private static void CheckSize(RasterShape shape, PngHeader header, long filteredBytes, PngChunks chunks, string name, ReadLimits limits)
    {
        var bytes = shape.ElementCount * (header.BitDepth == 16 ? 2 : 1);
        var most = Math.Min(limits.MostBytes, Array.MaxLength);
        if (bytes > most || filteredBytes > most) throw FileFaults.TooLarge(name, shape.ToString(), Math.Max(bytes, filteredBytes), most);
        if (filteredBytes > ReadLimits.MostInflated(chunks.PixelBytes)) throw FileFaults.Lies(name, shape.ToString(), filteredBytes, chunks.PixelBytes);
    }

    private static void Inflate(PngChunks chunks, Span<byte> filtered, string name)
    {
        try
        {
            using var compressed = new SegmentStream(chunks.Pixels);
            using var inflate = new ZLibStream(compressed, CompressionMode.Decompress);
            var count = inflate.ReadAtLeast(filtered, filtered.Length, throwOnEndOfStream: false);
            if (count < filtered.Length) throw FileFaults.Truncated(name, FilePlace.Field("IDAT"), filtered.Length, count);
            // One more byte makes the stream check its sum; it is there only in files that carry more rows than they say.
            if (inflate.ReadByte() >= 0)
                chunks.Notes.Add(new("The file holds more rows than its header says; they were left out.", "헤더에 적힌 것보다 많은 행이 있어 제외했습니다."));
        }
        catch (InvalidDataException damaged)
        {
            throw FileFaults.BadInflate(name, damaged);
        }
    }

    private static byte[] Pixels(Span<byte> filtered, PngHeader header, string name)
    {
        var rowElements = header.Width * header.Channels;
        var pixels = GC.AllocateUninitializedArray<byte>(header.Height * rowElements);
        if (header is { IsInterlaced: false, BitDepth: 8 })
        {
            UnfilterInto(filtered, header, pixels, name);
            return pixels;
        }
        foreach (var (pass, rows, width, height) in Passes(filtered.Length, header))
        {
            var rowBytes = header.RowBytes(width);
            var samples = UnfilterInPlace(filtered.Slice(rows, height * (rowBytes + 1)), header, rowBytes, name);
            for (var y = 0; y < height; y++)
            {
                var target = pixels.AsSpan(pass.Row(y) * rowElements, rowElements);
                pass.Spread(samples.Slice(y * (rowBytes + 1) + 1, rowBytes), target, header, width);
            }
        }
        return pixels;
    }

    private static ushort[] Words(Span<byte> filtered, PngHeader header, string name)
    {
        var rowElements = header.Width * header.Channels;
        var words = GC.AllocateUninitializedArray<ushort>(header.Height * rowElements);
        foreach (var (pass, rows, width, height) in Passes(filtered.Length, header))
        {
            var rowBytes = header.RowBytes(width);
            var samples = UnfilterInPlace(filtered.Slice(rows, height * (rowBytes + 1)), header, rowBytes, name);
            for (var y = 0; y < height; y++)
            {
                var row = MemoryMarshal.Cast<byte, ushort>(samples.Slice(y * (rowBytes + 1) + 1, rowBytes));
                var target = words.AsSpan(pass.Row(y) * rowElements, rowElements);
                if (pass.StepX == 1) BinaryPrimitives.ReverseEndianness(row, target);
                else pass.SpreadWords(row, target, header.Channels, width);
            }
        }
        return words;
    }

    private static IEnumerable<(PngPass Pass, int Rows, int Width, int Height)> Passes(int length, PngHeader header)
    {
        var at = 0;
        foreach (var pass in header.IsInterlaced ? PngPass.All : PngPass.Whole)
        {
            var (width, height) = pass.Size(header);
            if (width == 0 || height == 0 || at >= length) continue;
            yield return (pass, at, width, height);
            at += height * (header.RowBytes(width) + 1);
        }
    }

    private static void UnfilterInto(ReadOnlySpan<byte> filtered, PngHeader header, Span<byte> pixels, string name)
    {
        var rowBytes = header.RowBytes(header.Width);
        ReadOnlySpan<byte> above = default;
        for (var y = 0; y < header.Height; y++)
        {
            var row = filtered.Slice(y * (rowBytes + 1), rowBytes + 1);
            var result = pixels.Slice(y * rowBytes, rowBytes);
            PngFilters.Undo(Filter(row[0], y, name), row[1..], above, result, header.FilterStep);
            above = result;
        }
    }

    private static Span<byte> UnfilterInPlace(Span<byte> rows, PngHeader header, int rowBytes, string name)
    {
        Span<byte> above = default;
        for (var (y, at) = (0, 0); at < rows.Length; y++, at += rowBytes + 1)
        {
            var row = rows.Slice(at + 1, rowBytes);
            PngFilters.Undo(Filter(rows[at], y, name), row, above, row, header.FilterStep);
            above = row;
        }
        return rows;
    }

    private static int Filter(byte filter, int y, string name) => filter <= PngFilters.Paeth
        ? filter
        : throw FileFaults.WrongValue(name, FilePlace.Field(string.Create(CultureInfo.InvariantCulture, $"IDAT row {y}")), filter.ToString(CultureInfo.InvariantCulture), "0 … 4");

    private static List<Sentence> Notes(PngChunks chunks)
    {
        if (chunks.HasTransparency)
            chunks.Notes.Add(new("Some colours are marked transparent (tRNS); they were read as they are.", "투명으로 표시된 색(tRNS)이 있지만 색 그대로 읽었습니다."));
        return chunks.Notes;
    }
}
