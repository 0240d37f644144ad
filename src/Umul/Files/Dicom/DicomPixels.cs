using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Umul.Files.Dicom;

/// <summary>How pixels are stored, and their stored numbers: native or RLE, 1 to 32 bits, signed or not, planes or pixels.</summary>
internal sealed record DicomPixels(RasterShape Shape, int BitsAllocated, int BitsStored, int HighBit, bool IsSigned, bool IsPlanar)
{
    private const string Rle = "1.2.840.10008.1.2.5";

    public static DicomPixels Describe(DicomData data)
    {
        var file = data.File;
        var (rows, columns) = (data.RequiredShort(DicomTag.Rows, "Rows (0028,0010)"), data.RequiredShort(DicomTag.Columns, "Columns (0028,0011)"));
        var allocated = data.RequiredShort(DicomTag.BitsAllocated, "BitsAllocated (0028,0100)");
        var stored = data.Short(DicomTag.BitsStored) ?? allocated;
        var high = data.Short(DicomTag.HighBit) ?? stored - 1;
        var samples = data.Short(DicomTag.Samples) ?? 1;
        if (rows == 0 || columns == 0) throw FileFaults.WrongValue(file, FilePlace.Field("Rows, Columns (0028,0010 0028,0011)"), $"{rows}, {columns}", "1 … 65535");
        if (allocated is not (1 or 8 or 16 or 32)) throw FileFaults.WrongValue(file, FilePlace.Field("BitsAllocated (0028,0100)"), allocated.ToString(CultureInfo.InvariantCulture), "1 8 16 32");
        if (stored < 1 || stored > allocated || high < stored - 1 || high >= allocated)
            throw FileFaults.WrongValue(file, FilePlace.Field("BitsStored, HighBit (0028,0101 0028,0102)"), $"{stored}, {high}", $"1 … {allocated}");
        if (samples is not (1 or 3) || (samples == 3 && allocated != 8)) throw FileFaults.WrongValue(file, FilePlace.Field("SamplesPerPixel (0028,0002)"), samples.ToString(CultureInfo.InvariantCulture), "1 3");
        var frames = data.Has(DicomTag.Frames) && int.TryParse(data.Text(DicomTag.Frames), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;
        var shape = new RasterShape(frames, rows, columns, samples, frames == 1);
        return new DicomPixels(shape, allocated, stored, high, data.Short(DicomTag.PixelRepresentation) == 1, data.Short(DicomTag.Planar) == 1);
    }

    /// <summary>The stored numbers in C order.</summary>
    public Array Read(DicomData data, ReadLimits limits)
    {
        var bytes = (Shape.ElementCount * BitsAllocated + 7) / 8;
        var memory = Shape.ElementCount * Math.Max(1, BitsAllocated / 8);
        if (memory > Math.Min(limits.MostBytes, Array.MaxLength)) throw FileFaults.TooLarge(data.File, Shape.ToString(), memory, Math.Min(limits.MostBytes, Array.MaxLength));
        if (data.Pixels.Count == 0) throw FileFaults.WrongValue(data.File, FilePlace.Field("PixelData (7FE0,0010)"), "–", "PixelData");
        var present = data.Pixels.Sum(piece => (long)piece.Length);
        // RLE makes at most 128 bytes of two.
        if (bytes > (data.IsEncapsulated ? present * 64 : present)) throw FileFaults.Lies(data.File, Shape.ToString(), bytes, present);
        if (data.IsEncapsulated && data.TransferSyntax != Rle)
            throw FileFaults.Unsupported(data.File, $"DICOM compressed as {DicomSyntax.Name(data.TransferSyntax)}", "uncompressed DICOM (gdcmconv --raw IN OUT)");
        var native = data.IsEncapsulated ? DicomRle.Decode(data, this, (int)bytes) : data.Pixels[0].Span[..(int)bytes].ToArray();
        if (BitsAllocated == 1) return Bits(native);
        if (Shape.Channels == 3 && IsPlanar && !data.IsEncapsulated) native = Interleaved(native);
        return Elements(native, data.IsBigEndian && !data.IsEncapsulated);
    }

    // Segmentations: eight pixels a byte, the first in the lowest bit.
    private byte[] Bits(byte[] packed)
    {
        var pixels = new byte[Shape.ElementCount];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(packed[i >> 3] >> (i & 7) & 1);
        return pixels;
    }

    private byte[] Interleaved(byte[] planes)
    {
        var (pixels, plane) = (new byte[planes.Length], Shape.Height * Shape.Width);
        for (var frame = 0; frame < Shape.Depth; frame++)
            for (var i = 0; i < plane; i++)
                for (var c = 0; c < 3; c++) pixels[(frame * plane + i) * 3 + c] = planes[frame * plane * 3 + c * plane + i];
        return pixels;
    }

    private Array Elements(byte[] native, bool isBigEndian)
    {
        if (BitsAllocated == 8)
        {
            if (BitsStored == 8) return IsSigned ? (Array)Array.ConvertAll(native, b => unchecked((sbyte)b)) : native;
            for (var i = 0; i < native.Length; i++) native[i] = (byte)(native[i] >> (HighBit + 1 - BitsStored) & ((1 << BitsStored) - 1));
            return IsSigned ? Array.ConvertAll(native, b => unchecked((sbyte)(b << (8 - BitsStored))) >> (8 - BitsStored) is var s ? (sbyte)s : default) : native;
        }
        return BitsAllocated == 16 ? Words(native, isBigEndian) : DoubleWords(native, isBigEndian);
    }

    private Array Words(byte[] native, bool isBigEndian)
    {
        var words = MemoryMarshal.Cast<byte, ushort>(native).ToArray();
        if (isBigEndian) BinaryPrimitives.ReverseEndianness(words, words);
        // Left to the high bit and back: drops foreign bits above and below, and carries the sign.
        var (up, down) = (15 - HighBit, 16 - BitsStored);
        if (!IsSigned)
        {
            if (down > 0)
                for (var i = 0; i < words.Length; i++) words[i] = (ushort)((ushort)(words[i] << up) >> down);
            return words;
        }
        var signed = new short[words.Length];
        for (var i = 0; i < words.Length; i++) signed[i] = (short)((short)(words[i] << up) >> down);
        return signed;
    }

    private Array DoubleWords(byte[] native, bool isBigEndian)
    {
        var words = MemoryMarshal.Cast<byte, uint>(native).ToArray();
        if (isBigEndian) BinaryPrimitives.ReverseEndianness(words, words);
        var (up, down) = (31 - HighBit, 32 - BitsStored);
        if (!IsSigned) return down == 0 ? words : Array.ConvertAll(words, word => word << up >> down);
        return Array.ConvertAll(words, word => (int)(word << up) >> down);
    }
}
