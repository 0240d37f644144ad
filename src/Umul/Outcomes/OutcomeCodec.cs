using System.Buffers;
using System.Buffers.Binary;
using Umul.Evaluation;
using Umul.Metrics;

namespace Umul.Outcomes;

/// <summary>
/// One column of outcomes as bytes. A ratio is stored as its two parts where dividing them gives the value to the bit; numbers that are
/// whole, or short decimals, as whole numbers; then byte planes of which those that shrink are deflated.
/// </summary>
/// <remarks>Dice of 1,000 cases of 10,000 voxels: 8,000 bytes as doubles, about 4,500 here with both parts.</remarks>
internal static class OutcomeCodec
{
    private const byte Version = 1;
    private const byte HasReasons = 1, HasParts = 2, ValueIsRatio = 4;
    private const byte Bits = 255, MostDecimals = 9;
    private const double LargestWhole = 1L << 52;

    public static byte[] Encode(OutcomeColumn column)
    {
        var output = new ArrayBufferWriter<byte>(64 + (column.Values.Length * 8));
        var isRatio = column.Numerators is not null && IsRatio(column);
        var flags = (column.Reasons is null ? 0 : HasReasons) | (column.Numerators is null ? 0 : HasParts) | (isRatio ? ValueIsRatio : 0);
        Span<byte> head = [Version, (byte)flags, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(head[2..], column.Values.Length);
        output.Write(head);
        if (column.Reasons is { } reasons) Blocks(Array.ConvertAll(reasons, r => (ulong)r), output);
        if (column.Numerators is { } upper) Numbers(upper, output);
        if (column.Denominators is { } lower) Numbers(lower, output);
        if (!isRatio) Numbers(column.Values, output);
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not a column, or are damaged.</exception>
    public static OutcomeColumn Decode(ReadOnlySpan<byte> bytes, OutcomeMetric metric)
    {
        if (bytes.Length < 6 || bytes[0] != Version) throw new InvalidDataException($"The stored column '{metric.Name}' is damaged, or of another version.");
        var flags = bytes[1];
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[2..]);
        if (count is < 0 or > 100_000_000) throw new InvalidDataException($"The stored column '{metric.Name}' is damaged: {count} values.");
        bytes = bytes[6..];
        var reasons = (flags & HasReasons) == 0 ? null : Array.ConvertAll(ReadBlocks(ref bytes, count), word => (UndefinedReason)word);
        var upper = (flags & HasParts) == 0 ? null : ReadNumbers(ref bytes, count);
        var lower = (flags & HasParts) == 0 ? null : ReadNumbers(ref bytes, count);
        var values = (flags & ValueIsRatio) == 0 ? ReadNumbers(ref bytes, count) : Divide(upper!, lower!, reasons);
        return new OutcomeColumn { Metric = metric, Values = values, Reasons = reasons, Numerators = upper, Denominators = lower };
    }

    private static bool IsRatio(OutcomeColumn column) =>
        Divide(column.Numerators!, column.Denominators!, column.Reasons).AsSpan().SequenceEqual(column.Values);

    private static double[] Divide(double[] upper, double[] lower, UndefinedReason[]? reasons)
    {
        var values = new double[upper.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (reasons?[i] ?? UndefinedReason.None) == UndefinedReason.None ? upper[i] / lower[i] : double.NaN;
        return values;
    }

    private static void Numbers(double[] values, ArrayBufferWriter<byte> output)
    {
        var decimals = Decimals(values);
        output.Write([decimals]);
        var scale = Math.Pow(10, decimals);
        Blocks(Array.ConvertAll(values, v => decimals == Bits ? BitConverter.DoubleToUInt64Bits(v) : Zigzag((long)Math.Round(v * scale))), output);
    }

    private static double[] ReadNumbers(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (bytes.IsEmpty) throw new InvalidDataException("A stored column of outcomes ends too early.");
        var decimals = bytes[0];
        bytes = bytes[1..];
        var scale = Math.Pow(10, decimals);
        return Array.ConvertAll(ReadBlocks(ref bytes, count), w => decimals == Bits ? BitConverter.UInt64BitsToDouble(w) : Unzigzag(w) / scale);
    }

    /// <summary>The fewest decimals with which every value comes back to the bit; <see cref="Bits"/> if there are none such.</summary>
    private static byte Decimals(double[] values)
    {
        byte decimals = 0;
        foreach (var value in values)
        {
            if (!double.IsFinite(value) || BitConverter.DoubleToUInt64Bits(value) == 1UL << 63) return Bits;
            while (!Returns(value, decimals))
                if (++decimals > MostDecimals) return Bits;
        }
        // A value that fits with fewer decimals need not fit with more.
        return decimals == 0 || values.All(v => Returns(v, decimals)) ? decimals : Bits;
    }

    private static bool Returns(double value, byte decimals)
    {
        var scale = Math.Pow(10, decimals);
        var whole = Math.Round(value * scale);
        return Math.Abs(whole) < LargestWhole && whole / scale == value;
    }

    private static ulong Zigzag(long number) => (ulong)(number << 1 ^ number >> 63);

    private static double Unzigzag(ulong word) => (long)(word >> 1) ^ -(long)(word & 1);

    private static void Blocks(ulong[] words, ArrayBufferWriter<byte> output)
    {
        for (var at = 0; at < words.Length; at += ChunkCodec.Capacity)
            ChunkCodec.WritePlanes(words.AsSpan(at, Math.Min(ChunkCodec.Capacity, words.Length - at)), 8, output);
    }

    private static ulong[] ReadBlocks(ref ReadOnlySpan<byte> bytes, int count)
    {
        var words = new ulong[count];
        for (var at = 0; at < count; at += ChunkCodec.Capacity)
            ChunkCodec.ReadPlanes(ref bytes, 8, words.AsSpan(at, Math.Min(ChunkCodec.Capacity, count - at)));
        return words;
    }
}
