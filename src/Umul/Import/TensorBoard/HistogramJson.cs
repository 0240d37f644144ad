using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Umul.Import.Wire;

namespace Umul.Import.TensorBoard;

/// <summary>Brings both forms of a TensorBoard histogram to one: JSON with rows of left edge, right edge and count.</summary>
internal static class HistogramJson
{
    private const int MinTag = (1 << 3) | WireType.Fixed64;
    private const int MaxTag = (2 << 3) | WireType.Fixed64;
    private const int PackedLimitsTag = (6 << 3) | WireType.Bytes;
    private const int PackedCountsTag = (7 << 3) | WireType.Bytes;
    private const int LimitTag = (6 << 3) | WireType.Fixed64;
    private const int CountTag = (7 << 3) | WireType.Fixed64;

    /// <summary>The tensor form: n rows of (left, right, count).</summary>
    public static byte[]? FromTensor(in TensorValue tensor)
    {
        if (tensor.Count == 0)
            return Write([]);
        if (tensor.LastAxis != 3 || tensor.Numbers() is not { } numbers)
            return null;
        return Write(numbers);
    }

    /// <summary>The older form: right edges and counts; the outermost edges are ±1e308 and are drawn in to the minimum and maximum.</summary>
    public static byte[]? FromProto(ReadOnlySpan<byte> message)
    {
        double min = double.NaN, max = double.NaN;
        var limits = new List<double>();
        var counts = new List<double>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case MinTag:
                    min = reader.Double;
                    break;
                case MaxTag:
                    max = reader.Double;
                    break;
                case PackedLimitsTag when !TryPacked(reader.Bytes, limits):
                case PackedCountsTag when !TryPacked(reader.Bytes, counts):
                    return null;
                case LimitTag:
                    limits.Add(reader.Double);
                    break;
                case CountTag:
                    counts.Add(reader.Double);
                    break;
            }
        }
        if (reader.IsMalformed || limits.Count != counts.Count || limits.Count > TensorValue.MostNumbers)
            return null;
        return Write(Rows(limits, counts, min, max));
    }

    private static bool TryPacked(ReadOnlySpan<byte> packed, List<double> into)
    {
        if (packed.Length % 8 != 0)
            return false;
        into.AddRange(MemoryMarshal.Cast<byte, double>(packed));
        return true;
    }

    private static double[] Rows(List<double> limits, List<double> counts, double min, double max)
    {
        var rows = new List<double>(limits.Count * 3);
        for (var i = 0; i < limits.Count; i++)
        {
            var left = i == 0 ? min : Math.Max(limits[i - 1], min);
            var right = Math.Min(limits[i], max);
            if (counts[i] > 0 || (left < right && right > min))
                rows.AddRange([left, right, counts[i]]);
        }
        return [.. rows];
    }

    private static byte[] Write(ReadOnlySpan<double> rows)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + rows.Length * 12);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("buckets");
            for (var i = 0; i + 2 < rows.Length; i += 3)
            {
                json.WriteStartArray();
                foreach (var number in rows.Slice(i, 3))
                    WriteNumber(json, number);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>JSON has no NaN and no infinity; the protocol spells them as strings.</summary>
    private static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }
}
