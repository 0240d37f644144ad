using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Umul.Web;

namespace Umul.Files.Png;

/// <summary>The chunks of a PNG file, checked: header, palette and where the compressed pixels lie.</summary>
internal sealed class PngChunks
{
    private const int SignatureBytes = 8;
    private const int FrameBytes = 12;

    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly byte[] bytes;
    private readonly string file;
    private bool ended;

    private PngChunks(byte[] bytes, string file)
    {
        this.bytes = bytes;
        this.file = file;
    }

    public PngHeader Header { get; private set; }

    /// <summary>Red, green, blue of each index.</summary>
    public byte[]? Palette { get; private set; }

    /// <summary>True if a tRNS chunk gives some colours transparency.</summary>
    public bool HasTransparency { get; private set; }

    public List<ArraySegment<byte>> Pixels { get; } = [];

    public long PixelBytes { get; private set; }

    public List<Sentence> Notes { get; } = [];

    public static PngChunks Read(byte[] bytes, string file)
    {
        var chunks = new PngChunks(bytes, file);
        if (bytes.Length < SignatureBytes) throw FileFaults.Truncated(file, FilePlace.Start, SignatureBytes, bytes.Length);
        if (!bytes.AsSpan(0, SignatureBytes).SequenceEqual(s_signature))
            throw FileFaults.WrongValue(file, FilePlace.Byte(4), Convert.ToHexString(bytes.AsSpan(4, 4)), "0D0A1A0A");
        var at = SignatureBytes;
        while (at < bytes.Length && !chunks.ended) at = chunks.Take(at);
        chunks.Finish(at);
        return chunks;
    }

    private int Take(int at)
    {
        if (bytes.Length - at < FrameBytes) throw FileFaults.Truncated(file, FilePlace.Byte(at), FrameBytes, bytes.Length - at);
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
        if (length > (uint)(bytes.Length - at - FrameBytes)) throw FileFaults.Truncated(file, FilePlace.Byte(at), length + (long)FrameBytes, bytes.Length - at);
        var type = bytes.AsSpan(at + 4, 4);
        var data = new ArraySegment<byte>(bytes, at + 8, (int)length);
        var isCritical = (type[0] & 0x20) == 0;
        var isSound = Crc32.HashToUInt32(bytes.AsSpan(at + 4, (int)length + 4)) == BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 8 + (int)length));
        if (!isSound && isCritical) throw FileFaults.BadChecksum(file, FilePlace.Byte(at));
        if (isSound) Use(type, data, at);
        else Notes.Add(new("A checksum of additional information (not of the pixels) is wrong; it was left out.", "픽셀이 아닌 부가 정보의 체크섬이 맞지 않아 제외했습니다."));
        return at + FrameBytes + (int)length;
    }

    private void Use(ReadOnlySpan<byte> type, ArraySegment<byte> data, int at)
    {
        if (Header.Width == 0 && !type.SequenceEqual("IHDR"u8))
            throw FileFaults.WrongValue(file, FilePlace.Byte(at + 4), Encoding.Latin1.GetString(type), "IHDR");
        if (type.SequenceEqual("IHDR"u8)) TakeHeader(data, at + 8);
        else if (type.SequenceEqual("PLTE"u8)) TakePalette(data, at + 8);
        else if (type.SequenceEqual("IDAT"u8)) TakePixels(data);
        else if (type.SequenceEqual("IEND"u8)) ended = true;
        else if (type.SequenceEqual("tRNS"u8)) HasTransparency = true;
        else if (type.SequenceEqual("acTL"u8)) Notes.Add(new("This is an animated PNG; its first picture was read.", "움직이는 PNG입니다. 첫 그림을 읽었습니다."));
        else if ((type[0] & 0x20) == 0) throw FileFaults.WrongValue(file, FilePlace.Byte(at + 4), Encoding.Latin1.GetString(type), "IHDR, PLTE, IDAT, IEND");
    }

    private void TakeHeader(ReadOnlySpan<byte> data, int at)
    {
        if (data.Length != 13) throw FileFaults.WrongValue(file, FilePlace.Byte(at), Text(data.Length), "13");
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        if (width is 0 or > int.MaxValue) throw FileFaults.WrongValue(file, FilePlace.Field("IHDR width"), Text(width), "1 … 2147483647");
        if (height is 0 or > int.MaxValue) throw FileFaults.WrongValue(file, FilePlace.Field("IHDR height"), Text(height), "1 … 2147483647");
        if (!PngHeader.IsAllowed(data[8], data[9]))
            throw FileFaults.WrongValue(file, FilePlace.Field("IHDR bit depth, colour type"), $"{data[8]}, {data[9]}", "1 2 4 8 16 (0), 8 16 (2, 4, 6), 1 2 4 8 (3)");
        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw FileFaults.WrongValue(file, FilePlace.Field("IHDR compression, filter, interlace"), $"{data[10]}, {data[11]}, {data[12]}", "0, 0, 0 1");
        Header = new PngHeader((int)width, (int)height, data[8], (PngColour)data[9], data[12] == 1);
    }

    private void TakePalette(ReadOnlySpan<byte> data, int at)
    {
        if (data.Length is 0 or > 768 || data.Length % 3 != 0) throw FileFaults.WrongValue(file, FilePlace.Byte(at), Text(data.Length), "3, 6 … 768");
        if (Header.Colour == PngColour.Palette) Palette = data.ToArray();
    }

    private void TakePixels(ArraySegment<byte> data)
    {
        if (data.Count == 0) return;
        Pixels.Add(data);
        PixelBytes += data.Count;
    }

    private void Finish(int at)
    {
        if (Header.Width == 0) throw FileFaults.Truncated(file, FilePlace.Byte(at), 25, bytes.Length - at);
        if (Pixels.Count == 0) throw FileFaults.Truncated(file, FilePlace.Byte(at), FrameBytes, 0);
        if (Header.Colour == PngColour.Palette && Palette is null) throw FileFaults.WrongValue(file, FilePlace.Field("PLTE"), "–", "3 … 768");
        if (!ended) throw FileFaults.Truncated(file, FilePlace.Byte(at), FrameBytes, 0);
        if (at < bytes.Length)
            Notes.Add(new($"{bytes.Length - at:N0} bytes after the end of the image were left out.", $"영상이 끝난 뒤의 {bytes.Length - at:N0}바이트는 제외했습니다."));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
