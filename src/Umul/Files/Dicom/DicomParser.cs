using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Umul.Files.Dicom;

/// <summary>
/// Walks the elements of a DICOM file (PS3.5): explicit and implicit VR, both endiannesses, deflated, sequences of defined and undefined
/// length. Enhanced multi-frame groups are walked into, every other sequence is passed over.
/// </summary>
internal sealed class DicomParser
{
    private const int PreambleBytes = 132;
    private const int MostDepth = 32;
    private const uint Undefined = 0xFFFF_FFFF;
    private const string ImplicitLittle = "1.2.840.10008.1.2", ExplicitLittle = "1.2.840.10008.1.2.1", ExplicitBig = "1.2.840.10008.1.2.2";
    private const string Deflated = "1.2.840.10008.1.2.1.99";

    private readonly string file;
    private ReadOnlyMemory<byte> bytes;
    private bool isExplicit;
    private bool isBigEndian;
    private int at;
    private DicomData data = null!;

    private DicomParser(byte[] bytes, string file)
    {
        this.bytes = bytes;
        this.file = file;
    }

    /// <summary>True for a file with DICOM's mark, or one without that begins with its first group.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) =>
        (head.Length >= PreambleBytes && head.Slice(128, 4).SequenceEqual("DICM"u8)) || IsBare(head);

    public static DicomData Parse(byte[] bytes, string file, ReadLimits limits)
    {
        var parser = new DicomParser(bytes, file);
        var syntax = parser.Meta();
        if (syntax == Deflated) parser.Inflate(limits);
        (parser.isExplicit, parser.isBigEndian) = (syntax != ImplicitLittle, syntax == ExplicitBig);
        parser.data = new DicomData(file, parser.isBigEndian) { TransferSyntax = syntax };
        parser.Elements(parser.bytes.Length, 0, isFrameGroup: false);
        return parser.data;
    }

    // Old files without preamble: group 8, either explicit ("UL", "CS", "UI" …) or implicit with a short length.
    private static bool IsBare(ReadOnlySpan<byte> head) =>
        head.Length >= 16 && head[0] == 8 && head[1] == 0 && head[3] == 0 && head[2] is 0 or 5 or 8 or 0x16 or 0x18 && (char.IsAsciiLetterUpper((char)head[4]) ? char.IsAsciiLetterUpper((char)head[5]) : head[6] == 0 && head[7] == 0);

    private string Meta()
    {
        if (IsBare(bytes.Span)) return char.IsAsciiLetterUpper((char)bytes.Span[4]) ? ExplicitLittle : ImplicitLittle;
        at = PreambleBytes;
        isExplicit = true;
        var syntax = ImplicitLittle;
        while (at + 8 <= bytes.Length && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[at..]) == 2)
        {
            var start = at;
            var (tag, _, length) = Header();
            if (length > bytes.Length - at) throw FileFaults.Truncated(file, FilePlace.Byte(start), length, bytes.Length - at);
            if (tag == DicomTag.TransferSyntax) syntax = Encoding.Latin1.GetString(bytes.Span.Slice(at, (int)length)).Trim('\0', ' ');
            at += (int)length;
        }
        return syntax;
    }

    private void Inflate(ReadLimits limits)
    {
        try
        {
            var packed = new MemoryStream(bytes[at..].ToArray());
            using var inflate = new DeflateStream(packed, CompressionMode.Decompress);
            var whole = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int count; (count = inflate.Read(buffer)) > 0;)
            {
                whole.Write(buffer, 0, count);
                if (whole.Length > Math.Min(limits.MostBytes, limits.MostFileBytes)) throw FileFaults.TooLarge(file, "deflated DICOM", whole.Length, limits.MostFileBytes);
            }
            (bytes, at) = (whole.ToArray(), 0);
        }
        catch (InvalidDataException damaged)
        {
            throw FileFaults.BadInflate(file, damaged);
        }
    }

    /// <summary>Elements up to a place, or up to the end mark of an item of undefined length.</summary>
    private void Elements(long end, int depth, bool isFrameGroup)
    {
        if (depth > MostDepth) throw FileFaults.WrongValue(file, FilePlace.Byte(at), depth.ToString(CultureInfo.InvariantCulture), $"≤ {MostDepth}");
        while (at < end)
        {
            // Padding at the end of a file is zeros.
            if (depth == 0 && bytes.Span[at..].IndexOfAnyExcept((byte)0) < 0) return;
            var start = at;
            var (tag, vr, length) = Header();
            if (tag == DicomTag.ItemEnd || tag == DicomTag.SequenceEnd) return;
            if (tag == DicomTag.PixelData && depth == 0)
            {
                Pixels(start, length);
                continue;
            }
            if (vr == "SQ" || length == Undefined)
            {
                Sequence(start, length, depth, isFrameGroup || tag is DicomTag.SharedGroups or DicomTag.FrameGroups);
                continue;
            }
            if (length > bytes.Length - at) throw FileFaults.Truncated(file, FilePlace.Byte(start), length, bytes.Length - at);
            var value = bytes.Slice(at, (int)length);
            at += (int)length;
            if (depth == 0) data.Add(tag, value);
            else if (isFrameGroup) AddOfFrame(tag, value);
        }
    }

    private void AddOfFrame(uint tag, ReadOnlyMemory<byte> value)
    {
        if (tag is DicomTag.PixelSpacing or DicomTag.Orientation or DicomTag.SpacingBetweenSlices or DicomTag.SliceThickness or DicomTag.Slope or DicomTag.Intercept or DicomTag.WindowCentre or DicomTag.WindowWidth)
            data.Add(tag, value);
        if (tag != DicomTag.Position) return;
        var one = new DicomData(file, isBigEndian) { TransferSyntax = "" };
        one.Add(tag, value);
        if (one.Numbers(tag) is { Length: 3 } position) data.FramePositions.Add(position);
    }

    private void Sequence(int start, uint length, int depth, bool isFrameGroup)
    {
        var end = length == Undefined ? bytes.Length : at + (long)length;
        if (end > bytes.Length) throw FileFaults.Truncated(file, FilePlace.Byte(start), length, bytes.Length - at);
        while (at < end)
        {
            var (tag, _, itemLength) = ItemHeader();
            if (tag == DicomTag.SequenceEnd) return;
            if (tag != DicomTag.Item) throw FileFaults.WrongValue(file, FilePlace.Byte(at - 8), string.Create(CultureInfo.InvariantCulture, $"({tag >> 16:X4},{tag & 0xFFFF:X4})"), "(FFFE,E000), (FFFE,E0DD)");
            var itemEnd = itemLength == Undefined ? end : at + (long)itemLength;
            if (itemEnd > end) throw FileFaults.Truncated(file, FilePlace.Byte(at), itemLength, end - at);
            Elements(itemEnd, depth + 1, isFrameGroup);
        }
    }

    private void Pixels(int start, uint length)
    {
        if (length != Undefined)
        {
            if (length > bytes.Length - at) throw FileFaults.Truncated(file, FilePlace.Byte(start), length, bytes.Length - at);
            data.Pixels.Add(bytes.Slice(at, (int)length));
            at += (int)length;
            return;
        }
        data.IsEncapsulated = true;
        while (true)
        {
            var (tag, _, itemLength) = ItemHeader();
            if (tag == DicomTag.SequenceEnd) return;
            if (tag != DicomTag.Item || itemLength > bytes.Length - at) throw FileFaults.Truncated(file, FilePlace.Byte(at), itemLength, bytes.Length - at);
            data.Pixels.Add(bytes.Slice(at, (int)itemLength));
            at += (int)itemLength;
        }
    }

    private (uint Tag, string Vr, uint Length) ItemHeader()
    {
        if (bytes.Length - at < 8) throw FileFaults.Truncated(file, FilePlace.Byte(at), 8, bytes.Length - at);
        var header = (Tag(), "", UInt(at + 4));
        at += 8;
        return header;
    }

    private (uint Tag, string Vr, uint Length) Header()
    {
        if (bytes.Length - at < 8) throw FileFaults.Truncated(file, FilePlace.Byte(at), 8, bytes.Length - at);
        var tag = Tag();
        if (tag >> 16 == 0xFFFE || !isExplicit) return ItemHeader() is var (same, _, whole) ? (same, "", whole) : default;
        var vr = Encoding.Latin1.GetString(bytes.Span.Slice(at + 4, 2));
        if (vr is "OB" or "OW" or "OF" or "OD" or "OL" or "OV" or "SQ" or "UN" or "UT" or "UC" or "UR" or "SV" or "UV")
        {
            if (bytes.Length - at < 12) throw FileFaults.Truncated(file, FilePlace.Byte(at), 12, bytes.Length - at);
            var length = UInt(at + 8);
            at += 12;
            return (tag, vr, length);
        }
        if (!char.IsAsciiLetterUpper(vr[0]) || !char.IsAsciiLetterUpper(vr[1])) throw FileFaults.WrongValue(file, FilePlace.Byte(at + 4), vr, "AE … UV (DICOM VR)");
        var shortLength = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[(at + 6)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[(at + 6)..]);
        at += 8;
        return (tag, vr, shortLength);
    }

    private uint Tag()
    {
        var span = bytes.Span[at..];
        return isBigEndian
            ? (uint)BinaryPrimitives.ReadUInt16BigEndian(span) << 16 | BinaryPrimitives.ReadUInt16BigEndian(span[2..])
            : (uint)BinaryPrimitives.ReadUInt16LittleEndian(span) << 16 | BinaryPrimitives.ReadUInt16LittleEndian(span[2..]);
    }

    private uint UInt(int offset) => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[offset..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[offset..]);
}
