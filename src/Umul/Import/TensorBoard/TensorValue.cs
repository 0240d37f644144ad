using System.Runtime.InteropServices;
using Umul.Import.Wire;

namespace Umul.Import.TensorBoard;

/// <summary>A TensorFlow tensor as far as summaries use one: a number, a short list of strings, or a small matrix of numbers.</summary>
internal ref struct TensorValue
{
    /// <summary>The largest matrix that a histogram or a curve has: 4,096 bins of three numbers is already odd.</summary>
    public const int MostNumbers = 1 << 16;

    private const int DTypeTag = (1 << 3) | WireType.Varint;
    private const int ShapeTag = (2 << 3) | WireType.Bytes;
    private const int ContentTag = (4 << 3) | WireType.Bytes;
    private const int StringTag = (8 << 3) | WireType.Bytes;
    private const int DimensionTag = (2 << 3) | WireType.Bytes;
    private const int SizeTag = (1 << 3) | WireType.Varint;
    private const int FirstValueField = 5;
    private const int LastValueField = 17;

    private ReadOnlySpan<byte> message;
    private ReadOnlySpan<byte> content;
    private TensorType type;

    public int Rank { get; private set; }

    /// <summary>Size of the last axis; 1 for a scalar.</summary>
    public long LastAxis { get; private set; }

    /// <summary>Product of all sizes; -1 where it does not fit or a size is negative.</summary>
    public long Count { get; private set; }

    public static bool TryDecode(ReadOnlySpan<byte> message, out TensorValue tensor)
    {
        tensor = new TensorValue { message = message, LastAxis = 1, Count = 1 };
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case DTypeTag:
                    tensor.type = (TensorType)reader.Number;
                    break;
                case ShapeTag when !tensor.TryDecodeShape(reader.Bytes):
                    return false;
                case ContentTag:
                    tensor.content = reader.Bytes;
                    break;
            }
        }
        return !reader.IsMalformed;
    }

    public readonly bool IsText => type == TensorType.Text;

    /// <summary>The number of a tensor that holds exactly one.</summary>
    public readonly bool TryScalar(out double value)
    {
        value = double.NaN;
        if (Count != 1)
            return false;
        Span<double> one = stackalloc double[1];
        if (!TryNumbers(one, out _))
            return false;
        value = one[0];
        return true;
    }

    /// <summary>All numbers, in C order. TensorFlow leaves out a repeated tail: the last number given fills the rest.</summary>
    public readonly double[]? Numbers()
    {
        if (Count is < 0 or > MostNumbers)
            return null;
        var numbers = new double[Count];
        if (numbers.Length == 0)
            return numbers;
        if (!TryNumbers(numbers, out var given))
            return null;
        numbers.AsSpan(given).Fill(numbers[given - 1]);
        return numbers;
    }

    /// <summary>The strings of a string tensor, as bytes.</summary>
    public readonly StringEnumerator GetEnumerator() => new(message);

    private bool TryDecodeShape(ReadOnlySpan<byte> shape)
    {
        var reader = new ProtoReader(shape);
        while (reader.Next())
        {
            if (reader.Tag != DimensionTag)
                continue;
            long size = 0;
            var dimension = new ProtoReader(reader.Bytes);
            while (dimension.Next())
                size = dimension.Tag == SizeTag ? dimension.Int64 : size;
            if (dimension.IsMalformed)
                return false;
            Rank++;
            LastAxis = size;
            Count = size < 0 || Count < 0 || (size > 0 && Count > long.MaxValue / size) ? -1 : Count * size;
        }
        return !reader.IsMalformed;
    }

    private readonly bool TryNumbers(Span<double> into, out int given)
    {
        given = 0;
        if (!content.IsEmpty)
            return TryContent(into, out given);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            var field = reader.Tag >> 3;
            if (field is < FirstValueField or > LastValueField || field == StringTag >> 3)
                continue;
            if (!TryField(ref reader, into, ref given))
                return false;
        }
        return given > 0;
    }

    private readonly bool TryField(ref ProtoReader reader, Span<double> into, ref int given)
    {
        if ((reader.Tag & 7) != WireType.Bytes)
            return TryAdd(FromWire(reader.Number), into, ref given);

        // Packed: the elements follow one another without tags. Width as the type says; varints for the integers.
        var packed = reader.Bytes;
        var width = type switch { TensorType.Float32 => 4, TensorType.Float64 => 8, _ => 0 };
        if (width == 0)
            return TryPackedVarints(packed, into, ref given);
        for (; packed.Length >= width; packed = packed[width..])
        {
            var bits = width == 4 ? MemoryMarshal.Read<uint>(packed) : MemoryMarshal.Read<ulong>(packed);
            if (!TryAdd(FromWire(bits), into, ref given))
                return false;
        }
        return packed.IsEmpty;
    }

    private readonly bool TryPackedVarints(ReadOnlySpan<byte> packed, Span<double> into, ref int given)
    {
        ulong value = 0;
        var shift = 0;
        foreach (var b in packed)
        {
            if (shift >= 70)
                return false;
            value |= (ulong)(b & 0x7F) << shift;
            shift += 7;
            if (b >= 0x80)
                continue;
            if (!TryAdd(FromWire(value), into, ref given))
                return false;
            (value, shift) = (0, 0);
        }
        return shift == 0;
    }

    private static bool TryAdd(double value, Span<double> into, ref int given)
    {
        if (given >= into.Length)
            return false;
        into[given++] = value;
        return true;
    }

    private readonly double FromWire(ulong bits) => type switch
    {
        TensorType.Float32 => BitConverter.UInt32BitsToSingle(unchecked((uint)bits)),
        TensorType.Float64 => BitConverter.UInt64BitsToDouble(bits),
        TensorType.Float16 => (double)BitConverter.UInt16BitsToHalf(unchecked((ushort)bits)),
        TensorType.BFloat16 => BitConverter.UInt32BitsToSingle(unchecked((uint)(ushort)bits << 16)),
        TensorType.UInt32 or TensorType.UInt64 => bits,
        _ => unchecked((long)bits),
    };

    private readonly bool TryContent(Span<double> into, out int given)
    {
        given = 0;
        var width = type switch
        {
            TensorType.Float64 or TensorType.Int64 or TensorType.UInt64 => 8,
            TensorType.Float32 or TensorType.Int32 or TensorType.UInt32 => 4,
            TensorType.Float16 or TensorType.BFloat16 or TensorType.Int16 => 2,
            TensorType.UInt8 or TensorType.Int8 or TensorType.Bool => 1,
            _ => 0,
        };
        if (width == 0 || content.Length != (long)into.Length * width)
            return false;
        for (; given < into.Length; given++)
            into[given] = Element(content[(given * width)..]);
        return true;
    }

    private readonly double Element(ReadOnlySpan<byte> bytes) => type switch
    {
        TensorType.Float64 or TensorType.UInt64 => FromWire(MemoryMarshal.Read<ulong>(bytes)),
        TensorType.Int64 => MemoryMarshal.Read<long>(bytes),
        TensorType.Float32 or TensorType.UInt32 => FromWire(MemoryMarshal.Read<uint>(bytes)),
        TensorType.Int32 => MemoryMarshal.Read<int>(bytes),
        TensorType.Float16 or TensorType.BFloat16 => FromWire(MemoryMarshal.Read<ushort>(bytes)),
        TensorType.Int16 => MemoryMarshal.Read<short>(bytes),
        TensorType.Int8 => unchecked((sbyte)bytes[0]),
        _ => bytes[0],
    };

    /// <summary>Walks the <c>string_val</c> entries of the message in order.</summary>
    public ref struct StringEnumerator(ReadOnlySpan<byte> message)
    {
        private ProtoReader reader = new(message);

        public readonly ReadOnlySpan<byte> Current => reader.Bytes;

        public bool MoveNext()
        {
            while (reader.Next())
            {
                if (reader.Tag == StringTag)
                    return true;
            }
            return false;
        }
    }
}
