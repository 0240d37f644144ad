using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Umul.Files.Nifti;

/// <summary>The fields of a NIfTI-1 or NIfTI-2 header that Umul uses, checked as far as they can be without the data.</summary>
internal sealed class NiftiHeader
{
    public const int Size1 = 348;
    public const int Size2 = 540;

    public required int Version { get; init; }

    public required bool IsBigEndian { get; init; }

    /// <summary>True if the data lie in a second file (.hdr and .img).</summary>
    public required bool IsDetached { get; init; }

    /// <summary>Number of axes and their lengths, x first; trailing ones included.</summary>
    public required long[] Dimensions { get; init; }

    public required int DataType { get; init; }

    /// <summary>pixdim[0 … 3]: the sign of the z axis in the quaternion form, then mm along x, y, z.</summary>
    public required double[] PixelSizes { get; init; }

    public required long DataOffset { get; init; }

    public required double Slope { get; init; }

    public required double Intercept { get; init; }

    public required int Units { get; init; }

    public required int QuaternionCode { get; init; }

    public required int MatrixCode { get; init; }

    /// <summary>quatern_b, c, d and qoffset_x, y, z.</summary>
    public required double[] Quaternion { get; init; }

    /// <summary>srow_x, srow_y, srow_z.</summary>
    public required double[] Matrix { get; init; }

    public string Format => Version == 1 ? "NIfTI-1" : "NIfTI-2";

    /// <summary>Header version (1 or 2) and endianness that the first four bytes show; 0 if neither.</summary>
    public static (int Version, bool IsBigEndian) Recognise(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4) return (0, false);
        return (BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadInt32BigEndian(head)) switch
        {
            (Size1, _) => (1, false),
            (_, Size1) => (1, true),
            (Size2, _) => (2, false),
            (_, Size2) => (2, true),
            _ => (0, false),
        };
    }

    public static NiftiHeader Parse(ReadOnlySpan<byte> bytes, int version, bool isBigEndian, string file)
    {
        var fields = new Fields(bytes, isBigEndian);
        var magic = Encoding.Latin1.GetString(version == 1 ? bytes.Slice(344, 3) : bytes.Slice(4, 3));
        var isDetached = magic == (version == 1 ? "ni1" : "ni2");
        if (!isDetached && magic != (version == 1 ? "n+1" : "n+2"))
            throw FileFaults.WrongValue(file, FilePlace.Field("magic"), magic, version == 1 ? "n+1, ni1 (NIfTI-1; Analyze 7.5 → NIfTI)" : "n+2, ni2");
        return version == 1 ? Parse1(fields, isBigEndian, isDetached, file) : Parse2(fields, isBigEndian, isDetached, file);
    }

    private static NiftiHeader Parse1(Fields fields, bool isBigEndian, bool isDetached, string file) => new()
    {
        Version = 1,
        IsBigEndian = isBigEndian,
        IsDetached = isDetached,
        Dimensions = Axes(file, fields.Short(40), i => 42 + 2 * i, (at, f) => f.Short(at), fields),
        DataType = fields.Short(70),
        PixelSizes = fields.Floats(76, 4),
        DataOffset = Offset(file, fields.Float(108), isDetached, Size1),
        Slope = fields.Float(112),
        Intercept = fields.Float(116),
        Units = fields.Byte(123),
        QuaternionCode = fields.Short(252),
        MatrixCode = fields.Short(254),
        Quaternion = fields.Floats(256, 6),
        Matrix = fields.Floats(280, 12),
    };

    private static NiftiHeader Parse2(Fields fields, bool isBigEndian, bool isDetached, string file) => new()
    {
        Version = 2,
        IsBigEndian = isBigEndian,
        IsDetached = isDetached,
        Dimensions = Axes(file, fields.Long(16), i => 24 + 8 * i, (at, f) => f.Long(at), fields),
        DataType = fields.Short(12),
        PixelSizes = fields.Doubles(104, 4),
        DataOffset = Offset(file, fields.Long(168), isDetached, Size2),
        Slope = fields.Double(176),
        Intercept = fields.Double(184),
        Units = fields.Int(500),
        QuaternionCode = fields.Int(344),
        MatrixCode = fields.Int(348),
        Quaternion = fields.Doubles(352, 6),
        Matrix = fields.Doubles(400, 12),
    };

    private static long[] Axes(string file, long count, Func<int, int> at, Func<int, Fields, long> read, Fields fields)
    {
        if (count is < 1 or > 7) throw FileFaults.WrongValue(file, FilePlace.Field("dim[0]"), Text(count), "1 … 7");
        var lengths = new long[count];
        for (var i = 0; i < count; i++)
        {
            lengths[i] = read(at(i), fields);
            if (lengths[i] < 1) throw FileFaults.WrongValue(file, FilePlace.Field($"dim[{i + 1}]"), Text(lengths[i]), "≥ 1");
        }
        return lengths;
    }

    private static long Offset(string file, double offset, bool isDetached, int headerBytes)
    {
        var least = isDetached ? 0 : headerBytes;
        // Some writers leave 0 in single files; the data then begin right after the header and its four extension bytes.
        if (offset == 0 && !isDetached) return headerBytes + 4;
        return offset >= least && offset <= long.MaxValue / 2 ? (long)offset : throw FileFaults.WrongValue(file, FilePlace.Field("vox_offset"), offset.ToString(CultureInfo.InvariantCulture), $"≥ {least}");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Numbers at byte offsets in the file's endianness.</summary>
    private readonly struct Fields(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        private readonly byte[] bytes = bytes.ToArray();

        public byte Byte(int at) => bytes[at];

        public short Short(int at) => isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at));

        public int Int(int at) => isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

        public long Long(int at) => isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

        public double Float(int at) => BitConverter.Int32BitsToSingle(Int(at));

        public double Double(int at) => BitConverter.Int64BitsToDouble(Long(at));

        public double[] Floats(int at, int count)
        {
            var numbers = new double[count];
            for (var i = 0; i < count; i++) numbers[i] = Float(at + 4 * i);
            return numbers;
        }

        public double[] Doubles(int at, int count)
        {
            var numbers = new double[count];
            for (var i = 0; i < count; i++) numbers[i] = Double(at + 8 * i);
            return numbers;
        }
    }
}
